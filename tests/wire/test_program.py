"""The program as an operator runs it, in a process of its own: started, synced, stopped, refused."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from knowledge.ask import COMMANDS
from tests.wire.payloads import GUILD_ID
from tests.wire.program import Ended, Program, program
from tests.wire.rest import DEFERRED
from tests.wire.running import LEADS, QUESTION, ask
from tests.wire.server import FakeDiscord

Start = Callable[..., AbstractAsyncContextManager[Program]]
Do = Callable[..., Awaitable[Ended]]


@pytest.fixture
def start(fake: FakeDiscord, invented: Path, tmp_path: Path) -> Start:
    """Start Bell Lap with arguments; more variables beside or instead of the usual ones."""

    def starting(*arguments: str, **more: str) -> AbstractAsyncContextManager[Program]:
        environment = {
            "DISCORD_TOKEN": fake.token,
            "BELL_LAP_DATA": str(invented),
            "BELL_LAP_CACHE": str(tmp_path / "cache"),
            "BELL_LAP_DATABASE": f"sqlite:///{tmp_path / 'imports.sqlite'}",
            **more,
        }
        return program(fake, "bot", *arguments, environment=environment, folder=tmp_path)

    return starting


@pytest.fixture
def do(start: Start) -> Do:
    """Run Bell Lap with arguments until it ends by itself."""

    async def doing(*arguments: str, **more: str) -> Ended:
        async with start(*arguments, **more) as running:
            return await running.end()

    return doing


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
async def test_it_serves_until_it_is_told_to_stop(
    fake: FakeDiscord, start: Start, how: signal.Signals
) -> None:
    async with start("run") as running:
        await fake.gateway.ready()
        assert LEADS in await ask(fake)
        ended = await running.end(how)
    assert ended.code == 0
    assert "Traceback" not in ended.err, ended.err
    assert fake.gateway.ended == 1


async def test_it_stops_with_every_worker_stuck(fake: FakeDiscord, invented: Path, tmp_path: Path) -> None:
    environment = {
        "DISCORD_TOKEN": fake.token,
        "BELL_LAP_DATA": str(invented),
        "BELL_LAP_CACHE": str(tmp_path / "cache"),
        "BELL_LAP_DATABASE": f"sqlite:///{tmp_path / 'imports.sqlite'}",
    }
    async with program(fake, "tests.wire.stuck", "run", environment=environment) as running:
        await fake.gateway.ready()
        asked = [asyncio.create_task(fake.complete("athlete", "name", "z" * n)) for n in range(1, 7)]
        assert (await fake.slash("h2h", {"athletes": QUESTION})).body["type"] == DEFERRED
        assert await asyncio.gather(*asked) == [[]] * 6
        ended = await running.end(signal.SIGTERM)
    assert ended.code == 0
    assert "stopping" in ended.err
    assert "Traceback" not in ended.err, ended.err


async def test_it_stops_before_it_is_connected(fake: FakeDiscord, start: Start) -> None:
    fake.rest.limit("/users/@me$", 60)
    async with start("run") as running:
        await fake.rest.changes.until(lambda: fake.rest.made("GET", "/users/@me") != [])
        ended = await running.end(signal.SIGTERM)
    assert ended.code == 0
    assert "Traceback" not in ended.err, ended.err


@pytest.mark.parametrize("style", ["text", "json"])
async def test_logs_hold_neither_the_token_nor_what_was_typed(
    fake: FakeDiscord, start: Start, style: str
) -> None:
    async with start("run", BELL_LAP_LOG_FORMAT=style) as running:
        await fake.gateway.ready()
        await fake.slash("h2h", {"athletes": QUESTION})
        await fake.slash("athlete", {"name": "xylophone@everyone"})
        await fake.complete("athlete", "name", "zeppelin")
        ended = await running.end(signal.SIGTERM)
    said = (ended.out + ended.err).lower()
    assert "answered" in said
    for private in (fake.token, QUESTION, "xylophone", "zeppelin", "anna", "interaction-token"):
        assert private.lower() not in said


async def test_not_even_debug_logs_hold_the_token(fake: FakeDiscord, start: Start) -> None:
    async with start("run", BELL_LAP_LOG_LEVEL="debug") as running:
        await fake.gateway.ready()
        await ask(fake)
        ended = await running.end(signal.SIGTERM)
    assert QUESTION in ended.err
    assert fake.token not in ended.out + ended.err


async def test_a_wrong_token_is_one_sentence(fake: FakeDiscord, do: Do) -> None:
    wrong = fake.token.replace("only", "none")
    ended = await do("run", DISCORD_TOKEN=wrong)
    assert ended.code == 1
    assert wrong not in ended.out + ended.err
    last = ended.err.strip().splitlines()[-1]
    assert "refused the token" in " ".join(ended.err.split())
    assert last
    assert "Traceback" not in ended.err, ended.err


async def test_a_discord_out_of_reach_is_one_sentence_for_sync(fake: FakeDiscord, do: Do) -> None:
    fake.api = "http://127.0.0.1:9/api/v10"
    ended = await do("sync")
    assert ended.code == 1
    assert "can't be reached" in " ".join(ended.err.split())
    assert "Traceback" not in ended.err, ended.err


async def test_sync_puts_the_commands_everywhere(fake: FakeDiscord, do: Do) -> None:
    ended = await do("sync")
    assert ended.code == 0
    assert {command["name"] for command in fake.rest.commands[None]} == {
        *COMMANDS,
        "help",
        "about",
        "settings",
    }
    for command in fake.rest.commands[None]:
        assert (command["integration_types"], command["contexts"]) == ([0, 1], [0, 1, 2])
        assert set(command["description_localizations"]) == {"de", "fr"}
    assert fake.gateway.identifies == []


async def test_sync_in_one_server_and_clear(fake: FakeDiscord, do: Do) -> None:
    await do("sync", "--guild", GUILD_ID)
    assert len(fake.rest.commands[GUILD_ID]) == len([*COMMANDS, "help", "about", "settings"])
    assert None not in fake.rest.commands
    await do("sync", "--guild", GUILD_ID, "--clear")
    assert fake.rest.commands[GUILD_ID] == []


async def test_sync_that_is_refused_is_one_sentence(fake: FakeDiscord, do: Do) -> None:
    fake.rest.trouble("/commands$", 403, {"message": "Missing Access", "code": 50001})
    ended = await do("sync", "--guild", GUILD_ID)
    assert ended.code == 1
    assert "Missing Access" in ended.err
    assert "Traceback" not in ended.err, ended.err
