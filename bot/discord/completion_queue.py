"""The queue of completions: newer text of the same person takes the place of older text."""

import asyncio
from collections import Counter
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from bot.discord.admission import Limits
from bot.discord.worker import ExpiredError, Turn, Worker

T = TypeVar("T")


class Completions:
    """The queue of completions and its worker. Used in the event loop alone."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._worker = Worker("completions")
        self._latest: dict[Hashable, tuple[Turn[Any], asyncio.Task[Any]]] = {}
        self.outcomes: Counter[str] = Counter()
        """How many were completed, failed, superseded and dropped since the start."""

    async def run(self, who: Hashable, call: Callable[[], T]) -> T | None:
        """The result of `call`, which runs in the worker, or None where it is of no use any more.

        That is when `who` typed on before its turn came, or when Discord would not take it any more. Raises
        what `call` raises.
        """
        self._supersede(who)
        turn = Turn(call)
        turn.expires = turn.asked + self._limits.complete
        working = asyncio.create_task(turn.take(self._worker))
        entry = self._latest[who] = turn, working
        try:
            await asyncio.wait({working}, timeout=self._limits.complete)
            return self._result(working)
        finally:
            if self._latest.get(who) == entry:
                del self._latest[who]

    async def probe(self, call: Callable[[], object]) -> None:
        """Run a call when its turn comes. Raises what it raises."""
        # Shielded: a probe that is given up still holds its turn while its call runs.
        await asyncio.shield(Turn(call).take(self._worker))

    def close(self) -> None:
        """Complete nothing more."""
        self._worker.shutdown()

    def _supersede(self, who: Hashable) -> None:
        turn, working = self._latest.get(who, (None, None))
        if turn is not None and working is not None and turn.began is None:
            working.cancel()

    def _result(self, working: asyncio.Task[T]) -> T | None:
        if working.cancelled():
            self.outcomes["superseded"] += 1
            return None
        if not working.done():
            working.cancel()
            self.outcomes["dropped"] += 1
            return None
        try:
            result = working.result()
        except ExpiredError:
            self.outcomes["dropped"] += 1
            return None
        except Exception:
            self.outcomes["failed"] += 1
            raise
        self.outcomes["completed"] += 1
        return result
