"""Conditions on races: the one definition of which races a question is about."""

from datetime import date

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
from knowledge.models.records import RaceHead


class RaceFilter(Model):
    """Conditions on races; a race has to meet all of them.

    An empty tuple, like None, is no condition; of several values in one field any will do. `years` are those
    that an edition carries or in which a race was held; `first_year` to `last_year`, inclusive like
    `first_day` to `last_day`, are of the race's date. `curated` editions were written by curators, the others
    were made of imported rows.
    """

    races: tuple[RaceId, ...] = ()
    editions: tuple[EditionId, ...] = ()
    competitions: tuple[CompetitionId, ...] = ()
    cities: tuple[CityId, ...] = ()
    venues: tuple[str, ...] = ()
    nations: tuple[NationId, ...] = ()
    tiers: tuple[Tier, ...] = ()
    disciplines: tuple[DisciplineId, ...] = ()
    categories: tuple[Category, ...] = ()
    years: tuple[int, ...] = ()
    rounds: tuple[Round, ...] = ()
    heat: int | None = None
    first_day: date | None = None
    last_day: date | None = None
    first_year: int | None = None
    last_year: int | None = None
    athletes: tuple[AthleteId, ...] = ()
    curated: bool | None = None

    def in_years(self, first: int | None, last: int | None) -> "RaceFilter":
        """The same, and within a span of years; a span of one year may be that of the edition, too."""
        if first == last and first is not None:
            return self.model_copy(update={"years": (first,)})
        return self.model_copy(update={"first_year": first, "last_year": last})

    @property
    def year_span(self) -> tuple[int | None, int | None]:
        """The first and the last year as `in_years` was given them."""
        return (self.years[0], self.years[0]) if self.years else (self.first_year, self.last_year)

    @property
    def any_time(self) -> bool:
        """Whether there is no condition on the time of a race."""
        days = self.first_day is None and self.last_day is None
        return days and self.year_span == (None, None)

    def matches(self, head: RaceHead) -> bool:
        """Whether a race meets the conditions: what every query of the store for a filter has to find.

        Raises ValueError for conditions on `athletes`: a head has no results.
        """
        if self.athletes:
            raise ValueError("a race without results does not tell its athletes")
        return self._matches_event(head) and self._matches_time(head) and self._matches_place(head)

    def _matches_event(self, head: RaceHead) -> bool:
        return (
            (not self.disciplines or head.discipline.id in self.disciplines)
            and (not self.categories or head.category in self.categories)
            and (not self.rounds or head.round in self.rounds)
            and (self.heat is None or head.heat == self.heat)
            and (not self.races or head.id in self.races)
        )

    def _matches_time(self, head: RaceHead) -> bool:
        return (
            (not self.years or head.edition.year in self.years or head.date.year in self.years)
            and (self.first_year is None or self.first_year <= head.date.year)
            and (self.last_year is None or head.date.year <= self.last_year)
            and (self.first_day is None or self.first_day <= head.date)
            and (self.last_day is None or head.date <= self.last_day)
        )

    def _matches_place(self, head: RaceHead) -> bool:
        return (
            (not self.editions or head.edition.id in self.editions)
            and (not self.competitions or head.competition.id in self.competitions)
            and (not self.cities or head.city.id in self.cities)
            and (not self.venues or head.venue in self.venues)
            and (not self.nations or head.nation.id in self.nations)
            and (not self.tiers or head.edition.tier in self.tiers)
            and (self.curated is None or head.edition_curated == self.curated)
        )
