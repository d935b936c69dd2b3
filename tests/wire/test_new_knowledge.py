"""Knowledge that changes while Bell Lap answers: imported, edited, broken; nobody who asks notices more."""

import asyncio
import json
import os
import shutil
import signal
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import psutil
import pytest
from pydantic import SecretStr
from structlog.testing import LogCapture

from bot.discord import supervisor
from bot.discord.client import BellLap, create_client
from bot.discord.message.components import ALL
from bot.discord.supervisor import run
from bot.settings import Settings
from knowledge.ask import Knowledge, Reply, open_knowledge
from knowledge.store.build.version import fingerprint
from knowledge.store.column_file import file_of
from tests.postgres import running_server
from tests.wire.payloads import Json
from tests.wire.program import program
from tests.wire.rest import Reply as Sent
from tests.wire.running import LEADS, QUESTION, ask, running
from tests.wire.server import BUTTON, TOKEN, FakeDiscord

NEW, UNKNOWN = "Philippa Quill", "Nothing on file"
ROWS = """\
date,venue,discipline,category,name,nation,born,place,mark
2024-08-25,"Quayside, Port Brennan (ART)",1500m,women,Philippa Quill,GBR,1999-02-03,1,4:01.20
2024-08-25,"Quayside, Port Brennan (ART)",1500m,women,Wilhelmina Zabel,SUI,2000-05-06,2,4:02.30
"""


@pytest.fixture
def data(invented: Path, tmp_path: Path) -> Path:
    """Invented facts, to be changed."""
    return shutil.copytree(invented, tmp_path / "facts")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def knowledge(data: Path, cache: Path) -> Knowledge:
    """The knowledge as it was before anything changed."""
    return open_knowledge(data, cache)


@pytest.fixture
def client(data: Path, cache: Path, knowledge: Knowledge) -> BellLap:
    """A client that looks for newer knowledge when a test says so."""
    settings = Settings(discord_token=SecretStr(TOKEN), data=data, cache=cache, database="sqlite:///none")
    return create_client(settings, knowledge)


def rename(data: Path, given: str) -> None:
    """Give Tomas Arvell another first name."""
    file = data / "athletes" / "NOR.toml"
    head, heading, rest = file.read_text(encoding="utf-8").partition("[tomas-arvell]\n")
    _, _, rest = rest.partition("\n")
    file.write_text(f'{head}{heading}name = "{given} Arvell"\n{rest}', encoding="utf-8")


def build(data: Path, cache: Path) -> None:
    open_knowledge(data, cache)


def broken(data: Path, cache: Path) -> Path:
    """The database of these facts, cut off."""
    version = fingerprint(data)
    assert version is not None
    [whole] = cache.glob("*.columns")
    database = file_of(cache, version)
    database.write_bytes(whole.read_bytes()[:-4096])
    return database


def overwrite(cache: Path) -> None:
    """Leave nothing of the file that is asked."""
    [file] = cache.glob("*.columns")
    file.write_bytes(b"x" * file.stat().st_size)


def told(logs: LogCapture, event: str) -> list[Json]:
    return [dict(entry) for entry in logs.entries if entry["event"] == event]


async def look(client: BellLap) -> None:
    await asyncio.to_thread(client.updater.check)


async def profile(fake: FakeDiscord, name: str) -> str:
    return (await fake.slash("athlete", {"name": name})).text


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an archive with nothing in it yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'imports.sqlite'}"
    else:
        with running_server() as server:
            yield server.new_database()


async def test_an_import_in_another_process_is_answered_without_a_restart(
    fake: FakeDiscord, invented: Path, tmp_path: Path, database: str
) -> None:
    (tmp_path / "rows.csv").write_text(ROWS, encoding="utf-8")
    environment = {
        "DISCORD_TOKEN": fake.token,
        "BELL_LAP_DATA": str(invented),
        "BELL_LAP_CACHE": str(tmp_path / "cache"),
        "BELL_LAP_DATABASE": database,
        "BELL_LAP_REFRESH": "0.05",
        "BELL_LAP_LOG_FORMAT": "json",
    }
    async with program(fake, "bot", "run", environment=environment, folder=tmp_path) as bot:
        await fake.gateway.ready()
        assert UNKNOWN in await profile(fake, NEW)
        importing = ("bot", "knowledge", "import", "results-csv", "rows.csv")
        async with program(fake, *importing, environment=environment, folder=tmp_path) as importer:
            ending = asyncio.create_task(importer.end(within=120))
            while not ending.done():
                assert LEADS in await ask(fake)
            ended = await ending
        assert (ended.code, ended.err) == (0, "")
        async with asyncio.timeout(60):
            while UNKNOWN in (found := await profile(fake, NEW)):
                assert LEADS in await ask(fake)
        assert "4:01.20" in found
        assert [found["value"] for found in await fake.complete("athlete", "name", "philip")] != []
        assert LEADS in await ask(fake)
        said = (await bot.end(how=signal.SIGTERM)).err
    assert said.count("knowledge.taken_up") == 1
    assert '"fault"' not in said
    assert "knowledge.refused" not in said
    assert "alembic" not in said


async def test_answers_and_completion_follow_an_edited_file(
    client: BellLap, fake: FakeDiscord, data: Path, cache: Path, knowledge: Knowledge, logs: LogCapture
) -> None:
    before = knowledge.about()
    async with running(client, fake):
        rename(data, "Zbigniew")
        await look(client)
        assert "Tomas Arvell" in await profile(fake, "arvell")
        assert await fake.complete("athlete", "name", "zbign") == []
        await asyncio.to_thread(build, data, cache)
        await look(client)
        assert "Zbigniew Arvell" in await profile(fake, "arvell")
        assert await fake.complete("athlete", "name", "zbign") != []
    [taken] = told(logs, "knowledge.taken_up")
    assert (taken["instead_of"], taken["version"]) == (before.version, fingerprint(data))
    assert taken["athletes"] == before.counts.athletes


async def test_a_broken_build_is_refused_once_and_the_old_one_answers_on(
    client: BellLap, fake: FakeDiscord, data: Path, cache: Path, logs: LogCapture
) -> None:
    async with running(client, fake):
        rename(data, "Zbigniew")
        database = await asyncio.to_thread(broken, data, cache)
        for _ in range(3):
            await look(client)
            assert "Tomas Arvell" in await profile(fake, "arvell")
        [refused] = told(logs, "knowledge.refused")
        assert database.name in refused["reason"]
        assert told(logs, "knowledge.taken_up") == []
        await asyncio.to_thread(build, data, cache)
        await look(client)
        assert "Zbigniew Arvell" in await profile(fake, "arvell")


async def test_damage_to_the_file_that_is_asked_reaches_no_answer(
    client: BellLap, fake: FakeDiscord, cache: Path, logs: LogCapture
) -> None:
    async with running(client, fake):
        before = await profile(fake, "arvell")
        overwrite(cache)
        assert "Okoro" in await profile(fake, "okoro")
        await look(client)
        assert await profile(fake, "arvell") == before
    assert told(logs, "knowledge.taken_up") == []


class Slow:
    """Holds a question up in the knowledge until it is let go on."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.asked = asyncio.Event()
        self.go_on = threading.Event()
        self._loop = asyncio.get_running_loop()
        self._ask = knowledge.ask

    def ask(
        self, kind: str | None, text: str, today: date, language: str = "en", *, details: bool = True
    ) -> Reply:
        if QUESTION in text:
            self._loop.call_soon_threadsafe(self.asked.set)
            assert self.go_on.wait(10)
        return self._ask(kind, text, today, language, details=details)


@pytest.fixture
async def slow(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> Slow:
    slow = Slow(knowledge)
    monkeypatch.setattr(knowledge, "ask", slow.ask)
    return slow


async def test_a_question_in_flight_ends_on_the_knowledge_it_began_with(
    client: BellLap, fake: FakeDiscord, data: Path, cache: Path, slow: Slow
) -> None:
    async with running(client, fake):
        asked = asyncio.create_task(ask(fake))
        await slow.asked.wait()
        rename(data, "Zbigniew")
        await asyncio.to_thread(build, data, cache)
        await look(client)
        newer = asyncio.create_task(profile(fake, "arvell"))
        slow.go_on.set()
        old = await asked
        assert "Zbigniew Arvell" in await newer
        assert "Tomas Arvell" in old
        assert "Zbigniew" not in old
        assert "Zbigniew" in await ask(fake)


async def test_after_many_changes_no_file_is_left_open_or_behind(
    client: BellLap, fake: FakeDiscord, data: Path, cache: Path
) -> None:
    process = psutil.Process()

    def opened() -> set[str]:
        return {file.path for file in process.open_files() if file.path.startswith(str(cache))}

    async with running(client, fake):
        for given in ("Zbigniew", "Ottokar", "Tiberius", "Zbigniew", "Lysander"):
            await asyncio.gather(*(ask(fake) for _ in range(8)))
            rename(data, given)
            await asyncio.to_thread(build, data, cache)
            await look(client)
            assert given in await profile(fake, "arvell")
            assert sorted(path.rpartition(".")[2] for path in opened()) == []


def button_of(reply: Sent, carries: str) -> str:
    """The custom_id of the first button that carries this."""
    ids = (str(one["custom_id"]) for one in reply.components if one["type"] == BUTTON and "custom_id" in one)
    return next(id_ for id_ in ids if carries in id_)


async def test_a_button_of_before_works_and_one_of_what_is_gone_says_so(
    client: BellLap, fake: FakeDiscord, data: Path, cache: Path
) -> None:
    async with running(client, fake):
        glance = await fake.slash("h2h", {"athletes": QUESTION})
        asked = await fake.press(glance.message, button_of(glance, ALL))
        button = button_of(asked, "/athlete tomas-arvell")
        rename(data, "Zbigniew")
        await asyncio.to_thread(build, data, cache)
        await look(client)
        assert "Zbigniew Arvell" in (await fake.press(asked.message, button)).text
        older = json.loads(json.dumps(asked.message).replace("tomas-arvell", "tomas-arvel"))
        gone = await fake.press(older, button.replace("tomas-arvell", "tomas-arvel"))
        assert gone.text == "This is no longer on file; ask again with a command."


async def test_what_is_being_answered_is_answered_before_the_end(
    client: BellLap, fake: FakeDiscord, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = client.answered

    async def watched(seconds: float) -> None:
        waiting = asyncio.create_task(answered(seconds))
        for _ in range(20):
            await asyncio.sleep(0)
        assert not waiting.done()
        slow.go_on.set()
        await waiting

    monkeypatch.setattr(client, "answered", watched)
    serving = asyncio.create_task(run(client, fake.token))
    await fake.gateway.ready()
    asked = asyncio.create_task(ask(fake))
    await slow.asked.wait()
    os.kill(os.getpid(), signal.SIGTERM)
    assert LEADS in await asked
    await serving


async def test_a_question_without_end_does_not_hold_up_the_end(
    client: BellLap, fake: FakeDiscord, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "LONGEST_GOODBYE", 0.01)
    serving = asyncio.create_task(run(client, fake.token))
    await fake.gateway.ready()
    asked = asyncio.create_task(ask(fake))
    await slow.asked.wait()
    os.kill(os.getpid(), signal.SIGTERM)
    await serving
    assert not asked.done()
    slow.go_on.set()
    asked.cancel()
