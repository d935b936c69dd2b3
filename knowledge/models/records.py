"""Records that the knowledge base returns: facts joined with the facts that they refer to."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, NamedTuple

from pydantic import Field

from knowledge.models.base import AthleteId, Model, RaceId, Record, SourceId
from knowledge.models.claim import Claim
from knowledge.models.facts import (
    Category,
    City,
    Competition,
    Coverage,
    Discipline,
    Edition,
    Medal,
    Name,
    Nation,
    Round,
    Sex,
    Status,
    Tier,
)
from knowledge.models.mark import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class AthleteRef(Record):
    """An athlete in short: enough to distinguish namesakes."""

    id: AthleteId
    name: str
    family: str
    sex: Sex
    nation: Nation
    born: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RaceHead(Record):
    """A race without its results. `venue` is the race's own or, where it has none, the edition's.

    `date` is the last day of the edition where the day is not known, which `dated` says.
    `curated` and `edition_curated` say whether the race and the edition are curated; all others were made of
    imported rows. Neither is in JSON.
    """

    id: RaceId
    edition: Edition
    competition: Competition
    city: City
    nation: Nation
    discipline: Discipline
    category: Category
    round: Round
    heat: int | None
    date: date
    dated: bool = True
    venue: str | None
    coverage: Coverage
    sources: tuple[SourceId, ...]
    wind_mps: str | None
    note: str | None
    curated: Annotated[bool, Field(exclude=True)] = True
    edition_curated: Annotated[bool, Field(exclude=True)] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line(Record):
    """A result in a race. `sources` are the result's own or, where it has none, the race's."""

    nation: Nation
    place: int | None
    mark: Mark | None
    status: Status
    medal: Medal | None = None
    notes: tuple[str, ...]
    sources: tuple[SourceId, ...]
    wind_mps: str | None
    superseded: str | None

    @property
    def every_source(self) -> tuple[SourceId, ...]:
        """The sources of the result and of its printed spellings."""
        return self.sources


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine(_Line):
    """The result of an athlete.

    `printed` are the spellings in its sources that differ from the registered one.
    """

    athlete: AthleteRef
    printed: tuple[Name, ...]

    @property
    def entered(self) -> tuple[AthleteRef, ...]:
        """The athlete."""
        return (self.athlete,)

    @property
    def every_source(self) -> tuple[SourceId, ...]:
        """The sources of the result, then those of its printed spellings."""
        return (*self.sources, *(source for name in self.printed for source in name.sources))


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamLine(_Line):
    """The result of a team.

    `team` is the name of a team that is not called after its nation; `members` are its known runners in the
    order of their legs, `reserves` those who ran in its heats only.
    """

    team: str | None
    members: tuple[AthleteRef, ...]
    reserves: tuple[AthleteRef, ...] = ()

    @property
    def entered(self) -> tuple[AthleteRef, ...]:
        """The known members, then the reserves."""
        return (*self.members, *self.reserves)


AnyLine = ResultLine | TeamLine
"""The result of an athlete, or of a team in a relay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RaceRecord(Record):
    """A race with its results (by place, then those without a place) and its claims."""

    head: RaceHead
    results: tuple[AnyLine, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance(Record):
    """A result of an athlete or of the athlete's team, with its race.

    `reserve` says that the athlete ran for the team in the heats only.
    """

    head: RaceHead
    result: AnyLine
    reserve: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """A race that two athletes both entered as individuals, with the result of each."""

    head: RaceHead
    first: ResultLine
    second: ResultLine


class SharedRaces(NamedTuple):
    """The number of races that two athletes shared, and the popularity of these races.

    Recent and curated races weigh most. The unit of `popularity` is an imported result of the latest year.
    """

    races: int
    popularity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival(Record):
    """An opponent, and the number of shared races."""

    athlete: AthleteRef
    races: int


class Counts(Model):
    """The size of the knowledge."""

    athletes: int
    competitions: int
    editions: int
    races: int
    results: int
    sources: int
    spellings: int


class SourceCounts(Model):
    """The numbers of races, results and spellings that cite a source."""

    source: SourceId
    publisher: str
    title: str
    licence: str | None = None
    races: int
    results: int
    spellings: int


class Covered(Model):
    """The number of known races of a discipline, and how many of them have all results."""

    discipline: Discipline
    races: int
    complete: int


class Fullest(Model):
    """An edition, by one of its races, and the number of its finals that have all results."""

    head: RaceHead
    finals: int


class FamilyReach(Model):
    """The curated editions of a competition or, of meetings, of a tier (`competition` is None).

    `first` and `last` are the years of their names.
    """

    competition: Competition | None
    tier: Tier
    editions: int
    first: int
    last: int
    finals: int


class Hidden(Model):
    """The number of rows that are in the archive but in no answer, and the reason."""

    why: str
    rows: int


class Merged(Model):
    """Counts of the record linkage of imported people, races and rows.

    The `printed` people of all sources are `people` persons; `united` counts the merges of a person with one
    of another source, `doubtful` the pairs that a curator has to decide. Of the `recovered` races, `attached`
    are at curated editions, and `mixed` may be several races in one. Of the rows about races of several
    sources, some are `agreeing`, `differing` or `added`. Of the people of statements without a race, `meant`
    are linked to an athlete, `unclear` to several, and `unknown` are NIL.
    """

    printed: int
    people: int
    united: int
    doubtful: int
    recovered: int
    attached: int
    mixed: int
    agreeing: int
    differing: int
    added: int
    meant: int
    unclear: int
    unknown: int
    hidden: tuple[Hidden, ...] = ()


class Behind(Model):
    """This knowledge is older than the facts, which cannot be used. `built` is its date, if known."""

    built: date | None


class About(Model):
    """The version (a fingerprint of the facts), the reach and the size of this knowledge.

    `merged` is given where results were imported, `behind` where newer facts cannot be used.
    """

    version: str
    first_race: date | None
    last_race: date | None
    counts: Counts
    merged: Merged | None = None
    behind: Behind | None = None


class NameEntry(Model):
    """A name of an entity, for the index.

    `kind` is `athlete`, `competition` (id of a competition), `edition`, `city`, `venue` (id is the venue's
    name), `discipline` or `nation`. `weight` is the popularity of the entity, from which its prior follows:
    the races of an edition; of an athlete results in tenths, of which recent and curated ones count more.
    `registered` marks the name that cards show.
    """

    kind: str
    id: str
    text: str
    registered: bool
    weight: int
    family: str | None = None


class Doubt(Model):
    """Two athletes that may be one person, their keys in decisions, and the evidence in words.

    `one_key` and `other_key` stay the same from build to build; the ids may not.
    """

    one: AthleteId
    other: AthleteId
    one_key: str
    other_key: str
    evidence: tuple[str, ...]
