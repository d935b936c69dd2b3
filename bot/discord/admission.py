"""Admission control of questions: which are answered, in what order, and which are refused at once.

One worker answers them in the order of their arrival. A second one would answer no more questions a second,
for Python runs one thread at a time.
"""

import asyncio
import time
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.discord.worker import ExpiredError, Turn, Worker

T = TypeVar("T")

_RECENT = 32
"""How many questions the mean is taken of."""
_FIRST_GUESS = 0.01
"""Seconds of a question before any was answered, as measured with the curated facts."""


class RefusedError(Exception):
    """A question is not answered. `sentence` says why to the one who asked, `outcome` to metrics."""

    sentence = ""
    outcome = "refused"


class BusyError(RefusedError):
    """The question can't be answered in time."""

    sentence = "Bell Lap is busy just now; ask again in a few seconds."
    outcome = "busy"


class TooManyError(RefusedError):
    """The same person has as many questions in flight as one person may have."""

    sentence = "Two of your questions are still being answered; ask again when they are."
    outcome = "too_many"


@dataclass(frozen=True)
class Limits:
    """How much one person may ask at once, and how long things may take, in seconds since their arrival.

    Discord takes the first reply to an interaction for 3 s.

    - `defer`: after that, a question is acknowledged without its answer.
    - `admit`: the longest estimated wait for its turn with which a question is admitted.
    - `drop`: a question that was not deferred is not worked on when its turn comes later.
    - `give_up`: a deferred question that is not answered is told that the bot is busy.
    - `complete`: a completion without an answer gets an empty list.
    """

    per_person: int = 2
    defer: float = 1.5
    admit: float = 2.5
    drop: float = 2.5
    give_up: float = 10.0
    complete: float = 2.5


class Questions:
    """The queue of questions and its worker. Used in the event loop alone."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._worker = Worker("questions")
        self._turns: dict[Turn[Any], int] = {}
        self._recent: deque[float] = deque([_FIRST_GUESS] * _RECENT, maxlen=_RECENT)
        self._last_end = 0.0
        self.outcomes: Counter[str] = Counter()
        """How many were answered, failed, deferred, busy, too_many and dropped since the start."""

    @property
    def in_flight(self) -> int:
        """How many questions are waiting or being worked on."""
        return len(self._turns)

    @property
    def queued(self) -> int:
        """How many questions are waiting."""
        return sum(turn.began is None for turn in self._turns)

    def expected_wait(self) -> float:
        """Seconds until the turn of one more question: at least what the oldest has waited by now."""
        if not self._turns:
            return 0.0
        oldest = next(iter(self._turns))
        mean = sum(self._recent) / len(self._recent)
        return max(time.monotonic() - oldest.asked, mean * len(self._turns))

    async def run(self, person: int, call: Callable[[], T], defer: Callable[[], Awaitable[None]]) -> T:
        """The result of `call`, which runs in the worker.

        `defer` is awaited once if the result takes longer than a first reply may. Raises RefusedError where
        the question is not answered, ExpiredError where it is too late to say so, and what `call` and `defer`
        raise.
        """
        self._admit(person)
        turn = Turn(call)
        turn.expires = turn.asked + self._limits.drop
        self._turns[turn] = person
        working = asyncio.create_task(turn.take(self._worker))
        # A call that runs counts until it ends, even if nobody waits for it any more.
        working.add_done_callback(lambda _: self._end(turn))
        try:
            await asyncio.wait({working}, timeout=self._limits.defer)
            if not working.done():
                await defer()
                self.outcomes["deferred"] += 1
                turn.expires = turn.asked + self._limits.give_up
                await asyncio.wait({working}, timeout=turn.expires - time.monotonic())
                if not working.done() or isinstance(working.exception(), ExpiredError):
                    self.outcomes["busy"] += 1
                    raise BusyError
            return self._result(working)
        finally:
            if turn.began is None:
                working.cancel()
            working.add_done_callback(_look_at)

    async def probe(self, call: Callable[[], object]) -> None:
        """Run a call when its turn comes. Raises what it raises."""
        # Shielded: a probe that is given up still holds its turn while its call runs.
        await asyncio.shield(Turn(call).take(self._worker))

    def close(self) -> None:
        """Take no more questions."""
        self._worker.shutdown()

    def _admit(self, person: int) -> None:
        if sum(other == person for other in self._turns.values()) >= self._limits.per_person:
            self.outcomes["too_many"] += 1
            raise TooManyError
        if self.expected_wait() > self._limits.admit:
            self.outcomes["busy"] += 1
            raise BusyError

    def _result(self, working: asyncio.Task[T]) -> T:
        try:
            result = working.result()
        except ExpiredError:
            self.outcomes["dropped"] += 1
            raise
        except Exception:
            self.outcomes["failed"] += 1
            raise
        self.outcomes["answered"] += 1
        return result

    def _end(self, turn: Turn[Any]) -> None:
        del self._turns[turn]
        if turn.began is not None:
            now = time.monotonic()
            # From the end of the one before, so that what the event loop does between two calls counts too.
            self._recent.append(now - max(self._last_end, turn.asked))
            self._last_end = now


def _look_at(working: asyncio.Task[Any]) -> None:
    """Take note of a failure that nobody waits for, so that asyncio does not complain of it."""
    if not working.cancelled():
        working.exception()
