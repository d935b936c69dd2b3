"""The heartbeat: there while the bot is connected, and told by `bell-lap health`."""

import asyncio
import os
import time
from pathlib import Path

import pytest
import structlog
from structlog.testing import LogCapture
from typer.testing import CliRunner, Result

from bot import heartbeat
from bot.cli import app
from bot.heartbeat import SECONDS_OF_LIFE, Heartbeat


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BELL_LAP_CACHE", str(tmp_path))
    return tmp_path


@pytest.fixture
def file(cache: Path) -> Path:
    return cache / "bot.heartbeat"


@pytest.fixture
def killed(file: Path) -> Path:
    """What a bot that was killed left."""
    file.touch()
    return file


def health() -> Result:
    return CliRunner().invoke(app, ["health"])


async def turns() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def stamp(file: Path, seconds: float) -> None:
    os.utime(file, (seconds, seconds))


async def test_it_beats_while_connected_and_ends_when_cancelled(
    cache: Path, killed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heartbeat, "SECONDS_BETWEEN_BEATS", 0)
    connected = False
    ours = Heartbeat(cache)
    beating = asyncio.create_task(ours.keep(lambda: connected))
    await turns()
    assert ours.age(2) is None
    connected = True
    await turns()
    assert ours.age(2) is not None
    stamp(killed, 1)
    connected = False
    await turns()
    assert ours.age(2) == 1
    connected = True
    await turns()
    assert ours.age(2) == 0
    beating.cancel()
    await asyncio.wait([beating])
    assert ours.age(2) is None


async def test_a_folder_that_cannot_be_written_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heartbeat, "SECONDS_BETWEEN_BEATS", 0)
    capture = LogCapture()
    before = structlog.get_config()
    structlog.configure(processors=[capture])
    beating = asyncio.create_task(Heartbeat(tmp_path / "none").keep(lambda: True))
    await turns()
    assert not beating.done()
    beating.cancel()
    await asyncio.wait([beating])
    structlog.configure(**before)
    assert [entry["event"] for entry in capture.entries] == ["heartbeat.failed"]


def test_health_of_a_connected_bot(file: Path) -> None:
    file.touch()
    said = health()
    assert (said.exit_code, said.stderr) == (0, "")
    assert said.stdout.startswith("Connected to Discord, as of ")


def test_health_without_a_bot(cache: Path) -> None:
    assert cache.is_dir()
    said = health()
    assert (said.exit_code, said.stdout) == (1, "")
    assert said.stderr.startswith("Not connected: no bot runs with this cache folder")


def test_health_of_a_bot_that_lost_its_connection(file: Path) -> None:
    file.touch()
    stamp(file, time.time() - SECONDS_OF_LIFE - 30)
    said = health()
    assert said.exit_code == 1
    assert said.stderr == "Not connected: the bot was last connected to Discord 90 seconds ago.\n"
