"""Questions: typed, with ids in their slots. Each has one canonical text, which `understand` reads back."""

from typing import Annotated, Literal

from pydantic import Field

from knowledge.models.base import AthleteId, CityId, CompetitionId, DisciplineId, Model, RaceId
from knowledge.models.facts import Tier

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
    """Who is this? With `races`, the list of races instead, of one `year` or of all."""

    kind: Literal["athlete"] = "athlete"
    athlete: AthleteId
    races: bool = False
    year: int | None = None

    @property
    def text(self) -> str:
        """The question as a command."""
        parts = ["/athlete", self.athlete, *(["races"] if self.races else [])]
        return " ".join(parts + ([str(self.year)] if self.year else []))


class HeadToHeadQuestion(Model):
    """Who beats whom? Filters narrow it; years are inclusive."""

    kind: Literal["h2h"] = "h2h"
    first: AthleteId
    second: AthleteId
    discipline: DisciplineId | None = None
    competition: CompetitionId | None = None
    city: CityId | None = None
    tier: Tier | None = None
    first_year: int | None = None
    last_year: int | None = None
    finals_only: bool = False

    @property
    def text(self) -> str:
        """The question as a command."""
        parts: list[str] = ["/h2h", self.first, self.second]
        parts += [part for part in (self.discipline, self.competition, self.city, self.tier) if part]
        if self.first_year and self.last_year and self.first_year != self.last_year:
            parts.append(f"{self.first_year}-{self.last_year}")
        elif self.first_year and not self.last_year:
            parts.append(f"since {self.first_year}")
        elif self.last_year and not self.first_year:
            parts.append(f"until {self.last_year}")
        elif self.first_year:
            parts.append(str(self.first_year))
        if self.finals_only:
            parts.append("finals")
        return " ".join(parts)


Question = Annotated[ResultQuestion | AthleteQuestion | HeadToHeadQuestion, Field(discriminator="kind")]
