"""`ask` in a process of its own: by itself, or through a bot that runs beside it."""

import asyncio
import gc
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import bot.__main__
from bot.cli import ask_once
from bot.discord.ask_server import AskServer
from bot.discord.queues import Queues
from bot.environment import Places
from bot.live_knowledge import LiveKnowledge
from knowledge.ask import open_knowledge
from tests.bot.cli.conftest import Typed

if TYPE_CHECKING:
    import subprocess

Process = Callable[..., "subprocess.CompletedProcess[bytes]"]
HEAVY = {"typer", "pydantic", "numpy", "sqlalchemy", "asyncio", "knowledge.ask", "bot.settings"}


@contextmanager
def running(places: Places) -> Iterator[None]:
    """A bot that answers `ask` with these folders, in a thread of its own."""
    begun = time.time()
    knowledge = open_knowledge(places.data, places.cache, places.database)
    loop, ready = asyncio.new_event_loop(), threading.Event()
    stop = asyncio.Event()

    async def serve() -> None:
        queues = Queues()
        server = AskServer(places, LiveKnowledge(knowledge, begun), lambda: queues.questions)
        async with server.listening():
            ready.set()
            await stop.wait()
        queues.close()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    assert ready.wait(60)
    try:
        yield
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(60)
        loop.close()


@pytest.fixture
def places(invented: Path, cache: Path, tmp_path: Path) -> Places:
    return Places(invented, cache, f"sqlite:///{tmp_path / 'imports.sqlite'}")


def test_through_a_bot_it_prints_the_same_and_loads_nothing_heavy(process: Process, places: Places) -> None:
    program = (
        "import atexit, sys, bot.__main__ as m; "
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr)); m.main()"
    )
    for arguments in ("/athlete harrow", "--lang fr --json /athlete benamar", "--brief /athlete harrow"):
        alone = process("ask", *arguments.split())
        with running(places):
            beside = process(script=f'"$PY" -c "{program}" ask {arguments}')
        assert (beside.stdout, beside.returncode) == (alone.stdout, alone.returncode)
        assert not HEAVY & set(beside.stderr.decode().split())


def test_what_a_bot_declines_is_answered_here(bell_lap: Typed, places: Places, tmp_path: Path) -> None:
    with running(places._replace(database=f"sqlite:///{tmp_path / 'other.sqlite'}")):
        assert bell_lap("ask", "/athlete harrow").exit_code == 0


def run(*arguments: str, monkeypatch: pytest.MonkeyPatch) -> object:
    """The exit code of `python -m bot` with these arguments, in this process."""
    monkeypatch.setattr("sys.argv", ["bell-lap", *arguments])
    with pytest.raises(SystemExit) as ended:
        bot.__main__.main()
    gc.enable()
    return ended.value.code


def test_a_language_that_is_none_is_wrong_usage(
    environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("ask", "--lang", "xx", "x", monkeypatch=environment) == 2
    assert "'xx' is not one of en, " in capsys.readouterr().err


def test_the_key_that_stops_it_is_told_as_shells_do(environment: pytest.MonkeyPatch) -> None:
    def stop(_: object) -> int:
        raise KeyboardInterrupt

    environment.setattr(ask_once, "_from_running_bot", stop)
    assert run("ask", "x", monkeypatch=environment) == 130


def test_a_file_that_others_read_is_warned_about(
    environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKEN=a.b.c\n", encoding="utf-8")
    (tmp_path / ".env").chmod(0o644)
    assert run("ask", "/athlete harrow", monkeypatch=environment) == 0
    assert capsys.readouterr().err.startswith("Others on this machine can read .env")
