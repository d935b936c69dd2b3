"""What the knowledge base gives back: facts joined to what they stand beside."""

from datetime import date
from typing import NamedTuple

from pydantic import Field

from knowledge.models.base import AthleteId, Model, RaceId, SourceId
from knowledge.models.facts import (
    Category,
    City,
    Claim,
    Competition,
    Coverage,
    Discipline,
    Edition,
    Name,
    Nation,
    Round,
    Sex,
    Status,
)
from knowledge.models.mark import Mark


class AthleteRef(Model):
    """Who an athlete is, in short: enough to tell namesakes apart."""

    id: AthleteId
    name: str
    family: str
    sex: Sex
    nation: Nation
    born: str | None


class RaceHead(Model):
    """A race without its results. `venue` is its own or, where it names none, the edition's.

    `curated` says that a curator wrote the race down, `edition_curated` the edition; the others were made of
    imported rows. Both are left out of JSON.
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
    venue: str | None
    coverage: Coverage
    sources: tuple[SourceId, ...]
    wind_mps: str | None
    note: str | None
    curated: bool = Field(default=True, exclude=True)
    edition_curated: bool = Field(default=True, exclude=True)


class _Line(Model):
    """The result of an athlete in a race.

    `sources` are this result's own or, where it names none, the race's.
    """

    nation: Nation
    place: int | None
    mark: Mark | None
    status: Status
    notes: tuple[str, ...]
    sources: tuple[SourceId, ...]
    wind_mps: str | None
    superseded: str | None

    @property
    def every_source(self) -> tuple[SourceId, ...]:
        """The sources of the result and of all that stands beside it."""
        return self.sources


class ResultLine(_Line):
    """One athlete in one race.

    `printed` are the spellings that its sources use where they differ from the registered one.
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


class TeamLine(_Line):
    """One team in one race.

    `team` is its name where it is not simply its nation's; `members` are those who ran, as far as they are
    known, in the order of their legs.
    """

    team: str | None
    members: tuple[AthleteRef, ...]

    @property
    def entered(self) -> tuple[AthleteRef, ...]:
        """The members, as far as they are known."""
        return self.members


AnyLine = ResultLine | TeamLine
"""A result: an athlete's, or in a relay a team's."""


class RaceRecord(Model):
    """A race with its results: by place, then those without one."""

    head: RaceHead
    results: tuple[AnyLine, ...]
    claims: tuple[Claim, ...]


class Performance(Model):
    """One athlete's result, or that of the athlete's team, beside the race it was achieved in."""

    head: RaceHead
    result: AnyLine


class Meeting(Model):
    """A race that two athletes both entered, each for himself or herself."""

    head: RaceHead
    first: ResultLine
    second: ResultLine


class SharedRaces(NamedTuple):
    """How many races two athletes shared, and their popularity: recent and curated races weigh most.

    `popularity` is in rows: a race of an imported list of the newest year is 1.
    """

    races: int
    popularity: float


class Rival(Model):
    """An opponent, and the number of shared races."""

    athlete: AthleteRef
    races: int


class Counts(Model):
    """How much there is."""

    athletes: int
    competitions: int
    editions: int
    races: int
    results: int
    sources: int
    spellings: int


class SourceCounts(Model):
    """How much rests on one source."""

    source: SourceId
    publisher: str
    title: str
    races: int
    results: int
    spellings: int


class Covered(Model):
    """How many races of a discipline are here, and how many of these from the first to the last."""

    discipline: Discipline
    races: int
    complete: int


class Fullest(Model):
    """An edition, by one of its races, and how many of its finals are here from the first to the last."""

    head: RaceHead
    finals: int


class Hidden(Model):
    """Rows that stay in the archive and are shown nowhere, and why."""

    why: str
    rows: int


class Merged(Model):
    """What came of outside people, races and rows when they were put beside the curated ones.

    `printed` people, as each source prints them, came to `people`; `united` counts merges of one source's
    person with another's or a curated one, `doubtful` the pairs that wait for a curator. Of the `recovered`
    races some are `attached` to a curated edition, and of some it is not clear that they are one race
    (`mixed`). Of rows about races that another source has, too, some are `agreeing`, `differing` or `added`.
    Of the people of statements without a race, `meant` are linked to athletes here, `unclear` may be one of
    several, and `unknown` are NIL.
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
    """The knowledge stands in for newer facts that can't be used; the day it was built, where it is known."""

    built: date | None


class About(Model):
    """What this knowledge is: its version (a fingerprint of the facts), its reach, its size.

    `merged` is there where outside results are, `behind` where newer facts can't be used.
    """

    version: str
    first_race: date | None
    last_race: date | None
    counts: Counts
    merged: Merged | None = None
    behind: Behind | None = None


class NameEntry(Model):
    """One name of one thing, for finding it by.

    `kind` is `athlete`, `competition` (id of a competition), `edition`, `city`, `venue` (id is the venue's
    name), `discipline` or `nation`. `weight` is how much the thing has done here, the prior of being meant:
    races of an edition; of an athlete results in tenths, of which a recent one counts more than an old one,
    and one that curators wrote down more than a row of a list. `registered` marks the name it is shown by.
    """

    kind: str
    id: str
    text: str
    registered: bool
    weight: int
    family: str | None = None


class Doubt(Model):
    """Two athletes, the keys that a decision names them by, and the evidence in words.

    `one_key` and `other_key` stay the same from build to build; the ids may not.
    """

    one: AthleteId
    other: AthleteId
    one_key: str
    other_key: str
    evidence: tuple[str, ...]
