"""The parts of a head-to-head: races decided or left out, scores, streaks, bests."""

from datetime import date
from enum import StrEnum

from knowledge.models.base import AthleteId, Model
from knowledge.models.facts import Discipline
from knowledge.models.mark import Margin
from knowledge.models.records import Performance, RaceHead, ResultLine


class How(StrEnum):
    """How a race between two was decided."""

    PLACE = "place"
    UNFINISHED = "unfinished"  # one was placed, the other did not finish, was disqualified or made no mark
    TIE = "tie"


class Bout(Model):
    """A race that counts. `winner` is absent when they tied; `margin` where a mark of both is known."""

    head: RaceHead
    first: ResultLine
    second: ResultLine
    winner: AthleteId | None
    how: How
    margin: Margin | None


class WhyNot(StrEnum):
    """Why a race that both entered does not count."""

    DID_NOT_START = "did-not-start"
    PACEMAKER = "pacemaker"
    OUT_OF_COMPETITION = "out-of-competition"
    NEITHER_FINISHED = "neither-finished"
    PLACE_UNKNOWN = "place-unknown"


class NotCounted(Model):
    """A race that both entered and that does not count, and why."""

    head: RaceHead
    first: ResultLine
    second: ResultLine
    why: WhyNot


class Score(Model):
    """Races won by each. `*_by_unfinished` are those of the wins in which the other was not placed."""

    races: int
    first: int
    second: int
    ties: int
    first_by_unfinished: int
    second_by_unfinished: int


class EventScore(Model):
    """The score in one discipline."""

    discipline: Discipline
    finals: Score
    all_rounds: Score


class Streak(Model):
    """Wins in a row of one over the other. `current` when the newest race belongs to it."""

    athlete: AthleteId
    wins: int
    since: date
    until: date
    current: bool


class BestsOfBoth(Model):
    """The best mark of each in a discipline in which they met.

    In any race known here or, where the question narrows, in the races that count.
    """

    discipline: Discipline
    first: Performance | None
    second: Performance | None
