"""A running bot answers `ask` of its user to the letter, and declines what another process knows better."""

import asyncio
import json
import shutil
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from structlog.testing import LogCapture

from bot import ask_socket
from bot.ask_socket import ask_running_bot, place_names, socket_in
from bot.asked import Asked, Printed, Screen
from bot.discord import ask_server
from bot.discord.admission import OverloadedError, QuestionQueue
from bot.discord.ask_server import AskServer
from bot.discord.client import BellLap
from bot.discord.queues import Queues
from bot.discord.supervisor import Supervisor, run
from bot.discord.worker import ExpiredError
from bot.environment import Places
from bot.live_knowledge import LiveKnowledge
from bot.settings import Settings
from bot.terminal.once import answer_once
from knowledge.ask import Knowledge, open_knowledge
from knowledge.models.records import Behind
from tests.bot.discord.fakes import FakeKnowledge

TODAY = date(2026, 1, 2)
PIPE = Screen(None, colour=False, ascii=False)
HARROW = Asked("/athlete harrow")


@pytest.fixture(scope="module")
def opened(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Knowledge, float]:
    begun = time.time()
    knowledge = open_knowledge(invented, tmp_path_factory.mktemp("cache"))
    return knowledge, begun


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (ask_socket, ask_server):
        monkeypatch.setattr(module, "PATIENCE", 60.0)


@pytest.fixture
def places(invented: Path, tmp_path: Path) -> Places:
    return Places(invented, tmp_path, f"sqlite:///{tmp_path}/imports.sqlite")


@asynccontextmanager
async def listening(places: Places, live: LiveKnowledge) -> AsyncIterator[AskServer]:
    queues = Queues()
    server = AskServer(places, live, lambda: queues.questions)
    async with server.listening():
        yield server
    queues.close()


async def ask(asked: Asked, places: Places, screen: Screen = PIPE) -> Printed | None:
    return await asyncio.to_thread(ask_running_bot, asked, screen, TODAY, places)


async def exchange(places: Places, line: bytes) -> bytes:
    reader, writer = await asyncio.open_unix_connection(socket_in(places.cache))
    try:
        writer.write(line)
        return await reader.read()
    except ConnectionError:
        return b""
    finally:
        writer.close()


async def until(condition: Callable[[], bool]) -> None:
    while not condition():  # noqa: ASYNC110 - the server tells nobody when connections come and go
        await asyncio.sleep(0.001)


@pytest.mark.parametrize("screen", [PIPE, Screen(60, colour=True, ascii=False), PIPE._replace(ascii=True)])
@pytest.mark.parametrize(
    "asked",
    [
        HARROW,
        HARROW._replace(as_json=True, language="fr"),
        HARROW._replace(brief=True),
        Asked("/athlete benamar"),
        Asked("/help", language="de"),
        Asked("\x1b[31m \0"),
    ],
)
async def test_it_prints_what_a_process_of_its_own_prints(
    asked: Asked, screen: Screen, opened: tuple[Knowledge, float], places: Places
) -> None:
    async with listening(places, LiveKnowledge(*opened)):
        assert await ask(asked, places, screen) == answer_once(opened[0], asked, screen, TODAY)


async def test_other_folders_and_languages_are_declined(
    opened: tuple[Knowledge, float], places: Places, tmp_path: Path
) -> None:
    async with listening(places, LiveKnowledge(*opened)):
        assert await ask(HARROW, places._replace(data=tmp_path)) is None
        assert await ask(HARROW, places._replace(database="sqlite:///other.sqlite")) is None
        assert await ask(HARROW._replace(language="xx"), places) is None
        assert await ask(HARROW, places) is not None


async def test_what_changed_since_the_opening_is_declined(
    opened: tuple[Knowledge, float], places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    knowledge, begun = opened
    async with listening(places, LiveKnowledge(knowledge, begun)):
        archive = places.cache / "imports.sqlite"
        archive.touch()
        assert await ask(HARROW, places) is not None
        archive.write_text("imported", encoding="utf-8")
        assert await ask(HARROW, places) is None
        archive.rename(archive.with_name("imports.sqlite-wal"))
        assert await ask(HARROW, places) is None
    behind = knowledge.about().model_copy(update={"behind": Behind(built=None)})
    async with listening(places._replace(database="sqlite:///none"), LiveKnowledge(knowledge, begun)):
        monkeypatch.setattr(knowledge, "about", lambda: behind)
        assert await ask(HARROW, places._replace(database="sqlite:///none")) is None


async def test_after_an_edit_only_what_was_opened_since_answers(invented: Path, tmp_path: Path) -> None:
    data = shutil.copytree(invented, tmp_path / "facts")
    places = Places(data, tmp_path, f"sqlite:///{tmp_path}/imports.sqlite")
    await asyncio.sleep(0.1)  # more than the time of a change may lag behind
    begun = time.time()
    live = LiveKnowledge(open_knowledge(data, tmp_path), begun)
    async with listening(places, live):
        assert await ask(HARROW, places) is not None
        file = next((data / "nations").glob("*.toml"))
        file.write_bytes(file.read_bytes() + b"\n")
        assert await ask(HARROW, places) is None
        await asyncio.sleep(0.1)
        begun = time.time()
        live.replace(open_knowledge(data, tmp_path), begun)
        assert await ask(HARROW, places) is not None


async def test_newer_versions_and_garbage_get_no_reply(
    opened: tuple[Knowledge, float], places: Places
) -> None:
    request = {
        "protocol": 1,
        "places": place_names(places),
        "asked": HARROW,
        "screen": PIPE,
        "today": "2026-01-02",
    }
    async with listening(places, LiveKnowledge(*opened)):
        assert await exchange(places, json.dumps(request).encode() + b"\n")
        changes: list[dict[str, object]] = [{"protocol": 2}, {"more": 1}, {"asked": [1]}, {"today": "never"}]
        for change in changes:
            assert not await exchange(places, json.dumps(request | change).encode() + b"\n")
        for line in (b"\n", b"\xff\n", b"[" * 1_000 + b"\n", b'"' + b"x" * 70_000 + b'"\n'):
            assert not await exchange(places, line)
        assert await ask(HARROW, places) is not None


async def test_a_silent_client_is_left_and_too_many_are_not_heard(
    opened: tuple[Knowledge, float], places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with listening(places, LiveKnowledge(*opened)) as server:
        silent = [await asyncio.open_unix_connection(socket_in(places.cache)) for _ in range(4)]
        await until(lambda: server.connections == 4)
        assert await ask(HARROW, places) is None
        silent.pop()[1].close()
        await until(lambda: server.connections == 3)
        assert await ask(HARROW, places) is not None
        monkeypatch.setattr(ask_server, "PATIENCE", 0.01)
        assert not await exchange(places, b"{")
        for _, writer in silent:
            writer.close()


async def test_the_socket_is_its_users_alone_and_goes_with_the_bot(
    opened: tuple[Knowledge, float], places: Places
) -> None:
    path = socket_in(places.cache)
    async with listening(places, LiveKnowledge(*opened)):
        assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert not path.exists()


async def test_the_socket_of_a_killed_bot_is_replaced_and_a_later_ones_is_kept(
    opened: tuple[Knowledge, float], places: Places
) -> None:
    path = socket_in(places.cache)
    path.parent.mkdir(mode=0o700)
    with socket.socket(socket.AF_UNIX) as killed:
        killed.bind(str(path))
    async with listening(places, LiveKnowledge(*opened)):
        assert await ask(HARROW, places) is not None
        path.rename(path.with_name("gone"))
        path.touch()
    assert path.exists()


@pytest.mark.parametrize("obstacle", ["open", "file", "long"])
async def test_where_it_cannot_listen_the_bot_runs_all_the_same(
    opened: tuple[Knowledge, float], places: Places, obstacle: str
) -> None:
    folder = socket_in(places.cache).parent
    if obstacle == "open":
        folder.mkdir(mode=0o755)
    elif obstacle == "file":
        folder.touch()
    else:
        places = places._replace(cache=places.cache / ("long" * 40))
    async with listening(places, LiveKnowledge(*opened)):
        assert await ask(HARROW, places) is None
        assert not socket_in(places.cache).is_socket()


async def test_a_bot_that_runs_is_warm_and_listens_with_whatever_client_serves(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    knowledge, printed = FakeKnowledge(), list[Printed | None]()
    settings = Settings(data=places.data, cache=places.cache, database=places.database, refresh=0)
    client = BellLap(settings, LiveKnowledge(cast("Knowledge", knowledge), time.time()))

    async def serve(supervisor: Supervisor, _: str) -> None:
        async with asyncio.timeout(60):
            await until(lambda: any(language != "en" for _, language in knowledge.asked))
        printed.append(await ask(Asked("/athlete mira-vale"), places))
        newer = supervisor.client.new_unconnected()
        supervisor.client.queues.close()
        supervisor.client = newer
        printed.append(await ask(Asked("/athlete mira-vale"), places))

    monkeypatch.setattr(Supervisor, "serve", serve)
    await run(client, "unused")
    assert [one and one.code for one in printed] == [0, 0]


@pytest.mark.parametrize("refusal", [OverloadedError, ExpiredError])
async def test_a_busy_bot_declines_and_that_is_no_fault(
    refusal: type[Exception],
    opened: tuple[Knowledge, float],
    places: Places,
    logs: LogCapture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def refuse(*_: object) -> None:
        raise refusal

    monkeypatch.setattr(QuestionQueue, "run", refuse)
    async with listening(places, LiveKnowledge(*opened)):
        assert await ask(HARROW, places) is None
    assert [entry["event"] for entry in logs.entries] == ["ask.declined"]


async def test_a_folder_by_another_name_is_the_same(
    opened: tuple[Knowledge, float], places: Places, tmp_path: Path
) -> None:
    link = tmp_path / "facts by another name"
    link.symlink_to(places.data)
    async with listening(places, LiveKnowledge(*opened)):
        assert await ask(HARROW, places._replace(data=link)) == await ask(HARROW, places) is not None
