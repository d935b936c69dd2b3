"""The estimate on which questions are refused; the rest is tested over a Discord on loopback."""

import asyncio
from threading import Event

import pytest

from bot.discord.admission import AdmissionPolicy, OverloadedError, QuestionQueue


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
