"""The question how a race ended, and its answer."""

from enum import StrEnum
from typing import Literal

from knowledge.models.base import AthleteId, Model, RaceId
from knowledge.models.facts import Claim
from knowledge.models.mark import Margin
from knowledge.models.question import Answer, Question
from knowledge.models.records import AnyLine, AthleteRef, Performance, RaceHead


class ResultQuestion(Question):
    """How did this race end? `athlete` is the one it was asked for, if any."""

    kind: Literal["result"] = "result"
    race: RaceId
    athlete: AthleteId | None = None

    @property
    def text(self) -> str:
        """The canonical text, without the kind."""
        return " ".join([self.race, *([self.athlete] if self.athlete else [])])


class Finisher(Model):
    """An athlete or a team with a place. `behind` is the gap to the winner, where both marks are known."""

    result: AnyLine
    behind: Margin | None


class Parting(StrEnum):
    """The tie-break between athletes with equal marks."""

    PHOTO_FINISH = "photo-finish"
    COUNTBACK = "countback"
    JUMP_OFF = "jump-off"
    PLACES = "places"


class SameMark(Model):
    """A mark that was given with several places, the best first, and their tie-break."""

    mark: str
    places: tuple[int, ...]
    by: Parting


class InsightKind(StrEnum):
    """What an insight is about, the strongest first."""

    PHOTO_FINISH = "photo-finish"  # a photo finish decided the first place
    COUNTBACK = "countback"
    JUMP_OFF = "jump-off"
    SAME_MARK = "same-mark"  # the first two have one mark; what decided is not known
    RECORD = "record"  # the winner's mark is published as a record
    BEST_MARK = "best-mark"  # the best winning mark of the event at the competition
    IN_A_ROW = "in-a-row"  # the event won at consecutive editions
    ALL_LOST = "all-lost"  # an athlete behind had won all their known finals
    LAST_LOST = "last-lost"  # an athlete behind had won their last known finals
    SMALLEST_MARGIN = "smallest-margin"  # the winning margin, of those of the event at the competition
    BIGGEST_MARGIN = "biggest-margin"
    TITLE_AGAIN = "title-again"  # a champion of earlier editions
    FIRST_TITLE = "first-title"  # the first, after other places on the podium
    NATIONAL_RECORD = "national-record"


class Reach(StrEnum):
    """The finals that a superlative is of."""

    ALL = "all"  # every final of the event at the competition
    FIRST = "first"  # every one up to this race
    KNOWN = "known"  # those known
    KNOWN_BEFORE = "known-before"  # those known, up to this race


class Insight(Model):
    """One fact about the winner that the result alone does not show, and that the knowledge proves.

    `other` is the athlete behind whom the fact is about. `count` are finals lost, wins in a row, or the
    finals of a superlative; `reach` says which finals. `years` are those of earlier editions, `record` is an
    abbreviation.
    """

    kind: InsightKind
    other: AthleteRef | None = None
    count: int | None = None
    reach: Reach | None = None
    years: tuple[int, ...] = ()
    record: str | None = None


class ResultAnswer(Answer):
    """How a race ended.

    `finishers` by place; `ran` took part, their place is not known here; `unplaced` did not finish, did not
    start, were disqualified, made no mark, ran out of competition or made the pace. `other_editions` hold the
    same event at the same competition or in the same city, `other_events` the same edition, newest first.
    `winners_before` are the winners of the editions of the competition before this one, newest first.
    `insight` is the strongest fact that the knowledge proves about the race, if there is one.
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
