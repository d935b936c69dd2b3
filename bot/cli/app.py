"""The command line `bell-lap`: the list of its commands, which are imported when they are called."""

import typer

from bot.cli.group import LazyCommand, LazyGroup, MainGroup
from bot.cli.output import complain
from bot.secret_settings import ENV_FILE, exposed

LOGGED = ("run", "sync")
"""Commands that log a warning about settings; others print it on stderr."""


class Commands(MainGroup):
    """The commands of `bell-lap`."""

    lazy = {  # noqa: RUF012 - typed as ClassVar in the base class
        "chat": LazyCommand("bot.cli.chat", "chat", "Ask one question after the other."),
        "ask": LazyCommand("bot.cli.ask", "ask", "Answer one question and end."),
        "run": LazyCommand("bot.cli.discord", "run", "Answer in Discord, until Ctrl-C or SIGTERM."),
        "health": LazyCommand(
            "bot.cli.health", "health", "Say whether the bot answers questions in Discord."
        ),
        "sync": LazyCommand("bot.cli.discord", "sync", "Tell Discord the commands."),
        "invite": LazyCommand("bot.cli.discord", "invite", "Print the link that adds Bell Lap to Discord."),
    }


class KnowledgeCommands(LazyGroup):
    """The commands of `bell-lap knowledge`."""

    lazy = {  # noqa: RUF012
        "import": LazyCommand(
            "bot.cli.import_", "import_", "Bring outside results in beside the curated ones."
        ),
        "forget": LazyCommand(
            "bot.cli.import_", "forget", "Take everything of an imported source out again."
        ),
        "corrections": LazyCommand(
            "bot.cli.corrections",
            "corrections",
            "List the imported rows that were corrected or withdrawn.",
        ),
        "export": LazyCommand(
            "bot.cli.export", "export", "Write the whole knowledge out, curated and imported."
        ),
        "review": LazyCommand(
            "bot.cli.review", "review", "Decide about people who may be one and may be two."
        ),
        "resolve": LazyCommand(
            "bot.cli.resolve", "resolve", "Find what the names on stdin mean, as JSON lines."
        ),
        "verify": LazyCommand(
            "bot.cli.verify", "verify", "Say whether what was imported and built is as it was written."
        ),
        "check": LazyCommand("bot.cli.check", "check", "Read every fact and report all problems at once."),
        "gaps": LazyCommand("bot.cli.gaps", "gaps", "Name what is missing from the curated facts, and why."),
        "format": LazyCommand("bot.cli.check", "format_", "Put every file into its canonical form."),
        "build": LazyCommand(
            "bot.cli.stats", "build", "Compile facts and imports into the file that answers come from."
        ),
        "stats": LazyCommand("bot.cli.stats", "stats", "Count what is known, in all and per source."),
    }


app = typer.Typer(
    cls=Commands,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(
    typer.Typer(
        cls=KnowledgeCommands,
        no_args_is_help=True,
        rich_markup_mode=None,
        help="The facts behind the answers: check, import, resolve, export.",
    ),
    name="knowledge",
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
    in_discord = alone and _has_token()
    if not in_discord and context.invoked_subcommand not in LOGGED and (warning := exposed(ENV_FILE)):
        complain(warning)
    if in_discord:
        from bot.cli.discord import run  # noqa: PLC0415

        run()
    elif alone:
        from bot.cli.chat import chat  # noqa: PLC0415

        chat()


def _has_token() -> bool:
    from bot.settings import load_settings  # noqa: PLC0415 - help starts without it

    return bool(load_settings().discord_token.get_secret_value())
