"""All that works for a client beside its event loop: a worker for questions and one for completions.

They are apart so that neither can starve the other.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bot.discord.admission import Limits, Questions
from bot.discord.completion_queue import Completions


@dataclass(frozen=True)
class Counts:
    """What became of questions and completions since the start; `in_flight` and `queued` are of now.

    `queued` is the part of `in_flight` that waits for its turn. `busy` and `too_many` were refused; `dropped`
    waited too long to be worked on.
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


class Workers:
    """The queues of a client. `limits` are those of Discord unless a test sets others."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self.questions = Questions(self._limits)
        self.completions = Completions(self._limits)

    @property
    def counts(self) -> Counts:
        """The counts of this moment."""
        questions, completions = self.questions.outcomes, self.completions.outcomes
        return Counts(
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

    async def probe(self, call: Callable[[], object]) -> None:
        """Run a call behind the questions that wait, and see that completions get their turn too.

        It is admitted however many wait, and counted nowhere. Raises what `call` raises.
        """
        await self.questions.probe(call)
        await self.completions.probe(bool)

    def renewed(self) -> "Workers":
        """Workers with the same limits, for the client that takes the place of this one's."""
        return Workers(self._limits)

    def close(self) -> None:
        """Begin nothing more. What is running is not waited for."""
        self.questions.close()
        self.completions.close()
