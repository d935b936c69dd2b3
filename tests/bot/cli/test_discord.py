"""`run`, `sync` and `invite`: what they hand to the client, and what Discord refuses."""

import base64
import logging
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
import structlog

import bot.discord.client
import bot.discord.supervisor
import bot.errors
from bot.settings import Settings
from tests.bot.cli.conftest import Typed

APPLICATION = 123456789012345678
TOKEN = f"{base64.urlsafe_b64encode(str(APPLICATION).encode()).decode().rstrip('=')}.abcdef.{'x' * 38}"


@pytest.fixture(autouse=True)
def _client(environment: pytest.MonkeyPatch) -> Iterator[None]:
    environment.setattr(
        bot.discord.client, "create_client", lambda settings: SimpleNamespace(settings=settings)
    )
    environment.setenv("DISCORD_TOKEN", TOKEN)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


def test_run_gives_the_client_the_token(bell_lap: Typed, environment: pytest.MonkeyPatch) -> None:
    given: list[str] = []

    async def serve(client: SimpleNamespace, token: str, stopping: object) -> None:
        del stopping
        assert isinstance(client.settings, Settings)
        given.append(token)

    environment.setattr(bot.discord.supervisor, "run", serve)
    assert bell_lap("run").exit_code == 0
    assert given == [TOKEN]


@pytest.mark.parametrize(
    ("arguments", "asked", "said"),
    [
        ([], (None, False), "Commands everywhere: /result, /h2h.\n"),
        (["--guild", "42"], (42, False), "Commands in server 42: /result, /h2h.\n"),
        (["--guild", "42", "--clear"], (42, True), "Commands in server 42: none.\n"),
    ],
)
def test_sync_says_which_commands_stand_now(
    bell_lap: Typed,
    environment: pytest.MonkeyPatch,
    arguments: list[str],
    asked: tuple[int | None, bool],
    said: str,
) -> None:
    async def sync(client: SimpleNamespace, guild_id: int | None, *, clear: bool) -> list[str]:
        assert client.settings.discord_token.get_secret_value() == TOKEN
        assert (guild_id, clear) == asked
        return [] if clear else ["result", "h2h"]

    environment.setattr(bot.discord.client, "sync", sync)
    assert bell_lap("sync", *arguments).stdout == said


@pytest.mark.parametrize("command", ["run", "sync"])
def test_what_discord_refuses_is_one_sentence(
    bell_lap: Typed, environment: pytest.MonkeyPatch, command: str
) -> None:
    async def refuse(*_: object, **__: object) -> None:
        raise bot.errors.BotError("Discord refused the token: set another.")

    room = bot.discord.supervisor if command == "run" else bot.discord.client
    environment.setattr(room, command, refuse)
    result = bell_lap(command)
    assert (result.exit_code, result.stderr) == (1, "Discord refused the token: set another.\n")


@pytest.mark.parametrize("command", ["run", "sync", "invite"])
def test_without_a_token_it_says_where_to_get_one(
    bell_lap: Typed, environment: pytest.MonkeyPatch, command: str
) -> None:
    environment.setenv("DISCORD_TOKEN", "")
    result = bell_lap(command)
    assert result.exit_code == 1
    assert result.stderr.startswith("There is no token: set DISCORD_TOKEN")


def test_invite_prints_the_link_and_not_the_token(bell_lap: Typed, environment: pytest.MonkeyPatch) -> None:
    result = bell_lap("invite")
    assert f"client_id={APPLICATION}" in result.stdout
    assert TOKEN not in result.stdout
    environment.setenv("DISCORD_TOKEN", "")
    assert "client_id=42" in bell_lap("invite", "--application", "42").stdout


def test_a_token_of_another_kind_is_told_and_not_shown(
    bell_lap: Typed, environment: pytest.MonkeyPatch
) -> None:
    environment.setenv("DISCORD_TOKEN", "not-one")
    result = bell_lap("invite")
    assert (result.exit_code, result.stdout) == (1, "")
    assert (
        result.stderr == "DISCORD_TOKEN is not a bot token: give the application's id with --application.\n"
    )
