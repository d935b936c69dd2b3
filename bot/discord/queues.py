"""The work beside the event loop: a queue of questions and a queue of completions, each with a worker.

They are separate so that neither can starve the other.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.discord.admission import AdmissionPolicy, QuestionQueue
from bot.discord.worker import Call, ExpiredError, Worker

T = TypeVar("T")


class CompletionQueue:
    """The queue of completions and its worker. For use in the event loop only.

    A newer completion of the same user replaces one that still waits.
    """

    def __init__(self, policy: AdmissionPolicy) -> None:
        self._policy = policy
        self._worker = Worker("completions")
        self._latest: dict[Hashable, tuple[Call[Any], asyncio.Task[Any]]] = {}
        self.outcomes: Counter[str] = Counter()
        """Completions since the start: completed, failed, superseded and dropped."""

    async def run(self, key: Hashable, function: Callable[[], T]) -> T | None:
        """The result of `function`, which runs in the worker; None where it was superseded or is too late.

        `key` names the user and the option that is completed: a newer call with the same key supersedes a
        waiting one. Raises whatever `function` raises.
        """
        self.supersede(key)
        call = Call(function)
        call.deadline = call.arrived + self._policy.complete
        running = asyncio.create_task(call.run_in(self._worker))
        entry = self._latest[key] = call, running
        try:
            await asyncio.wait({running}, timeout=self._policy.complete)
            return self._result(running)
        finally:
            if self._latest.get(key) == entry:
                del self._latest[key]

    def supersede(self, key: Hashable) -> None:
        """Drop the waiting completion of this key, because newer text was typed."""
        call, running = self._latest.get(key, (None, None))
        if call is not None and running is not None and call.started is None:
            running.cancel()

    async def probe(self, function: Callable[[], object]) -> None:
        """Run `function` behind the waiting completions. Raises whatever it raises."""
        await Call(function).run_shielded(self._worker)

    def close(self) -> None:
        """Accept no more completions."""
        self._worker.shutdown()

    def _result(self, running: asyncio.Task[T]) -> T | None:
        if running.cancelled():
            self.outcomes["superseded"] += 1
            return None
        if not running.done():
            running.cancel()
            self.outcomes["dropped"] += 1
            return None
        try:
            result = running.result()
        except ExpiredError:
            self.outcomes["dropped"] += 1
            return None
        except Exception:
            self.outcomes["failed"] += 1
            raise
        self.outcomes["completed"] += 1
        return result


@dataclass(frozen=True)
class QueueCounts:
    """Questions and completions since the start, by outcome; `in_flight` and `queued` are current numbers.

    `queued` is the waiting part of `in_flight`. `busy` and `too_many` were refused; `dropped` expired in the
    queue.
    """

    in_flight: int
    queued: int
    answered: int
    failed: int
    deferred: int
    busy: int
    too_many: int
    dropped: int
    completed: int
    completions_failed: int
    completions_superseded: int
    completions_dropped: int


class Queues:
    """The queues of a client. The default policy fits Discord; tests set others."""

    def __init__(self, policy: AdmissionPolicy | None = None) -> None:
        self._policy = policy or AdmissionPolicy()
        self.questions = QuestionQueue(self._policy)
        self.completions = CompletionQueue(self._policy)

    @property
    def counts(self) -> QueueCounts:
        """The counts at this moment."""
        questions, completions = self.questions.outcomes, self.completions.outcomes
        return QueueCounts(
            in_flight=self.questions.in_flight,
            queued=self.questions.queued,
            answered=questions["answered"],
            failed=questions["failed"],
            deferred=questions["deferred"],
            busy=questions["busy"],
            too_many=questions["too_many"],
            dropped=questions["dropped"],
            completed=completions["completed"],
            completions_failed=completions["failed"],
            completions_superseded=completions["superseded"],
            completions_dropped=completions["dropped"],
        )

    async def probe(self, function: Callable[[], object]) -> None:
        """Run `function` behind the waiting questions, then an empty call behind the waiting completions.

        A probe is always admitted and never counted. Raises whatever `function` raises.
        """
        await self.questions.probe(function)
        await self.completions.probe(bool)

    def new_with_same_policy(self) -> "Queues":
        """Empty queues with the same policy, for a new client."""
        return Queues(self._policy)

    def close(self) -> None:
        """Start no more calls. Running ones are not waited for."""
        self.questions.close()
        self.completions.close()
