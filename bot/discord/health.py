"""Whether the bot answers questions: a canary question of late, and a session on every shard."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from itertools import count
from time import monotonic
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from knowledge.ask import Knowledge

SECONDS_BETWEEN_QUESTIONS = 15.0
LONGEST_UNANSWERED = 60.0
"""In seconds: how long ago the last canary question of a healthy bot may have been answered."""

SUBJECTS = 25
"""How many athletes are asked about in turn, so that no memory of one answer hides a broken database."""

Probe = Callable[[int], Awaitable[None]]

log = structlog.get_logger(__name__)


class CanaryError(Exception):
    """A question that has an answer got none."""


def canary_question(knowledge: "Knowledge", number: int, today: date) -> None:
    """Ask about an athlete whom the knowledge suggests. Raises where no answer comes."""
    suggested = knowledge.complete("athlete", "", today, limit=SUBJECTS)
    if suggested:  # a knowledge without athletes has nothing to ask about
        reply = knowledge.ask("athlete", suggested[number % len(suggested)].value, today)
        if reply.outcome != "answer":
            raise CanaryError(f"the outcome was {reply.outcome}")


class Canary:
    """Asks a question every so often, the way users' questions go, and knows when it was last answered.

    `probe` is given a running number, so that it need not ask the same thing again, and raises where the
    answer is no answer. It may hang: then no answer comes, and that is noticed.
    """

    def __init__(self, probe: Probe, clock: Callable[[], float] = monotonic) -> None:
        self._probe = probe
        self._clock = clock
        self._answered: float | None = None
        self._failed = False

    async def keep(self) -> None:
        """Ask until cancelled."""
        for number in count():
            await self.ask(number)
            await asyncio.sleep(SECONDS_BETWEEN_QUESTIONS)

    async def ask(self, number: int = 0) -> None:
        """Ask once."""
        try:
            await self._probe(number)
        except Exception:
            if not self._failed:  # once an outage
                log.exception("canary.failed")
            self._failed = True
        else:
            self._failed = False
            self._answered = self._clock()

    def problem(self) -> str | None:
        """What is wrong, in a sentence; None where a question was answered of late."""
        if self._failed:
            return "a question put to the knowledge failed; see the log (canary.failed)."
        if self._answered is None:
            return "no question has been answered yet."
        age = self._clock() - self._answered
        if age > LONGEST_UNANSWERED:
            return f"no question has been answered for {age:.0f} seconds; the bot is stuck or overloaded."
        return None


class Sessions:
    """Which shards have a session: READY or RESUMED came, and no disconnect since."""

    def __init__(self) -> None:
        self._open: set[int] = set()

    def opened(self, shard: int) -> None:
        """READY or RESUMED came."""
        self._open.add(shard)

    def closed(self, shard: int) -> None:
        """The connection ended."""
        self._open.discard(shard)

    def problem(self, shards: int | None) -> str | None:
        """What is wrong, in a sentence, where so many shards are wanted (None: Discord has not said yet)."""
        if shards is None:
            return "the bot has not connected to Discord yet."
        if missing := sorted(set(range(shards)) - self._open):
            return f"Discord has opened no session on shard {', '.join(map(str, missing))}."
        return None
