"""The question how a race ended, and its answer."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from knowledge.models.base import AthleteId, RaceId, Record
from knowledge.models.claim import Claim
from knowledge.models.mark import Margin
from knowledge.models.question import Answer, Question
from knowledge.models.records import AnyLine, Performance, RaceHead
from knowledge.questions.result.insight_model import Insight


class ResultQuestion(Question):
    """How did this race end? `athlete` is the one it was asked for, if any."""

    kind: Literal["result"] = "result"
    race: RaceId
    athlete: AthleteId | None = None

    @property
    def text(self) -> str:
        """The canonical text, without the kind."""
        return " ".join([self.race, *([self.athlete] if self.athlete else [])])


@dataclass(frozen=True, slots=True, kw_only=True)
class Finisher(Record):
    """An athlete or a team with a place. `behind` is the gap to the winner, where both marks are known."""

    result: AnyLine
    behind: Margin | None


class Parting(StrEnum):
    """The tie-break between athletes with equal marks."""

    PHOTO_FINISH = "photo-finish"
    COUNTBACK = "countback"
    JUMP_OFF = "jump-off"
    PLACES = "places"


@dataclass(frozen=True, slots=True, kw_only=True)
class SameMark(Record):
    """A mark that was given with several places, the best first, and their tie-break."""

    mark: str
    places: tuple[int, ...]
    by: Parting


class ResultAnswer(Answer):
    """How a race ended.

    `finishers` by place; `ran` took part, their place is not known; `unplaced` are all others.
    `other_editions` are of the same competition or in the same city, `winners_before` of those before it.
    """

    kind: Literal["result"] = "result"
    question: ResultQuestion
    head: RaceHead
    finishers: tuple[Finisher, ...]
    ran: tuple[AnyLine, ...]
    unplaced: tuple[AnyLine, ...]
    same_marks: tuple[SameMark, ...]
    claims: tuple[Claim, ...]
    other_rounds: tuple[RaceHead, ...]
    other_editions: tuple[RaceHead, ...]
    other_events: tuple[RaceHead, ...]
    winners_before: tuple[Performance, ...] = ()
    insight: Insight | None = None
