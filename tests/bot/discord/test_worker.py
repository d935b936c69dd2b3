"""What becomes of calls in a worker when they are cancelled, at shutdown, and at the exit of the process."""

import asyncio
import gc
import subprocess
import sys
import threading
import time
import weakref

import pytest

from bot.discord.queues import Queues
from bot.discord.worker import Call, ExpiredError, Worker


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
    command = [sys.executable, "-c", ENDING]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "done\n", "")


ENDLESS = """
import threading
from bot.discord import worker

worker._LONGEST_END = 0.1
begun = threading.Event()

def work():
    begun.set()
    threading.Event().wait()

worker.Worker("questions").submit(work)
begun.wait()
"""


def test_a_call_without_end_does_not_hold_up_the_end_of_the_process() -> None:
    subprocess.run([sys.executable, "-c", ENDLESS], check=True, timeout=60)


async def test_a_call_is_not_run_after_its_deadline_or_the_shutdown() -> None:
    worker, late, waiting = Worker("questions"), Call(bool), Call(bool)
    late.deadline = late.arrived - 1
    with pytest.raises(ExpiredError):
        await late.run_in(worker)
    async with worker.turn:
        running = asyncio.create_task(waiting.run_in(worker))
        await asyncio.sleep(0)
        worker.shutdown()
    with pytest.raises(ExpiredError):
        await running
    assert late.started is waiting.started is None


async def test_a_call_whose_asker_left_keeps_its_turn_and_what_it_raises_is_lost(
    caplog: pytest.LogCaptureFixture,
) -> None:
    worker, begun, go_on = Worker("questions"), threading.Event(), threading.Event()

    def fail() -> None:
        begun.set()
        assert go_on.wait(20)
        raise ValueError

    asker = asyncio.create_task(Call(fail).run_shielded(worker))
    await asyncio.to_thread(begun.wait, 20)
    asker.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asker
    assert worker.turn.locked()
    go_on.set()
    async with worker.turn:
        worker.shutdown()
    for _ in range(10):
        await asyncio.sleep(0)
    gc.collect()
    assert caplog.messages == []


def test_a_call_cancelled_before_its_turn_is_not_run_and_the_next_is() -> None:
    worker, go_on, ran = Worker("questions"), threading.Event(), list[str]()
    held = worker.submit(go_on.wait, 20)
    cancelled = worker.submit(ran.append, "cancelled")
    assert cancelled.cancel()
    go_on.set()
    assert held.result(20)
    worker.submit(ran.append, "next").result(20)
    assert ran == ["next"]
    worker.shutdown()


def test_whatever_a_call_raises_reaches_its_asker_and_the_next_call_runs() -> None:
    def leave() -> None:
        raise SystemExit(3)

    worker = Worker("questions")
    with pytest.raises(SystemExit):
        worker.submit(leave).result(20)
    assert worker.submit(bool).result(20) is False
    worker.shutdown()


def test_an_idle_worker_keeps_nothing_of_its_last_call() -> None:
    class Question:
        def ask(self) -> None:
            """Do nothing."""

    worker, question = Worker("questions"), Question()
    kept = weakref.ref(question)
    worker.submit(question.ask).result(20)
    del question
    for _ in range(1_000):  # the thread goes on a little after the result is there
        if kept() is None:
            break
        time.sleep(0.01)
    assert kept() is None
    worker.shutdown()
