"""The knowledge base: all that can be asked of the facts."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from sqlalchemy import Connection, Engine, Table

from knowledge.models.base import (
    AthleteId,
    CityId,
    CompetitionId,
    DisciplineId,
    EditionId,
    NationId,
    RaceId,
    SourceId,
)
from knowledge.models.facts import Athlete, City, Claim, Competition, Discipline, Edition, Nation, Source
from knowledge.models.filter import RaceFilter
from knowledge.models.records import (
    About,
    AthleteRef,
    Behind,
    Covered,
    Doubt,
    Fullest,
    Meeting,
    NameEntry,
    Performance,
    RaceHead,
    RaceRecord,
    Rival,
    SharedRaces,
    SourceCounts,
)
from knowledge.models.steps import Steps
from knowledge.store import schema
from knowledge.store.reading import about, claims, name_entries, races, results
from knowledge.store.reading import athletes as people
from knowledge.store.reading.entity_cache import EntityCache
from knowledge.store.reading.queries import RowCache, key_of
from knowledge.store.sealed_files import SealedFile

Entity = TypeVar("Entity")

_ASKED = 150
_RACES_ASKED = 250
"""Steps of a query about people, and of one about races."""
_A_RACE = 5
_A_RIVAL = 1
_AN_ATHLETE = 15
"""Steps of each race and rival that is found, and of each athlete whose results are gone through."""
_READ_AT_ONCE = 10
"""Races in memory that are looked at in one step."""


class KnowledgeBase:
    """The facts in a database, to be read from any thread.

    The database must stay as it is while this is open: small tables are kept in memory once read. An id
    that is not in it is a fault and raises KeyError; `has` asks whether it is.
    """

    def __init__(
        self,
        engine: Engine,
        held: SealedFile | None = None,
        *,
        behind: bool = False,
        built: datetime | None = None,
    ) -> None:
        """Read through `engine`. `held` is the file behind it, if it is one of ours.

        `behind` says that it stands in for newer facts that can't be built, `built` when it was built.
        """
        self._engine = engine
        self._held = held
        self._behind = Behind(built=built.date() if built else None) if behind else None
        self._cache = EntityCache()
        self._steps: Steps | None = None

    def counted(self, steps: Steps) -> "KnowledgeBase":
        """The same facts, of which wide questions take steps. Raises TooManyStepsError when they are used up.

        Wide are those that look at many races, results or people; things are read by their ids for nothing.
        """
        counted = copy(self)
        counted._steps = steps  # noqa: SLF001
        return counted

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def is_current(self) -> bool:
        """Whether its file, if it has one, is still in its place and as it was written."""
        return self._held is None or self._held.is_current()

    @cached_property
    def _about(self) -> About:
        with self._engine.connect() as connection:
            return about.read_about(connection).model_copy(update={"behind": self._behind})

    def about(self) -> About:
        """The version, the reach and the size of this knowledge."""
        return self._about

    def coverage(self) -> tuple[Covered, ...]:
        """How much is here of each discipline that there are races of, most races first."""
        with self._engine.connect() as connection:
            found = about.read_coverage(connection)
        return tuple(
            Covered(discipline=self.discipline(slug), races=races, complete=complete)
            for slug, races, complete in found
        )

    def fullest_editions(self) -> tuple[Fullest, ...]:
        """The few editions with most finals that are here as a whole, and how many these are."""
        with self._engine.connect() as connection:
            found = about.read_fullest(connection)
        return tuple(
            Fullest(head=self.races(RaceFilter(editions=(edition_id,)), 1)[0], finals=finals)
            for edition_id, finals in found
        )

    def source_counts(self) -> tuple[SourceCounts, ...]:
        """How much rests on each source, most results first."""
        with self._engine.connect() as connection:
            return about.read_source_counts(connection)

    def sources(self, ids: Iterable[SourceId]) -> tuple[Source, ...]:
        """These sources, once each, in the order in which their ids come first."""
        with self._engine.connect() as connection:
            known = self._cache.sources(connection)
        return tuple(known[source_id] for source_id in dict.fromkeys(ids))

    def nation(self, nation_id: NationId) -> Nation:
        """A nation."""
        return self._entity(schema.nation, self._cache.nations, nation_id)

    def city(self, city_id: CityId) -> City:
        """A city with its venues."""
        return self._entity(schema.city, self._cache.cities, city_id)

    def discipline(self, discipline_id: DisciplineId) -> Discipline:
        """A discipline."""
        return self._entity(schema.discipline, self._cache.disciplines, discipline_id)

    def competition(self, competition_id: CompetitionId) -> Competition:
        """A competition."""
        return self._entity(schema.competition, self._cache.competitions, competition_id)

    def edition(self, edition_id: EditionId) -> Edition:
        """An edition of a competition."""
        return self._entity(schema.edition, self._cache.editions, edition_id)

    def athlete(self, athlete_id: AthleteId) -> Athlete:
        """All that is held of an athlete beside results."""
        with self._engine.connect() as connection:
            return people.read_athlete(connection, athlete_id)

    def athlete_ref(self, athlete_id: AthleteId) -> AthleteRef:
        """Who an athlete is, in short."""
        known = self._cache.cached_athlete(athlete_id)
        if known is not None:
            return known[1]
        with self._engine.connect() as connection:
            return self._cache.athlete(connection, athlete_id)[1]

    def athlete_refs(self, athletes: Collection[AthleteId]) -> dict[AthleteId, AthleteRef]:
        """Who several athletes are, in short, with one query for those who weren't asked for before."""
        refs = {athlete_id: self._cache.cached_athlete(athlete_id) for athlete_id in athletes}
        missing = [athlete_id for athlete_id, known in refs.items() if known is None]
        found = {}
        if missing:
            with self._engine.connect() as connection:
                found = self._cache.athletes_by_id(connection, missing)
        return {
            athlete_id: found[athlete_id] if known is None else known[1] for athlete_id, known in refs.items()
        }

    def namesakes(self, athlete_id: AthleteId, limit: int) -> tuple[AthleteRef, ...]:
        """Others of the same family name, whatever its case and accents, the first of them by id."""
        with self._engine.connect() as connection:
            return people.find_namesakes(connection, self._cache, athlete_id, limit)

    def recorded_kin(self, athlete_id: AthleteId) -> tuple[tuple[AthleteRef, str], ...]:
        """Those of the same family name who record this athlete as a relative, and as what."""
        with self._engine.connect() as connection:
            return people.find_kin(connection, self._cache, athlete_id)

    def disciplines_of(self, athletes: Collection[AthleteId]) -> dict[AthleteId, tuple[Discipline, ...]]:
        """The disciplines of each of the athletes, most races first. Every athlete asked for is a key."""
        self._take(_ASKED)
        with self._engine.connect() as connection:
            return people.count_disciplines(connection, self._cache, athletes)

    def race(self, race_id: RaceId) -> RaceRecord:
        """A race with its results, those with a place first, and its claims."""
        with self._engine.connect() as connection:
            key = key_of(connection, schema.race, race_id)
            heads = self._cache.heads.get(connection, (key,))
            lines = results.lines_of_race(connection, self._cache, key, heads)
            return RaceRecord(
                head=heads[key], results=lines, claims=claims.claims_in_file(connection, race=key)
            )

    def race_head(self, race_id: RaceId) -> RaceHead:
        """A race without its results."""
        with self._engine.connect() as connection:
            key = key_of(connection, schema.race, race_id)
            return self._cache.heads.get(connection, (key,))[key]

    def races(self, where: RaceFilter, limit: int | None = None) -> tuple[RaceHead, ...]:
        """The races that fit: newest first, on one day by the standing of the edition, then by id."""
        self._take(_RACES_ASKED)
        found = self._races(where, limit)
        self._take(_A_RACE * len(found))
        return found

    def _races(self, where: RaceFilter, limit: int | None = None) -> tuple[RaceHead, ...]:
        with self._engine.connect() as connection:
            return races.find_races(connection, self._cache, where, limit)

    def curated_races(self) -> tuple[RaceHead, ...]:
        """Every race of the editions that curators wrote down, newest first; kept in memory once read."""
        found = self._cache.curated
        if found is None:
            found = self._cache.curated = self._races(RaceFilter(curated=True))
        self._take(len(found) // _READ_AT_ONCE)
        return found

    def races_beside(self, race_id: RaceId, most: int) -> tuple[RaceHead, ...]:
        """The rest of the event at its edition; finals of the edition's other events; and of the event at
        other editions of the competition or in the town, the newest `most` of these. In no order.
        """
        with self._engine.connect() as connection:
            return races.find_beside(connection, self._cache, race_id, most)

    def performances(self, athlete_id: AthleteId) -> tuple[Performance, ...]:
        """All results of an athlete, newest first."""
        with self._engine.connect() as connection:
            return results.read_performances(connection, self._cache, athlete_id)

    def meetings(self, first: AthleteId, second: AthleteId) -> tuple[Meeting, ...]:
        """All races that both entered, whatever became of them there, newest first."""
        with self._engine.connect() as connection:
            return results.read_meetings(connection, self._cache, first, second)

    def best_marks(self, first: AthleteId, second: AthleteId) -> tuple[Performance, ...]:
        """The few best marks of each in every discipline in which they met, newest first.

        Those timed by hand come after all others; that some do not count for bests is not looked at.
        """
        with self._engine.connect() as connection:
            return results.read_best(connection, self._cache, first, second)

    def meeting_counts(
        self, first: Collection[AthleteId], second: Collection[AthleteId]
    ) -> Counter[tuple[AthleteId, AthleteId]]:
        """How many races each of `first` ran with each of `second`: 0 for pairs that never met.

        Who did not start, made the pace or ran out of competition did not meet anybody.
        """
        self._take(_ASKED + _AN_ATHLETE * (len(first) + len(second)))
        with self._engine.connect() as connection:
            return people.count_meetings(connection, first, second)

    def shared_races(
        self, first: Collection[AthleteId], second: Collection[AthleteId]
    ) -> dict[tuple[AthleteId, AthleteId], SharedRaces]:
        """`meeting_counts` of pairs that met, with how much the races count as in the weight of names."""
        self._take(_ASKED + _AN_ATHLETE * (len(first) + len(second)))
        with self._engine.connect() as connection:
            return results.weigh_meetings(connection, first, second)

    def rivals(self, athlete_id: AthleteId, limit: int) -> tuple[Rival, ...]:
        """Whom an athlete met most, counted as `meeting_counts` does."""
        self._take(_ASKED)
        with self._engine.connect() as connection:
            found = people.find_rivals(connection, self._cache, athlete_id, limit)
        self._take(_A_RIVAL * len(found))
        return found

    def athletes_in(self, where: RaceFilter, athletes: Collection[AthleteId]) -> tuple[AthleteId, ...]:
        """Which of the athletes have a result in a race that fits, in the order given."""
        self._take(_RACES_ASKED)
        with self._engine.connect() as connection:
            return races.find_entered(connection, self._cache, where, athletes)

    def claims_about(self, athlete_id: AthleteId) -> tuple[tuple[RaceHead | None, Claim], ...]:
        """What sources say of an athlete beside or against the results, with the race it stands beside."""
        with self._engine.connect() as connection:
            return claims.claims_about(connection, self._cache, athlete_id)

    def has(self, kind: str, thing_id: str) -> bool:
        """Whether there is such a thing; `kind` is one of NameEntry's or `race`."""
        with self._engine.connect() as connection:
            return name_entries.exists(connection, kind, thing_id)

    def name_entries(self) -> Iterator[NameEntry]:
        """Every name of everything, a few at a time."""
        with self._engine.connect() as connection:
            yield from name_entries.read_entries(connection)

    def doubts(self, source: str | None = None) -> Iterator[Doubt]:
        """Pairs of people who may be one, the likeliest first; those of one source (or `curated`) only."""
        with self._engine.connect() as connection:
            yield from claims.read_doubts(connection, source)

    def doubt_count(self, source: str | None = None) -> int:
        """How many pairs `doubts` gives."""
        with self._engine.connect() as connection:
            return claims.count_doubts(connection, source)

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A connection to the compiled database, for what leaves it whole."""
        with self._engine.connect() as connection:
            yield connection

    def _take(self, steps: int) -> None:
        if self._steps is not None:
            self._steps.take(steps)

    def _entity(self, table: Table, cache: RowCache[Entity], slug: str) -> Entity:
        with self._engine.connect() as connection:
            key = key_of(connection, table, slug)
            return cache.get(connection, (key,))[key]
