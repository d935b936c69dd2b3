"""The question of a head-to-head, and its answer: races decided or left out, scores, streaks, bests."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import Literal, TypeVar

from pydantic import model_serializer, model_validator

from knowledge.models.base import (
    AthleteId,
    CityId,
    CompetitionId,
    DisciplineId,
    EditionId,
    Model,
    NationId,
    Record,
)
from knowledge.models.facts import Category, Discipline, Round, Tier
from knowledge.models.filter import RaceFilter
from knowledge.models.mark import Margin
from knowledge.models.question import Answer, Question, years_text
from knowledge.models.records import AthleteRef, Performance, RaceHead, ResultLine

T = TypeVar("T")


class FlatHeadToHead(Model):
    """A HeadToHeadQuestion as JSON has it: each condition is a field beside the athletes."""

    kind: Literal["h2h"] = "h2h"
    first: AthleteId
    second: AthleteId
    discipline: DisciplineId | None
    competition: CompetitionId | None
    edition: EditionId | None
    city: CityId | None
    venue: str | None
    nation: NationId | None
    tier: Tier | None
    categories: tuple[Category, ...]
    round: Round | None
    heat: int | None
    first_day: date | None
    last_day: date | None
    first_year: int | None
    last_year: int | None

    @classmethod
    def of(cls, first: AthleteId, second: AthleteId, where: RaceFilter) -> "FlatHeadToHead":
        """The two athletes, and the one value of each condition."""
        first_year, last_year = where.year_span
        return cls(
            first=first,
            second=second,
            discipline=next(iter(where.disciplines), None),
            competition=next(iter(where.competitions), None),
            edition=next(iter(where.editions), None),
            city=next(iter(where.cities), None),
            venue=next(iter(where.venues), None),
            nation=next(iter(where.nations), None),
            tier=next(iter(where.tiers), None),
            categories=where.categories,
            round=next(iter(where.rounds), None),
            heat=where.heat,
            first_day=where.first_day,
            last_day=where.last_day,
            first_year=first_year,
            last_year=last_year,
        )

    def where(self) -> RaceFilter:
        """The conditions as a filter."""
        return RaceFilter(
            disciplines=_tuple_of(self.discipline),
            competitions=_tuple_of(self.competition),
            editions=_tuple_of(self.edition),
            cities=_tuple_of(self.city),
            venues=_tuple_of(self.venue),
            nations=_tuple_of(self.nation),
            tiers=self.tier.covers if self.tier else (),
            categories=self.categories,
            rounds=_tuple_of(self.round),
            heat=self.heat,
            first_day=self.first_day,
            last_day=self.last_day,
        ).in_years(self.first_year, self.last_year)


def _tuple_of(value: T | None) -> tuple[T, ...]:
    return () if value is None else (value,)


class HeadToHeadQuestion(Question):
    """A head-to-head of two athletes. `where` restricts the races that count, by one value a field.

    In JSON each condition is a field beside the athletes.
    """

    kind: Literal["h2h"] = "h2h"
    first: AthleteId
    second: AthleteId
    where: RaceFilter = RaceFilter()

    @property
    def narrowed(self) -> bool:
        """Whether conditions restrict the races that count."""
        return self.where != RaceFilter()

    @property
    def text(self) -> str:
        """The canonical text, without the kind."""
        where = self.where
        places = (where.competitions, where.editions, where.cities, where.venues, where.nations)
        parts: list[str] = [self.first, self.second, *where.disciplines]
        parts += [*chain.from_iterable(places), *where.tiers[:1], *_categories_text(where.categories)]
        parts += [f"{one} {where.heat}" if where.heat else one for one in where.rounds]
        parts += _days_text(where.first_day, where.last_day)
        return " ".join([*parts, *years_text(*where.year_span)])

    @model_serializer
    def _as_flat(self) -> FlatHeadToHead:
        return FlatHeadToHead.of(self.first, self.second, self.where)

    @model_validator(mode="before")
    @classmethod
    def _from_flat(cls, values: object) -> object:
        if not isinstance(values, dict) or "discipline" not in values:
            return values
        flat = FlatHeadToHead.model_validate(values)
        return {"first": flat.first, "second": flat.second, "where": flat.where()}


def _categories_text(categories: tuple[Category, ...]) -> list[str]:
    sexes = {category.split("-")[0] for category in categories}
    words = list(sexes) if len(sexes) == 1 else []
    under_20 = bool(categories) and all(category.endswith("-u20") for category in categories)
    return words + (["u20"] if under_20 else [])


def _days_text(first: date | None, last: date | None) -> list[str]:
    """The text of a day, `2024-09-13`, or of the month between two days, `september 2024`; or nothing."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Bout(Record):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCounted(Record):
    """A race that both entered and that does not count, and why."""

    head: RaceHead
    first: ResultLine
    second: ResultLine
    why: WhyNot


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Record):
    """Races won by each. `*_by_unfinished` are those of the wins in which the other was not placed."""

    races: int
    first: int
    second: int
    ties: int
    first_by_unfinished: int
    second_by_unfinished: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventScore(Record):
    """The score in one discipline."""

    discipline: Discipline
    finals: Score
    all_rounds: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Streak(Record):
    """Wins in a row of one over the other. `current` when the newest race belongs to it.

    `since` and `until` are the ISO dates of its first and its last race, or years where the day is not known.
    """

    athlete: AthleteId
    wins: int
    since: str
    until: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BestsOfBoth(Record):
    """The best mark of each in a discipline in which they met.

    In any race known here or, where the question narrows, in the races that count.
    """

    discipline: Discipline
    first: Performance | None
    second: Performance | None


class HeadToHeadAnswer(Answer):
    """The score of two athletes by the better place in the same race of the same event.

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
