"""Admission control of questions: the order in which they are answered, and which are refused at once.

One worker answers the questions in the order of their arrival. A second worker would not raise the
throughput, because Python runs one thread at a time.
"""

import asyncio
import time
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.discord.worker import Call, ExpiredError, Worker, retrieve_exception
from bot.locale import msg

T = TypeVar("T")

_RECENT = 32
"""Number of questions in the moving average of the service time. Chosen by hand."""
_FIRST_ESTIMATE = 0.01
"""Service time in seconds before any question was answered, as measured with the curated facts."""


class RefusedError(Exception):
    """A question is refused: `sentence` is the reason for the user, `outcome` the label in the metrics."""

    sentence = ""
    outcome = "refused"


class OverloadedError(RefusedError):
    """The question can't be answered in time."""

    sentence = msg("Bell Lap is busy just now; ask again in a few seconds.")
    outcome = "busy"


class TooManyError(RefusedError):
    """The user has the maximum number of questions in flight."""

    sentence = msg("Two of your questions are still being answered; ask again when they are.")
    outcome = "too_many"


@dataclass(frozen=True)
class AdmissionPolicy:
    """The questions in flight per user, and the time limits, in seconds since a question's arrival.

    They follow from `limits.FIRST_REPLY`, within which Discord accepts the first reply.

    - `defer`: a question without an answer is acknowledged (deferred).
    - `admit`: the longest estimated wait with which a question is admitted.
    - `drop`: a question that was not deferred and whose turn comes later is not run.
    - `give_up`: a deferred question without an answer is refused as busy.
    - `complete`: a completion without a result gets an empty list.
    """

    per_person: int = 2
    defer: float = 1.5
    admit: float = 2.5
    drop: float = 2.5
    give_up: float = 10.0
    complete: float = 2.5


class QuestionQueue:
    """The queue of questions and its worker. For use in the event loop only."""

    def __init__(self, policy: AdmissionPolicy) -> None:
        self._policy = policy
        self._worker = Worker("questions")
        self._users: dict[Call[Any], int] = {}
        self._service_times: deque[float] = deque([_FIRST_ESTIMATE] * _RECENT, maxlen=_RECENT)
        self._last_end = 0.0
        self.outcomes: Counter[str] = Counter()
        """Questions since the start: answered, failed, deferred, busy, too_many and dropped."""

    @property
    def in_flight(self) -> int:
        """Number of questions that wait or run."""
        return len(self._users)

    @property
    def queued(self) -> int:
        """Number of questions that wait."""
        return sum(call.started is None for call in self._users)

    def expected_wait(self) -> float:
        """Estimated seconds until a new question runs: at least the time that the oldest has waited."""
        if not self._users:
            return 0.0
        oldest = next(iter(self._users))
        mean = sum(self._service_times) / len(self._service_times)
        return max(time.monotonic() - oldest.arrived, mean * len(self._users))

    async def run(self, user: int, function: Callable[[], T], defer: Callable[[], Awaitable[None]]) -> T:
        """The result of `function`, which runs in the worker. `user` is the asker's Discord id.

        `defer` is awaited once where the result takes longer than a first reply may. Raises RefusedError
        where the question is refused, ExpiredError where it is too late to reply, and whatever `function` and
        `defer` raise.
        """
        self._admit(user)
        call = Call(function)
        call.deadline = call.arrived + self._policy.drop
        self._users[call] = user
        running = asyncio.create_task(call.run_in(self._worker))
        # A running call is in flight until it ends, even after its asker gave up.
        running.add_done_callback(lambda _: self._end(call))
        try:
            await asyncio.wait({running}, timeout=self._policy.defer)
            if not running.done():
                await self._wait_deferred(call, running, defer)
            return self._result(running)
        finally:
            if call.started is None:
                running.cancel()
            running.add_done_callback(retrieve_exception)

    async def probe(self, function: Callable[[], object]) -> None:
        """Run `function` behind the waiting questions. Raises whatever it raises."""
        await Call(function).run_shielded(self._worker)

    def close(self) -> None:
        """Accept no more questions."""
        self._worker.shutdown()

    def _admit(self, user: int) -> None:
        """Raise TooManyError or OverloadedError where the question must be refused."""
        if sum(other == user for other in self._users.values()) >= self._policy.per_person:
            self.outcomes["too_many"] += 1
            raise TooManyError
        if self.expected_wait() > self._policy.admit:
            self.outcomes["busy"] += 1
            raise OverloadedError

    async def _wait_deferred(
        self, call: Call[Any], running: asyncio.Task[Any], defer: Callable[[], Awaitable[None]]
    ) -> None:
        """Defer the question and wait for its result. Raises OverloadedError where `give_up` passes first."""
        await defer()
        self.outcomes["deferred"] += 1
        call.deadline = call.arrived + self._policy.give_up
        await asyncio.wait({running}, timeout=call.deadline - time.monotonic())
        if not running.done() or isinstance(running.exception(), ExpiredError):
            self.outcomes["busy"] += 1
            raise OverloadedError

    def _result(self, running: asyncio.Task[T]) -> T:
        try:
            result = running.result()
        except ExpiredError:
            self.outcomes["dropped"] += 1
            raise
        except Exception:
            self.outcomes["failed"] += 1
            raise
        self.outcomes["answered"] += 1
        return result

    def _end(self, call: Call[Any]) -> None:
        del self._users[call]
        if call.started is not None:
            now = time.monotonic()
            # Measured from the previous end, to include the event loop's work between two calls.
            self._service_times.append(now - max(self._last_end, call.arrived))
            self._last_end = now
