"""Questions: typed, with ids in their slots. Each has one canonical text, which `understand` reads back."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from knowledge.models.base import (
    AthleteId,
    CityId,
    CompetitionId,
    DisciplineId,
    EditionId,
    Model,
    NationId,
    RaceId,
)
from knowledge.models.facts import Category, Round, Tier

Kind = Literal["result", "athlete", "h2h"]


class ResultQuestion(Model):
    """How did this race end? `athlete` is the one it was asked for, if any."""

    kind: Literal["result"] = "result"
    race: RaceId
    athlete: AthleteId | None = None

    @property
    def text(self) -> str:
        """The question as a command."""
        return " ".join(["/result", self.race, *([self.athlete] if self.athlete else [])])


class AthleteQuestion(Model):
    """Who is this? With `races`, the list of races instead, of all years or of a span (inclusive)."""

    kind: Literal["athlete"] = "athlete"
    athlete: AthleteId
    races: bool = False
    first_year: int | None = None
    last_year: int | None = None

    @property
    def text(self) -> str:
        """The question as a command."""
        parts = ["/athlete", self.athlete, *(["races"] if self.races else [])]
        return " ".join([*parts, *years_text(self.first_year, self.last_year)])


class HeadToHeadQuestion(Model):
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
    def text(self) -> str:
        """The question as a command."""
        places = (self.competition, self.edition, self.city, self.venue, self.nation, self.tier)
        parts: list[str] = ["/h2h", self.first, self.second]
        parts += [part for part in (self.discipline, *places) if part]
        parts += _categories_text(self.categories)
        parts += [f"{self.round} {self.heat}" if self.heat else self.round] if self.round else []
        parts += _days_text(self.first_day, self.last_day)
        return " ".join([*parts, *years_text(self.first_year, self.last_year)])


Question = Annotated[ResultQuestion | AthleteQuestion | HeadToHeadQuestion, Field(discriminator="kind")]


def years_text(first: int | None, last: int | None) -> list[str]:
    """A span of years as it is typed: `2024`, `2022-2024`, `since 2022`, `until 2024`; or nothing."""
    if first is None and last is None:
        return []
    if first is None:
        return [f"until {last}"]
    if last is None:
        return [f"since {first}"]
    return [str(first) if first == last else f"{first}-{last}"]


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
