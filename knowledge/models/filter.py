"""Which races are meant: every part given must hold."""

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


class RaceFilter(Model):
    """Conditions on races. `year` fits the year an edition carries or the year of the race's date.

    An empty tuple means no condition; several values of one part mean any of them. `curated` editions are
    those that curators wrote down, the others were made of imported rows.
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
    athletes: tuple[AthleteId, ...] = ()
    curated: bool | None = None
