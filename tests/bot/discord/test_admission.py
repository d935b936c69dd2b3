"""The estimate on which questions are refused, and superseded completions; the rest in tests/wire."""

import asyncio
from functools import partial
from threading import Event

import pytest

from bot.discord.admission import AdmissionPolicy, OverloadedError, QuestionQueue
from bot.discord.queues import Queues


async def _defer() -> None:
    return None


async def test_a_question_that_hangs_makes_the_wait_as_long_as_it_has_waited() -> None:
    queue = QuestionQueue(AdmissionPolicy(admit=0.2))
    ended = Event()
    assert queue.expected_wait() == 0.0
    hanging = asyncio.create_task(queue.run(1, lambda: ended.wait(30), _defer))
    try:
        async with asyncio.timeout(20):
            while queue.expected_wait() <= 0.2:  # noqa: ASYNC110 - nothing tells of the time that passes
                await asyncio.sleep(0.01)
        with pytest.raises(OverloadedError):
            await queue.run(2, lambda: "late", _defer)
        assert queue.outcomes["busy"] == 1
    finally:
        ended.set()
    assert await hanging
    assert queue.in_flight == 0


async def test_of_three_completions_that_wait_the_last_alone_is_run() -> None:
    queues, begun, go_on, ran = Queues(), Event(), Event(), list[str]()

    def hold() -> None:
        begun.set()
        go_on.wait(20)

    held = asyncio.create_task(queues.completions.probe(hold))
    await asyncio.to_thread(begun.wait, 20)
    waiting = []
    for typed in ("v", "va", "val"):
        waiting.append(asyncio.create_task(queues.completions.run("alice", partial(ran.append, typed))))
        for _ in range(5):
            await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(held, *waiting)
    assert ran == ["val"]
    assert queues.completions.outcomes == {"superseded": 2, "completed": 1}
    queues.close()
