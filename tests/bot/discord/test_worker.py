"""A worker at the end: of a call that nobody awaits, of its queue, and of the process."""

import asyncio
import gc
import subprocess
import sys
import threading

import pytest

from bot.discord.queues import Queues


async def test_a_cancelled_probe_leaves_no_exception_behind_when_the_queue_is_closed(
    caplog: pytest.LogCaptureFixture,
) -> None:
    queues = Queues()
    begun, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        begun.set()
        assert go_on.wait(20)

    held = asyncio.create_task(queues.questions.probe(hold))
    await asyncio.to_thread(begun.wait, 20)
    waiting = asyncio.create_task(queues.questions.probe(bool))
    await asyncio.sleep(0)
    waiting.cancel()
    queues.close()
    go_on.set()
    await held
    for _ in range(10):
        await asyncio.sleep(0)
    gc.collect()
    assert caplog.messages == []


ENDING = """
import sys, threading, time
from bot.discord.worker import Worker

begun = threading.Event()

def work():
    begun.set()
    time.sleep(0.3)
    print("done", flush=True)

Worker("questions").submit(work)
begun.wait()
"""


def test_a_running_call_ends_before_the_process() -> None:
    ended = subprocess.run([sys.executable, "-c", ENDING], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "done\n", "")
