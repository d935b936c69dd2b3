"""The types of ids, the base classes of values, and the step budget of one question."""

from dataclasses import dataclass
from typing import NewType

from pydantic import BaseModel, ConfigDict

from knowledge.models.errors import TooManyStepsError

NationId = NewType("NationId", str)
SourceId = NewType("SourceId", str)
CityId = NewType("CityId", str)
DisciplineId = NewType("DisciplineId", str)
CompetitionId = NewType("CompetitionId", str)
EditionId = NewType("EditionId", str)
AthleteId = NewType("AthleteId", str)
EventId = NewType("EventId", str)
RaceId = NewType("RaceId", str)


class Model(BaseModel):
    """A frozen value that refuses unknown fields.

    What checks it is built when the first is made: one question needs half of the models. Threads may do
    so at once since pydantic 2.14.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A frozen value that is made of checked ones, hundreds to an answer, and so isn't checked itself.

    In JSON, and in the schema of answers, it's as a Model.
    """


class Steps:
    """The steps that one question may spend, each about 10 µs of processor time on one core.

    Work is counted, not timed, so the same text always ends the same way. Made for one question and passed
    along with it; threads do not share one.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.spent = 0

    def spend(self, steps: int) -> None:
        """Count steps. Raises TooManyStepsError when fewer are left."""
        self.spent += steps
        if self.spent > self.most:
            raise TooManyStepsError
