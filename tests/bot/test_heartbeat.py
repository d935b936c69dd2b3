"""The heartbeat: what the bot says of itself, and what `bell-lap health` makes of it."""

import asyncio
import json
import time
from pathlib import Path

import pytest
import structlog
from structlog.testing import LogCapture
from typer.testing import CliRunner, Result

from bot import heartbeat
from bot.cli.app import app
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
    write(file, time.time())
    return file


def health() -> Result:
    return CliRunner().invoke(app, ["health"])


async def turns() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def write(file: Path, moment: float, problem: str | None = None) -> None:
    file.write_text(json.dumps({"pid": 7, "time": moment, "problem": problem}), encoding="utf-8")


@pytest.mark.usefixtures("killed")
async def test_it_says_what_is_wrong_and_ends_when_cancelled(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heartbeat, "SECONDS_BETWEEN_BEATS", 0)
    problem: str | None = "it is not connected."
    ours = Heartbeat(cache)
    beating = asyncio.create_task(ours.keep(lambda: problem))
    await turns()
    assert ours.problem(time.time()) == "it is not connected."
    problem = None
    await turns()
    assert ours.problem(time.time()) is None
    beating.cancel()
    await asyncio.wait([beating])
    assert "no bot runs" in (ours.problem(time.time()) or "")


async def test_a_folder_that_cannot_be_written_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heartbeat, "SECONDS_BETWEEN_BEATS", 0)
    capture = LogCapture()
    before = structlog.get_config()
    structlog.configure(processors=[capture])
    beating = asyncio.create_task(Heartbeat(tmp_path / "none").keep(lambda: None))
    await turns()
    assert not beating.done()
    beating.cancel()
    await asyncio.wait([beating])
    structlog.configure(**before)
    assert [entry["event"] for entry in capture.entries] == ["heartbeat.failed"]


def test_health_of_a_healthy_bot(file: Path) -> None:
    write(file, time.time())
    said = health()
    assert (said.exit_code, said.stderr) == (0, "")
    assert said.stdout == "Healthy: connected to Discord, and questions are answered.\n"


def test_health_without_a_bot(cache: Path) -> None:
    assert cache.is_dir()
    said = health()
    assert (said.exit_code, said.stdout) == (1, "")
    assert said.stderr.startswith("Not healthy: no bot runs with this cache folder")


def test_health_of_a_bot_that_says_what_is_wrong(file: Path) -> None:
    write(file, time.time(), "no question has been answered yet.")
    said = health()
    assert (said.exit_code, said.stderr) == (1, "Not healthy: no question has been answered yet.\n")


@pytest.mark.parametrize(
    ("offset", "words"),
    [(3600, "in the future"), (-SECONDS_OF_LIFE - 30, "was 90 seconds ago")],
)
def test_health_of_a_beat_from_another_time(file: Path, offset: float, words: str) -> None:
    write(file, time.time() + offset)
    said = health()
    assert said.exit_code == 1
    assert words in said.stderr
    assert len(said.stderr.splitlines()) == 1


@pytest.mark.parametrize("written", ["", "junk", "null", "{}", '{"pid": 1, "time": "now", "problem": null}'])
def test_health_of_a_heartbeat_that_cannot_be_read(file: Path, written: str) -> None:
    file.write_text(written, encoding="utf-8")
    said = health()
    assert said.exit_code == 1
    assert "can't be read" in said.stderr
