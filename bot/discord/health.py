"""Health of the bot: a canary question was answered recently, and every shard has a session."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from itertools import count
from time import monotonic
from typing import TYPE_CHECKING

import structlog

from bot.discord.worker import ExpiredError

if TYPE_CHECKING:
    from knowledge.ask import Knowledge

SECONDS_BETWEEN_QUESTIONS = 15.0
"""Seconds between two canary questions. Chosen by hand."""
LONGEST_UNANSWERED = 60.0
"""Maximum age in seconds of a healthy bot's last answered canary question. Chosen by hand."""

SUBJECTS = 25
"""Number of athletes that are asked about in turn, so that a cached answer hides no broken database."""

Probe = Callable[[int], Awaitable[None]]

log = structlog.get_logger(__name__)


class CanaryError(Exception):
    """The canary question, which has an answer, got none."""


def canary_question(knowledge: "Knowledge", number: int, today: date) -> None:
    """Ask about one of the athletes that completion suggests. Raises CanaryError without an answer."""
    suggested = knowledge.complete("athlete", "", today, limit=SUBJECTS)
    if suggested:  # a knowledge base without athletes has no canary question
        reply = knowledge.ask("athlete", suggested[number % len(suggested)].value, today)
        if reply.outcome != "answer":
            raise CanaryError(f"the outcome was {reply.outcome}")


class Canary:
    """Asks a question at an interval, in the queue of users' questions, and records when it was answered.

    `probe` gets a running number, to vary the question, and raises where there is no answer. A probe that
    hangs is reported like a missing answer.
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
        except ExpiredError:
            pass  # its queue was closed while it waited: the bot ends
        except Exception:
            if not self._failed:  # once an outage
                log.exception("canary.failed")
            self._failed = True
        else:
            self._failed = False
            self._answered = self._clock()

    def problem(self) -> str | None:
        """The problem as a sentence; None where a question was answered within `LONGEST_UNANSWERED`."""
        if self._failed:
            return "a question put to the knowledge failed; see the log (canary.failed)."
        if self._answered is None:
            return "no question has been answered yet."
        age = self._clock() - self._answered
        if age > LONGEST_UNANSWERED:
            return f"no question has been answered for {age:.0f} seconds; the bot is stuck or overloaded."
        return None


class Sessions:
    """The shards with a session: READY or RESUMED arrived, and no disconnect since."""

    def __init__(self) -> None:
        self._open: set[int] = set()

    def opened(self, shard: int) -> None:
        """Record READY or RESUMED."""
        self._open.add(shard)

    def closed(self, shard: int) -> None:
        """Record the end of a connection."""
        self._open.discard(shard)

    def problem(self, shards: int | None) -> str | None:
        """The problem as a sentence; None where all `shards` have a session.

        `shards` is the number that Discord demands, or None before it is known.
        """
        if shards is None:
            return "the bot has not connected to Discord yet."
        if missing := sorted(set(range(shards)) - self._open):
            return f"Discord has opened no session on shard {', '.join(map(str, missing))}."
        return None
