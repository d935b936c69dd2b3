"""The command line `bell-lap`: its commands, one module a group."""

import typer

from bot.cli.discord_bot import invite, run, sync
from bot.cli.faults import PlainGroup
from bot.cli.health import health
from bot.cli.knowledge_files import app as knowledge_app
from bot.cli.questions import Language, ask, chat
from bot.settings import load_settings

app = typer.Typer(
    cls=PlainGroup,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """Athletics questions answered from curated results, in Discord and at a terminal.

    \b
    Examples:
      bell-lap ask /result brussels steeplechase
      bell-lap ask /athlete bakkali
      bell-lap ask /h2h serem bakkali
      bell-lap chat

    Without a command: Discord when DISCORD_TOKEN is set, else the chat.
    """
    if context.invoked_subcommand is None:
        if load_settings().discord_token.get_secret_value():
            run()
        else:
            chat(Language.EN)


for command in (chat, ask, run, health, sync, invite):
    app.command()(command)
app.add_typer(knowledge_app, name="knowledge")
