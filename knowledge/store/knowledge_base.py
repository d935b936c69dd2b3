"""The knowledge base: the queries that answers, parsing and commands are made of."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
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
    Steps,
)
from knowledge.models.claim import Claim
from knowledge.models.facts import Athlete, City, Competition, Discipline, Edition, Nation, Source
from knowledge.models.filter import RaceFilter
from knowledge.models.history import Encounter, EventHistory
from knowledge.models.identifiers import event_id
from knowledge.models.records import (
    About,
    AthleteRef,
    Behind,
    Covered,
    Doubt,
    FamilyReach,
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
from knowledge.store import schema
from knowledge.store.reading import about, claims, histories, name_entries, races, results, winners
from knowledge.store.reading import athletes as people
from knowledge.store.reading.entity_cache import EntityCache
from knowledge.store.reading.histories import CompetitionHistory
from knowledge.store.reading.queries import RowCache, key_of
from knowledge.store.reading.race_index import Place, RaceIndex
from knowledge.store.sealed_files import SealedFile

Entity = TypeVar("Entity")

_PEOPLE_QUERY = 150
_RACES_QUERY = 250
"""Steps (10 µs each) of a query about people, and of one about races."""
_A_RACE = 5
_A_RIVAL = 1
_AN_ATHLETE = 15
"""Steps of each race and rival returned, and of each athlete whose results are read."""
_CACHED_RACES = 10
"""Cached races that cost one step."""


class KnowledgeBase:
    """The facts in a compiled database, for any thread.

    The database must not change while it is open: small tables are cached. Methods that take an id raise
    KeyError for an unknown one; `has` checks whether it is known.
    """

    def __init__(
        self,
        engine: Engine,
        file: SealedFile | None = None,
        *,
        behind: bool = False,
        built: datetime | None = None,
    ) -> None:
        """Read through `engine`; `file` is the database file, None on a server.

        `behind` marks a database that is older than the facts, which can't be built; `built` is its date.
        """
        self._engine = engine
        self._file = file
        self._behind = Behind(built=built.date() if built else None) if behind else None
        self._cache = EntityCache()
        self._histories: dict[CompetitionId, CompetitionHistory] = {}
        self._steps: Steps | None = None

    def counted(self, steps: Steps) -> "KnowledgeBase":
        """The same facts; queries over many races or athletes spend `steps`. Look-ups by id are free.

        Those queries raise TooManyStepsError when the steps are used up.
        """
        counted = copy(self)
        counted._steps = steps  # noqa: SLF001
        return counted

    def close(self) -> None:
        """Close all connections and release the file."""
        self._engine.dispose()

    def is_current(self) -> bool:
        """Whether the file, if there is one, is whole and still at its path."""
        return self._file is None or self._file.is_current()

    @cached_property
    def _about(self) -> About:
        with self._engine.connect() as connection:
            return about.read_about(connection).model_copy(update={"behind": self._behind})

    def about(self) -> About:
        """The version, the first and last race, and the size of this knowledge."""
        return self._about

    def coverage(self) -> tuple[Covered, ...]:
        """The number of races of each discipline and of complete ones, most races first."""
        with self._engine.connect() as connection:
            return about.read_coverage(connection, self._cache)

    def fullest_editions(self) -> tuple[Fullest, ...]:
        """The few editions with most complete finals, and the number of these."""
        with self._engine.connect() as connection:
            return about.read_fullest(connection, self._cache)

    def families(self) -> tuple[FamilyReach, ...]:
        """The reach of each championship and of each tier of meetings, most finals first."""
        with self._engine.connect() as connection:
            return about.read_families(connection, self._cache)

    def source_counts(self) -> tuple[SourceCounts, ...]:
        """The numbers of races, results and spellings of each source, most results first."""
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
        """The whole profile of an athlete, without results."""
        with self._engine.connect() as connection:
            return people.read_athlete(connection, athlete_id)

    def athlete_ref(self, athlete_id: AthleteId) -> AthleteRef:
        """An athlete in short."""
        known = self._cache.cached_athlete(athlete_id)
        if known is not None:
            return known[1]
        with self._engine.connect() as connection:
            return self._cache.athlete(connection, athlete_id)[1]

    def athlete_refs(self, athletes: Collection[AthleteId]) -> dict[AthleteId, AthleteRef]:
        """Several athletes in short, with one query for those not cached."""
        cached = {id_: self._cache.cached_athlete(id_) for id_ in athletes}
        missing = [id_ for id_, known in cached.items() if known is None]
        read = {}
        if missing:
            with self._engine.connect() as connection:
                read = self._cache.athletes_by_id(connection, missing)
        return {id_: read[id_] if known is None else known[1] for id_, known in cached.items()}

    def namesakes(self, athlete_id: AthleteId, limit: int) -> tuple[AthleteRef, ...]:
        """Other athletes with the same family name, whatever its case and accents, in the order of ids."""
        with self._engine.connect() as connection:
            return people.find_namesakes(connection, self._cache, athlete_id, limit)

    def recorded_kin(self, athlete_id: AthleteId) -> tuple[tuple[AthleteRef, str], ...]:
        """Athletes of the same family name whose files name this one as a relative, and the relation."""
        with self._engine.connect() as connection:
            return people.find_kin(connection, self._cache, athlete_id)

    def disciplines_of(self, athletes: Collection[AthleteId]) -> dict[AthleteId, tuple[Discipline, ...]]:
        """The disciplines of each of the athletes, most races first. Every athlete is a key."""
        self._spend(_PEOPLE_QUERY)
        with self._engine.connect() as connection:
            return people.count_disciplines(connection, self._cache, athletes)

    def race(self, race_id: RaceId) -> RaceRecord:
        """A race with its results, placed ones first, and its claims."""
        with self._engine.connect() as connection:
            key = key_of(connection, schema.race, race_id)
            heads = self._cache.heads.get(connection, (key,))
            lines = results.lines_of_race(connection, self._cache, key, heads)
            stated = claims.claims_in_file(connection, race=key)
            return RaceRecord(head=heads[key], results=lines, claims=stated)

    def race_head(self, race_id: RaceId) -> RaceHead:
        """A race without its results."""
        with self._engine.connect() as connection:
            key = key_of(connection, schema.race, race_id)
            return self._cache.heads.get(connection, (key,))[key]

    def races(self, where: RaceFilter, limit: int | None = None) -> tuple[RaceHead, ...]:
        """The races that fit: newest first, on one day by the tier of the edition, then by id."""
        self._spend(_RACES_QUERY)
        with self._engine.connect() as connection:
            heads = races.find_races(connection, self._cache, where, limit)
        self._spend(_A_RACE * len(heads))
        return heads

    def curated_races(self, places: Iterable[Place] | None = None) -> Collection[RaceHead]:
        """Every race of the curated editions, newest first; with `places`, at one of them, unsorted."""
        index = self._curated()
        heads = index.heads if places is None else index.at(places)
        self._spend(len(heads) // _CACHED_RACES)
        return heads

    def curated_finals(self) -> Mapping[DisciplineId, int]:
        """The number of curated finals of each discipline that has one."""
        return self._curated().finals

    def races_beside(self, race_id: RaceId, most: int) -> tuple[RaceHead, ...]:
        """Other rounds of the event, finals of the edition's other events, and finals of the event elsewhere.

        The last are the newest `most` at other editions of the competition or in the town. In no order.
        """
        with self._engine.connect() as connection:
            return races.find_beside(connection, self._cache, race_id, most)

    def winners(self, race_ids: Collection[RaceId]) -> tuple[Performance, ...]:
        """The first places of these races, newest race first; several of a race where they are shared."""
        with self._engine.connect() as connection:
            return winners.read_winners(connection, self._cache, race_ids)

    def podium(self, race_id: RaceId) -> tuple[Performance, ...]:
        """The first three of a race, more where a place is shared."""
        self._spend(_A_RACE)
        with self._engine.connect() as connection:
            return winners.read_winners(connection, self._cache, [race_id], 3)

    def performances(self, athlete_id: AthleteId) -> tuple[Performance, ...]:
        """All results of an athlete, newest first."""
        with self._engine.connect() as connection:
            return results.read_performances(connection, self._cache, athlete_id)

    def meetings(self, first: AthleteId, second: AthleteId) -> tuple[Meeting, ...]:
        """All races that both entered as individuals, whatever their results, newest first."""
        with self._engine.connect() as connection:
            return results.read_meetings(connection, self._cache, first, second)

    def event_history(self, head: RaceHead) -> EventHistory:
        """The event of a race at all curated editions of the competition: read once for each competition."""
        known = self._histories.get(head.competition.id)
        if known is None:
            with self._engine.connect() as connection:
                known = CompetitionHistory(connection, head.competition.id)
            self._histories[head.competition.id] = known
        self._spend(known.editions // _CACHED_RACES)
        return known.of_event(event_id(head.discipline.id, head.category))

    def encounters(self, athlete_id: AthleteId, others: Collection[AthleteId]) -> tuple[Encounter, ...]:
        """The races of an athlete with each of the others as individuals, in short and in no order."""
        self._spend(_AN_ATHLETE * (1 + len(others)))
        with self._engine.connect() as connection:
            return histories.read_encounters(connection, self._cache, athlete_id, others)

    def best_marks(self, first: AthleteId, second: AthleteId) -> tuple[Performance, ...]:
        """The few best marks of each in every discipline in which they met, newest first.

        Hand-timed marks rank after all others. Marks that do not count for bests are included.
        """
        with self._engine.connect() as connection:
            return results.read_best(connection, self._cache, first, second)

    def meeting_counts(
        self, first: Collection[AthleteId], second: Collection[AthleteId]
    ) -> Counter[tuple[AthleteId, AthleteId]]:
        """How many races each of `first` shared with each of `second`: 0 for pairs that never met.

        Results of athletes who did not start, made the pace or ran out of competition do not count.
        """
        self._spend(_PEOPLE_QUERY + _AN_ATHLETE * (len(first) + len(second)))
        with self._engine.connect() as connection:
            return people.count_meetings(connection, first, second)

    def shared_races(
        self, first: Collection[AthleteId], second: Collection[AthleteId]
    ) -> dict[tuple[AthleteId, AthleteId], SharedRaces]:
        """The pairs that met, by the rule of `meeting_counts`, with the popularity of their races."""
        self._spend(_PEOPLE_QUERY + _AN_ATHLETE * (len(first) + len(second)))
        with self._engine.connect() as connection:
            return results.weigh_meetings(connection, first, second)

    def rivals(self, athlete_id: AthleteId, limit: int) -> tuple[Rival, ...]:
        """The athletes met most often, by the rule of `meeting_counts`."""
        self._spend(_PEOPLE_QUERY)
        with self._engine.connect() as connection:
            rivals = people.find_rivals(connection, self._cache, athlete_id, limit)
        self._spend(_A_RIVAL * len(rivals))
        return rivals

    def athletes_in(self, where: RaceFilter, athletes: Collection[AthleteId]) -> tuple[AthleteId, ...]:
        """Those of the athletes with a result in a race that fits, in the order given."""
        self._spend(_RACES_QUERY)
        with self._engine.connect() as connection:
            return races.find_entered(connection, self._cache, where, athletes)

    def claims_about(self, athlete_id: AthleteId) -> tuple[tuple[RaceHead | None, Claim], ...]:
        """The claims about an athlete, each with the race whose file it is in, None for an athlete's file."""
        with self._engine.connect() as connection:
            return claims.claims_about(connection, self._cache, athlete_id)

    def has(self, kind: str, entity_id: str) -> bool:
        """Whether an entity exists. `kind` is one of NameEntry's or `race`."""
        with self._engine.connect() as connection:
            return name_entries.exists(connection, kind, entity_id)

    def name_entries(self) -> Iterator[NameEntry]:
        """Every name of every entity, read in batches."""
        with self._engine.connect() as connection:
            yield from name_entries.read_entries(connection)

    def doubts(self, source: str | None = None) -> Iterator[Doubt]:
        """Pairs that may be one person, likeliest first; of one source (or `curated`) where it is given."""
        with self._engine.connect() as connection:
            yield from claims.read_doubts(connection, source)

    def doubt_count(self, source: str | None = None) -> int:
        """The number of pairs in `doubts`."""
        with self._engine.connect() as connection:
            return claims.count_doubts(connection, source)

    def connection(self) -> Connection:
        """A new connection to the compiled database, for exports; the caller closes it."""
        return self._engine.connect()

    def _curated(self) -> RaceIndex:
        index = self._cache.curated
        if index is None:
            with self._engine.connect() as connection:
                index = RaceIndex(races.find_races(connection, self._cache, RaceFilter(curated=True), None))
            self._cache.curated = index
        return index

    def _spend(self, steps: int) -> None:
        if self._steps is not None:
            self._steps.spend(steps)

    def _entity(self, table: Table, cache: RowCache[Entity], slug: str) -> Entity:
        with self._engine.connect() as connection:
            key = key_of(connection, table, slug)
            return cache.get(connection, (key,))[key]
