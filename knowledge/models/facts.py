"""The facts, as a curator writes them and as the store gives them back: one class a kind of file."""

from datetime import date
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
from knowledge.models.mark import Mark, Measure


class Name(Model):
    """One way a thing is called, with the sources that call it so.

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
    """Where facts come from. `published` is an ISO date or `from/to` where only a span is known."""

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
    """Where editions are held."""

    id: CityId
    name: str
    nation: NationId
    names: tuple[str, ...] = ()
    venues: tuple[Venue, ...] = ()


class Discipline(Model):
    """3000 m steeplechase, whoever runs it.

    `best` and `worst` bound the marks that are plausible for it, in the measure's published form. `codes`
    are what other systems call it. `names` are what people call it; `translations` its name by language.
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
    """Who may take part: sex and age group."""

    MEN = "men"
    WOMEN = "women"
    MIXED = "mixed"
    MEN_U20 = "men-u20"
    WOMEN_U20 = "women-u20"
    MIXED_U20 = "mixed-u20"


class Tier(StrEnum):
    """The standing of an edition, highest first."""

    OLYMPIC_GAMES = "olympic-games"
    WORLD_CHAMPIONSHIPS = "world-championships"
    DIAMOND_LEAGUE_FINAL = "diamond-league-final"
    CONTINENTAL_CHAMPIONSHIPS = "continental-championships"
    CONTINENTAL_GAMES = "continental-games"
    COMMONWEALTH_GAMES = "commonwealth-games"
    WORLD_U20_CHAMPIONSHIPS = "world-u20-championships"
    DIAMOND_LEAGUE = "diamond-league"
    CONTINENTAL_TOUR_GOLD = "continental-tour-gold"
    OTHER = "other"

    @property
    def covers(self) -> tuple["Tier", ...]:
        """The tiers that its name covers: the final of the Diamond League is a Diamond League meeting."""
        return (self, Tier.DIAMOND_LEAGUE_FINAL) if self is Tier.DIAMOND_LEAGUE else (self,)


class Competition(Model):
    """The recurring one: Memorial Van Damme, Olympic Games."""

    id: CompetitionId
    name: str
    names: tuple[Name, ...] = ()


class Edition(Model):
    """One staging of a competition, in a place and on dates.

    `year` is the one it carries, which may differ from its dates (Tokyo 2020, held in 2021).
    """

    id: EditionId
    competition: CompetitionId
    year: int
    name: str | None = None
    names: tuple[Name, ...] = ()
    tier: Tier
    city: CityId
    venue: str | None = None
    start: date
    end: date
    sources: tuple[SourceId, ...]
    note: str | None = None

    def full_name(self, competition: str) -> str:
        """The edition's own name or, where it has none, the name of its competition with the year."""
        return self.name or f"{competition} {self.year}"


class ClaimStatus(StrEnum):
    """What became of something a source says."""

    REFUTED = "refuted"
    UNRESOLVED = "unresolved"
    UNVERIFIED = "unverified"
    SUPPORTED = "supported"


class Saying(Model):
    """What one source says, in our words."""

    source: SourceId
    says: str


class Claim(Model):
    """Something that sources say beside or against the results, and what became of it.

    `stands` is what this knowledge holds to instead, `why` the reason, `rests_on` the sources of that
    reason. `athletes` are those whose profile shows it as well.
    """

    about: str
    status: ClaimStatus
    sayings: tuple[Saying, ...]
    stands: str | None = None
    why: str | None = None
    rests_on: tuple[SourceId, ...] = ()
    athletes: tuple[AthleteId, ...] = ()

    @property
    def every_source(self) -> tuple[SourceId, ...]:
        """The sources that make the claim, then those that the verdict on it rests on."""
        return (*(saying.source for saying in self.sayings), *self.rests_on)


class Sex(StrEnum):
    """As in the category that the athlete competes in."""

    MALE = "M"
    FEMALE = "F"


class Relation(Model):
    """One athlete's kinship to another: `younger brother`, `twin`."""

    athlete: AthleteId
    is_: str = Field(alias="is")
    sources: tuple[SourceId, ...]


class Athlete(Model):
    """The person.

    `name` is the registered spelling in the order it is spoken, `family` the part of it that start lists
    capitalise, `names` every other spelling with its sources. `born` is an ISO date, or a year or
    year-month where no more is known.
    """

    id: AthleteId
    name: str
    family: str
    sex: Sex
    nation: NationId
    born: str | None = None
    names: tuple[Name, ...] = ()
    relations: tuple[Relation, ...] = ()
    ids: dict[str, str] = Field(default_factory=dict)
    sources: tuple[SourceId, ...]
    claims: tuple[Claim, ...] = ()
    note: str | None = None


class Round(StrEnum):
    """Where in the competition a race stands, last first."""

    FINAL = "final"
    SEMI_FINAL = "semi-final"
    QUALIFICATION = "qualification"
    HEAT = "heat"


class CoverageKind(StrEnum):
    """How much of a race is here."""

    COMPLETE = "complete"
    CUT_OFF = "cut-off"
    PODIUM = "podium"
    WINNER = "winner"
    PARTIAL = "partial"


class Coverage(Model):
    """How much of a race is here. `limit` is the worst mark listed where the list was cut off."""

    kind: CoverageKind
    limit: str | None = None
    note: str | None = None


class Status(StrEnum):
    """How an athlete's race ended."""

    FINISHED = "finished"
    TOOK_PART = "took-part"
    DNF = "DNF"
    DNS = "DNS"
    DQ = "DQ"
    NM = "NM"
    OC = "OC"
    PACEMAKER = "pacemaker"


class Result(Model):
    """One athlete, or one team, in one race.

    A result of a team discipline has no athlete. `team` is the team's name where it is not simply that of its
    nation (a club, a second team); `members` are those who ran, as far as they are known, in the order of
    their legs.

    `notes` are published abbreviations (SB, PB, NR, w) or short plain words (photo finish). `sources`
    empty means the race's own. `superseded` tells what an earlier publication held, and why it changed.
    """

    athlete: AthleteId | None = None
    nation: NationId
    team: str | None = None
    members: tuple[AthleteId, ...] = ()
    place: int | None = None
    mark: Mark | None = None
    status: Status = Status.FINISHED
    notes: tuple[str, ...] = ()
    sources: tuple[SourceId, ...] = ()
    wind_mps: str | None = None
    superseded: str | None = None


class Race(Model):
    """One running: a final, or heat 2. `sources` are those of every result that names none of its own.

    `venue` is one of the city's, said where it is not that of the edition.
    """

    id: RaceId
    edition: EditionId
    discipline: DisciplineId
    category: Category
    round: Round = Round.FINAL
    heat: int | None = None
    date: date
    venue: str | None = None
    coverage: Coverage
    sources: tuple[SourceId, ...]
    results: tuple[Result, ...]
    wind_mps: str | None = None
    claims: tuple[Claim, ...] = ()
    note: str | None = None


def event_id(discipline: DisciplineId, category: Category) -> EventId:
    """The id of an event at any edition: `men-3000msc`."""
    return EventId(f"{category}-{discipline}")


def race_id(edition: EditionId, event: EventId, round_: Round, heat: int | None) -> RaceId:
    """The id of a race, which is also its file's name: `rome-2024-men-3000msc-heat-2`."""
    number = f"-{heat}" if heat is not None else ""
    return RaceId(f"{edition}-{event}-{round_}{number}")
