"""The curated facts. Each kind of file has a class; the store returns the same classes."""

import datetime as dt
from enum import StrEnum

from pydantic import Field

from knowledge.models.base import (
    AthleteId,
    CityId,
    CompetitionId,
    DisciplineId,
    EditionId,
    EventId,
    Model,
    NationId,
    RaceId,
    SourceId,
)
from knowledge.models.claim import Claim
from knowledge.models.mark import Mark, Measure


class Name(Model):
    """A name of an entity, with the sources that use it.

    `kind` is `official`, `variant` (a spelling from a newspaper), `short`, `nickname`, `former` or `native`.
    """

    text: str
    kind: str = "variant"
    sources: tuple[SourceId, ...] = ()


class Nation(Model):
    """A nation by its World Athletics code. `iso` is its ISO 3166-1 alpha-2 code, where it has one."""

    id: NationId
    name: str
    iso: str | None = None
    area: str | None = None
    names: tuple[str, ...] = ()


class Source(Model):
    """A publication with facts. `published` is an ISO date, or `from/to` where only a span is known."""

    id: SourceId
    publisher: str
    title: str
    published: str | None = None
    url: str | None = None
    licence: str | None = None
    note: str | None = None


class Venue(Model):
    """A stadium or course."""

    name: str
    names: tuple[str, ...] = ()


class City(Model):
    """A town where editions are held, with its venues."""

    id: CityId
    name: str
    nation: NationId
    names: tuple[str, ...] = ()
    venues: tuple[Venue, ...] = ()


class Discipline(Model):
    """A discipline, such as the 3000 m steeplechase of men and women.

    `best` and `worst` bound the plausible marks, in the published form of its measure. `codes` are its codes
    by system, `names` other names that people type, `translations` its name by language.
    """

    id: DisciplineId
    name: str
    measure: Measure
    group: str
    team: bool = False
    wind: bool = False
    best: str | None = None
    worst: str | None = None
    names: tuple[str, ...] = ()
    codes: dict[str, str] = Field(default_factory=dict)
    translations: dict[str, str] = Field(default_factory=dict)


class Category(StrEnum):
    """The sex and the age group of the participants of an event."""

    MEN = "men"
    WOMEN = "women"
    MIXED = "mixed"
    MEN_U20 = "men-u20"
    WOMEN_U20 = "women-u20"
    MIXED_U20 = "mixed-u20"


class Tier(StrEnum):
    """The level of an edition, highest first."""

    OLYMPIC_GAMES = "olympic-games"
    WORLD_CHAMPIONSHIPS = "world-championships"
    ULTIMATE_CHAMPIONSHIP = "ultimate-championship"
    WORLD_INDOOR_CHAMPIONSHIPS = "world-indoor-championships"
    WORLD_ROAD_CHAMPIONSHIPS = "world-road-championships"
    DIAMOND_LEAGUE_FINAL = "diamond-league-final"
    MARATHON_MAJOR = "marathon-major"
    CONTINENTAL_CHAMPIONSHIPS = "continental-championships"
    CONTINENTAL_INDOOR_CHAMPIONSHIPS = "continental-indoor-championships"
    CONTINENTAL_GAMES = "continental-games"
    COMMONWEALTH_GAMES = "commonwealth-games"
    WORLD_U20_CHAMPIONSHIPS = "world-u20-championships"
    DIAMOND_LEAGUE = "diamond-league"
    CONTINENTAL_TOUR_GOLD = "continental-tour-gold"
    OTHER = "other"

    @property
    def covers(self) -> tuple["Tier", ...]:
        """The tiers that its name includes: the final of the Diamond League is a Diamond League meeting."""
        return (self, Tier.DIAMOND_LEAGUE_FINAL) if self is Tier.DIAMOND_LEAGUE else (self,)

    @property
    def is_meeting(self) -> bool:
        """Whether its editions are meetings or city marathons, which award no medals."""
        return self in _MEETINGS


_MEETINGS = frozenset(
    {Tier.DIAMOND_LEAGUE_FINAL, Tier.MARATHON_MAJOR, Tier.DIAMOND_LEAGUE, Tier.CONTINENTAL_TOUR_GOLD}
)


class Completeness(Model):
    """The years of a competition in which every edition held is curated, up to the newest curated one.

    `whole` says that `since` is the year of the first edition ever.
    """

    since: int
    whole: bool = False


class Competition(Model):
    """A recurring competition: Memorial Van Damme, Olympic Games.

    `complete` is given where no edition is missing between a year and the newest curated edition.
    """

    id: CompetitionId
    name: str
    names: tuple[Name, ...] = ()
    complete: Completeness | None = None


class Gap(Model):
    """The reason why the final of an event, its podium, marks or further places are not known here."""

    event: EventId
    why: str
    sources: tuple[SourceId, ...] = ()


class Edition(Model):
    """One staging of a competition, in a place and on dates.

    `year` is that of its name, which may differ from its dates (Tokyo 2020, held in 2021). `events` are all
    events held, where a source lists them; `gaps` are those not known, or not fully, with the reason.
    """

    id: EditionId
    competition: CompetitionId
    year: int
    name: str | None = None
    names: tuple[Name, ...] = ()
    tier: Tier
    city: CityId
    venue: str | None = None
    start: dt.date
    end: dt.date
    sources: tuple[SourceId, ...]
    note: str | None = None
    events: tuple[EventId, ...] = ()
    gaps: tuple[Gap, ...] = ()

    def full_name(self, competition: str) -> str:
        """The edition's own name or, where it has none, the name of its competition and the year."""
        return self.name or f"{competition} {self.year}"


class Sex(StrEnum):
    """The sex of the category that an athlete competes in."""

    MALE = "M"
    FEMALE = "F"


class Relation(Model):
    """The kinship of an athlete to another: `younger brother`, `twin`."""

    athlete: AthleteId
    is_: str = Field(alias="is")
    sources: tuple[SourceId, ...]


class Athlete(Model):
    """An athlete.

    `name` is the registered spelling in spoken order, `family` the part that start lists capitalise, `names`
    are all other spellings with their sources. `born` and `died` are ISO dates, year-months or years.
    """

    id: AthleteId
    name: str
    family: str
    sex: Sex
    nation: NationId
    born: str | None = None
    died: str | None = None
    names: tuple[Name, ...] = ()
    relations: tuple[Relation, ...] = ()
    ids: dict[str, str] = Field(default_factory=dict)
    sources: tuple[SourceId, ...]
    claims: tuple[Claim, ...] = ()
    note: str | None = None


class Round(StrEnum):
    """The round of a race, last first."""

    FINAL = "final"
    SEMI_FINAL = "semi-final"
    QUALIFICATION = "qualification"
    HEAT = "heat"


class CoverageKind(StrEnum):
    """How many results of a race are known."""

    COMPLETE = "complete"
    CUT_OFF = "cut-off"
    FIRST_EIGHT = "first-eight"
    PODIUM = "podium"
    WINNER = "winner"
    PARTIAL = "partial"


class Coverage(Model):
    """How many results of a race are known. `limit` is the worst mark of a list that was cut off."""

    kind: CoverageKind
    limit: str | None = None
    note: str | None = None


class Status(StrEnum):
    """The outcome of an athlete's race."""

    FINISHED = "finished"
    TOOK_PART = "took-part"
    DNF = "DNF"
    DNS = "DNS"
    DQ = "DQ"
    NM = "NM"
    OC = "OC"
    PACEMAKER = "pacemaker"


class Medal(StrEnum):
    """A medal, as it is officially awarded today."""

    GOLD = "gold"
    SILVER = "silver"
    BRONZE = "bronze"


class Result(Model):
    """One athlete, or one team, in one race.

    A result of a team discipline has no athlete. `team` is the name of a team that is not called after its
    nation (a club, a second team); `members` are its known runners in the order of their legs, `reserves`
    those who ran in its heats only. `medal` is the medal of today, which a place does not imply. `notes` are
    published abbreviations (SB, PB, NR, w) or short plain words (photo finish). Without `sources` those of
    the race apply. `superseded` states what an earlier publication had, and why it changed.
    """

    athlete: AthleteId | None = None
    nation: NationId
    team: str | None = None
    members: tuple[AthleteId, ...] = ()
    reserves: tuple[AthleteId, ...] = ()
    place: int | None = None
    mark: Mark | None = None
    status: Status = Status.FINISHED
    medal: Medal | None = None
    notes: tuple[str, ...] = ()
    sources: tuple[SourceId, ...] = ()
    wind_mps: str | None = None
    superseded: str | None = None


class Race(Model):
    """One running: a final, or heat 2. `sources` are those of every result without sources of its own.

    `venue` is a venue of the city, given where it is not that of the edition. Without a `date` the race was
    on some day of its edition.
    """

    id: RaceId
    edition: EditionId
    discipline: DisciplineId
    category: Category
    round: Round = Round.FINAL
    heat: int | None = None
    date: dt.date | None = None
    venue: str | None = None
    coverage: Coverage
    sources: tuple[SourceId, ...]
    results: tuple[Result, ...]
    wind_mps: str | None = None
    claims: tuple[Claim, ...] = ()
    note: str | None = None
