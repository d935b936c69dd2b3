"""`bell-lap run`, `sync` and `invite`: Bell Lap in Discord."""

import asyncio
import base64
import binascii
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from bot.cli.context import settle
from bot.cli.output import complain, say
from bot.secret_settings import ENV_FILE, exposed, secrets_of
from bot.settings import Settings, load_settings

TOKENLESS = (
    "There is no token: set DISCORD_TOKEN in the environment or in .env "
    "(Developer Portal, your application, Bot, Reset Token). Without one, `bell-lap chat` answers here."
)


def run() -> None:
    """Answer in Discord, until Ctrl-C or SIGTERM.

    \b
    Needs a bot token in DISCORD_TOKEN, from the environment or a file .env:
      DISCORD_TOKEN=... bell-lap run
    The first time, also tell Discord the commands, and add the bot to a server:
      bell-lap sync
      bell-lap invite
    """
    with _in_discord() as settings:
        from bot.discord.client import create_client  # noqa: PLC0415 - questions at a terminal start without Discord
        from bot.discord.supervisor import end_within  # noqa: PLC0415
        from bot.discord.supervisor import run as serve  # noqa: PLC0415
        from bot.heartbeat import only_bot  # noqa: PLC0415

        with only_bot(settings.cache):
            client = create_client(settings)
            settle()
            asyncio.run(serve(client, settings.discord_token.get_secret_value(), end_within))


def sync(
    guild: Annotated[
        int | None,
        typer.Option("--guild", metavar="ID", min=1, help="Only in this server, where they show at once."),
    ] = None,
    *,
    clear: Annotated[bool, typer.Option("--clear", help="Take the commands away instead.")] = False,
) -> None:
    """Tell Discord the commands.

    Needed once, and again after they change.

    \b
    Examples:
      bell-lap sync
      bell-lap sync --guild 81384788765712384
      bell-lap sync --guild 81384788765712384 --clear
    """
    with _in_discord() as settings:
        from bot.discord.client import create_client  # noqa: PLC0415
        from bot.discord.client import sync as register  # noqa: PLC0415

        names = asyncio.run(register(create_client(settings), guild, clear=clear))
    where = f"in server {guild}" if guild else "everywhere"
    listed = ", ".join(f"/{name}" for name in names) or "none"
    say(f"Commands {where}: {listed}.")


def invite(
    application: Annotated[
        int | None,
        typer.Option(
            "--application", metavar="ID", min=1, help="The application's id; else it is read from the token."
        ),
    ] = None,
) -> None:
    """Print the link that adds Bell Lap to Discord.

    It can be added to a server, for all, or to an account, for one's own use.

    \b
    Examples:
      bell-lap invite
      bell-lap invite --application 81384788765712384
    """
    from bot.discord.client import invite_url  # noqa: PLC0415

    if application is None:
        application = application_of(_with_token().discord_token.get_secret_value())
    say(invite_url(application))


def application_of(token: str) -> int:
    """The application's id, decoded from the first part of its token. Raises typer.Exit without one."""
    first = token.partition(".")[0]
    try:
        digits = base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)).decode("ascii")
        return int(digits)
    except (binascii.Error, ValueError):
        complain("DISCORD_TOKEN is not a bot token: give the application's id with --application.")
        raise typer.Exit(1) from None


def _with_token() -> Settings:
    settings = load_settings()
    if not settings.discord_token.get_secret_value():
        complain(TOKENLESS)
        raise typer.Exit(1)
    return settings


@contextmanager
def _in_discord() -> Iterator[Settings]:
    """The settings with a token, and logs set up. A BotError in the block is printed as a sentence."""
    settings = _with_token()
    import structlog  # noqa: PLC0415

    from bot.errors import BotError  # noqa: PLC0415
    from bot.logs import set_up_logs  # noqa: PLC0415

    secrets = secrets_of(settings.discord_token.get_secret_value(), settings.database)
    set_up_logs(settings.log_level, settings.log_format, secrets)
    if warning := exposed(ENV_FILE):
        structlog.get_logger(__name__).warning("settings.exposed", why=warning)
    try:
        yield settings
    except BotError as error:
        complain(str(error))
        raise typer.Exit(1) from None
