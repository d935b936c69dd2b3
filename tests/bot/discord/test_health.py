"""The canary question, the sessions of shards, and the lock on the cache folder."""

import asyncio
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import structlog
from structlog.testing import LogCapture

from bot.discord.health import LONGEST_UNANSWERED, Canary, Sessions
from bot.discord.queues import Queues
from bot.errors import BotError
from bot.heartbeat import only_bot
from tests.paths import ROOT


async def test_a_canary_that_is_not_answered_any_more() -> None:
    now = 0.0
    stuck = asyncio.Event()

    async def probe(number: int) -> None:
        if number:
            await stuck.wait()

    canary = Canary(probe, lambda: now)
    assert "yet" in (canary.problem() or "")
    await canary.ask(0)
    assert canary.problem() is None
    asking = asyncio.create_task(canary.ask(1))
    await asyncio.sleep(0)
    now = LONGEST_UNANSWERED
    assert canary.problem() is None
    now += 1
    assert canary.problem() == "no question has been answered for 61 seconds; the bot is stuck or overloaded."
    stuck.set()
    await asking
    assert canary.problem() is None


async def test_a_canary_that_fails_is_noticed_at_once_and_logged_once() -> None:
    capture, before = LogCapture(), structlog.get_config()
    structlog.configure(processors=[capture])
    broken = True

    async def probe(_: int) -> None:
        if broken:
            raise RuntimeError("no such table")

    canary = Canary(probe)
    await canary.ask()
    await canary.ask()
    assert "failed" in (canary.problem() or "")
    broken = False
    await canary.ask()
    structlog.configure(**before)
    assert canary.problem() is None
    assert [entry["event"] for entry in capture.entries] == ["canary.failed"]


async def test_a_canary_whose_queue_is_closed_has_not_failed() -> None:
    queues = Queues()
    begun, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        begun.set()
        go_on.wait(20)

    held = asyncio.create_task(queues.probe(hold))
    await asyncio.to_thread(begun.wait, 20)
    canary = Canary(lambda _: queues.probe(bool))
    asked = asyncio.create_task(canary.ask())
    await asyncio.sleep(0)
    queues.close()
    go_on.set()
    await asked
    assert canary.problem() == "no question has been answered yet."
    await asyncio.gather(held, return_exceptions=True)


def test_every_shard_needs_a_session() -> None:
    sessions = Sessions()
    assert sessions.problem(None) == "the bot has not connected to Discord yet."
    sessions.opened(0)
    assert sessions.problem(1) is None
    assert sessions.problem(3) == "Discord has opened no session on shard 1, 2."
    sessions.closed(0)
    assert sessions.problem(1) == "Discord has opened no session on shard 0."


def test_a_second_bot_is_refused_and_a_killed_one_is_not_in_the_way(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib; from bot.heartbeat import only_bot\n"
        "with only_bot(pathlib.Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    first = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    with first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"held\n"
        with pytest.raises(BotError, match="Another bot runs with the cache folder"), only_bot(tmp_path):
            pass
        first.kill()
    assert (tmp_path / "bot.lock").exists()
    with only_bot(tmp_path):
        pass


def test_a_folder_that_cannot_be_locked_is_warned_about(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    capture, before = LogCapture(), structlog.get_config()
    structlog.configure(processors=[capture])
    with only_bot(tmp_path / "file"):
        pass
    structlog.configure(**before)
    assert [entry["event"] for entry in capture.entries] == ["lock.failed"]
