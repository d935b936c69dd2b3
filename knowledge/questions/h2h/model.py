"""The question who beats whom, and its answer: races decided or left out, scores, streaks, bests."""

from datetime import date
from enum import StrEnum
from typing import Literal

from knowledge.models.answer import Answer
from knowledge.models.base import AthleteId, CityId, CompetitionId, DisciplineId, EditionId, Model, NationId
from knowledge.models.facts import Category, Discipline, Round, Tier
from knowledge.models.mark import Margin
from knowledge.models.question import Question, years_text
from knowledge.models.records import AthleteRef, Performance, RaceHead, ResultLine


class HeadToHeadQuestion(Question):
    """Who beats whom? Filters narrow it; years are inclusive, `nation` is the host."""

    kind: Literal["h2h"] = "h2h"
    first: AthleteId
    second: AthleteId
    discipline: DisciplineId | None = None
    competition: CompetitionId | None = None
    edition: EditionId | None = None
    city: CityId | None = None
    venue: str | None = None
    nation: NationId | None = None
    tier: Tier | None = None
    categories: tuple[Category, ...] = ()
    round: Round | None = None
    heat: int | None = None
    first_day: date | None = None
    last_day: date | None = None
    first_year: int | None = None
    last_year: int | None = None

    @property
    def narrowed(self) -> bool:
        """Whether conditions restrict the races that count."""
        return self != HeadToHeadQuestion(first=self.first, second=self.second)

    @property
    def text(self) -> str:
        """The canonical text, without the kind."""
        places = (self.competition, self.edition, self.city, self.venue, self.nation, self.tier)
        parts: list[str] = [self.first, self.second]
        parts += [part for part in (self.discipline, *places) if part]
        parts += _categories_text(self.categories)
        parts += [f"{self.round} {self.heat}" if self.heat else self.round] if self.round else []
        parts += _days_text(self.first_day, self.last_day)
        return " ".join([*parts, *years_text(self.first_year, self.last_year)])


def _categories_text(categories: tuple[Category, ...]) -> list[str]:
    sexes = {category.split("-")[0] for category in categories}
    words = list(sexes) if len(sexes) == 1 else []
    under_20 = bool(categories) and all(category.endswith("-u20") for category in categories)
    return words + (["u20"] if under_20 else [])


def _days_text(first: date | None, last: date | None) -> list[str]:
    """A day as it is typed, `2024-09-13`, or the month that two days bound, `september 2024`; or nothing."""
    if first is None or last is None:
        return []
    return [first.isoformat() if first == last else f"{_MONTHS[first.month - 1]} {first.year}"]


_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


class DecidedBy(StrEnum):
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
    how: DecidedBy
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


class HeadToHeadAnswer(Answer):
    """Who beats whom, by the better place in the same race of the same event.

    `bouts` count, newest first; `not_counted` do not; `filtered` is how many races the question's filters set
    aside. `streaks` hold the current one first, then the longest of each if it is another. `biggest` and
    `closest` are among the bouts in the discipline they met in most.
    """

    kind: Literal["h2h"] = "h2h"
    question: HeadToHeadQuestion
    first: AthleteRef
    second: AthleteRef
    finals: Score
    all_rounds: Score
    events: tuple[EventScore, ...]
    bouts: tuple[Bout, ...]
    not_counted: tuple[NotCounted, ...]
    filtered: int
    streaks: tuple[Streak, ...]
    biggest: Bout | None
    closest: Bout | None
    bests: tuple[BestsOfBoth, ...]
