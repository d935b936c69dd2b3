"""The command line `bell-lap`: its commands, one module a group."""

import typer

from bot.cli.ask import Language, ask, chat
from bot.cli.curate import app as knowledge_app
from bot.cli.discord import LOGGED, invite, run, sync
from bot.cli.errors import PlainGroup
from bot.cli.health import health
from bot.cli.output import complain
from bot.secret_settings import exposed
from bot.settings import ENV_FILE, load_settings

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
    alone = context.invoked_subcommand is None
    in_discord = alone and bool(load_settings().discord_token.get_secret_value())
    if not in_discord and context.invoked_subcommand not in LOGGED and (warning := exposed(ENV_FILE)):
        complain(warning)
    if in_discord:
        run()
    elif alone:
        chat(Language.EN)


for command in (chat, ask, run, health, sync, invite):
    app.command()(command)
app.add_typer(knowledge_app, name="knowledge")
