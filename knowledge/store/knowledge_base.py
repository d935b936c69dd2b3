"""The knowledge base: the queries that answers, parsing and commands are made of."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from copy import copy
from datetime import datetime
from functools import cached_property

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
from knowledge.store.reading import about, claims, histories, name_entries, races, results
from knowledge.store.reading import athletes as people
from knowledge.store.reading.entities import Entities
from knowledge.store.reading.histories import CompetitionHistory
from knowledge.store.reading.race_columns import RaceColumns
from knowledge.store.tables import Tables

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
    """The facts in compiled tables, for any thread.

    Methods that take an id raise KeyError for an unknown one; `has` checks whether it is known.
    """

    def __init__(self, tables: Tables, *, behind: bool = False, built: datetime | None = None) -> None:
        """Read these tables. `behind` marks them as older than the facts, which can't be built.

        `built` is the time at which they were built.
        """
        self.tables = tables
        self._behind = Behind(built=built.date() if built else None) if behind else None
        self._entities = Entities(tables)
        # Of all copies that `counted` makes, like the entities.
        self._histories: dict[CompetitionId, CompetitionHistory] = {}
        self._race_columns: list[RaceColumns] = []
        self._steps: Steps | None = None

    def counted(self, steps: Steps) -> "KnowledgeBase":
        """The same facts; queries over many races or athletes spend `steps`. Look-ups by id are free.

        Those queries raise TooManyStepsError when the steps are used up.
        """
        counted = copy(self)
        counted._steps = steps  # noqa: SLF001
        return counted

    @cached_property
    def _about(self) -> About:
        return about.read_about(self.tables).model_copy(update={"behind": self._behind})

    def about(self) -> About:
        """The version, the first and last race, and the size of this knowledge."""
        return self._about

    def coverage(self) -> tuple[Covered, ...]:
        """The number of races of each discipline and of complete ones, most races first."""
        return about.read_coverage(self._entities)

    def fullest_editions(self) -> tuple[Fullest, ...]:
        """The few editions with most complete finals, and the number of these."""
        return about.read_fullest(self._entities)

    def families(self) -> tuple[FamilyReach, ...]:
        """The reach of each championship and of each tier of meetings, most finals first."""
        return about.read_families(self._entities)

    def source_counts(self) -> tuple[SourceCounts, ...]:
        """The numbers of races, results and spellings of each source, most results first."""
        return about.read_source_counts(self._entities)

    def sources(self, ids: Iterable[SourceId]) -> tuple[Source, ...]:
        """These sources, once each, in the order in which their ids come first."""
        of = self._entities
        return tuple(of.sources_by_id[source_id] for source_id in dict.fromkeys(ids))

    def nation(self, nation_id: NationId) -> Nation:
        """A nation."""
        return self._entities.nations[self.tables.nation.row(nation_id)]

    def city(self, city_id: CityId) -> City:
        """A city with its venues."""
        return self._entities.cities[self.tables.city.row(city_id)]

    def discipline(self, discipline_id: DisciplineId) -> Discipline:
        """A discipline."""
        return self._entities.disciplines[self.tables.discipline.row(discipline_id)]

    def competition(self, competition_id: CompetitionId) -> Competition:
        """A competition."""
        return self._entities.competitions[self.tables.competition.row(competition_id)]

    def edition(self, edition_id: EditionId) -> Edition:
        """An edition of a competition."""
        return self._entities.editions[self.tables.edition.row(edition_id)]

    def athlete(self, athlete_id: AthleteId) -> Athlete:
        """The whole profile of an athlete, without results."""
        return people.read_athlete(self._entities, self._athlete(athlete_id))

    def athlete_ref(self, athlete_id: AthleteId) -> AthleteRef:
        """An athlete in short."""
        return self._entities.athletes[self._athlete(athlete_id)]

    def athlete_refs(self, athletes: Collection[AthleteId]) -> dict[AthleteId, AthleteRef]:
        """Several athletes in short."""
        refs = self._entities.athletes
        return {id_: refs[self._athlete(id_)] for id_ in athletes}

    def namesakes(self, athlete_id: AthleteId, limit: int) -> tuple[AthleteRef, ...]:
        """Other athletes with the same family name, whatever its case and accents, in the order of ids."""
        return people.find_namesakes(self._entities, self._athlete(athlete_id), limit)

    def recorded_kin(self, athlete_id: AthleteId) -> tuple[tuple[AthleteRef, str], ...]:
        """Athletes of the same family name whose files name this one as a relative, and the relation."""
        return people.find_kin(self._entities, self._athlete(athlete_id))

    def disciplines_of(self, athletes: Collection[AthleteId]) -> dict[AthleteId, tuple[Discipline, ...]]:
        """The disciplines of each of the athletes, most races first. Every athlete is a key."""
        self._spend(_PEOPLE_QUERY)
        return people.count_disciplines(self._entities, athletes)

    def race(self, race_id: RaceId) -> RaceRecord:
        """A race with its results, placed ones first, and its claims."""
        row, of = self.tables.race.row(race_id), self._entities
        lines = results.lines_of(of, self.tables.result.of_race.of(row))
        return RaceRecord(head=of.heads[row], results=tuple(lines), claims=claims.claims_of_race(of, row))

    def race_head(self, race_id: RaceId) -> RaceHead:
        """A race without its results."""
        return self._entities.heads[self.tables.race.row(race_id)]

    def races(self, where: RaceFilter, limit: int | None = None) -> tuple[RaceHead, ...]:
        """The races that fit: newest first, on one day by the tier of the edition, then by id."""
        self._spend(_RACES_QUERY)
        heads = races.find_races(self._entities, where, limit)
        self._spend(_A_RACE * len(heads))
        return heads

    def race_ids(self, where: RaceFilter) -> tuple[RaceId, ...]:
        """The ids of the races that fit, in the order of `races`."""
        self._spend(_RACES_QUERY)
        ids = races.find_ids(self._entities, where)
        self._spend(len(ids) // _CACHED_RACES)
        return ids

    def race_columns(self) -> RaceColumns:
        """The curated races as columns: made once, so that no question spends steps for it."""
        if not self._race_columns:
            self._race_columns.append(RaceColumns(self._entities))
        return self._race_columns[0]

    def races_beside(self, race_id: RaceId, most: int) -> tuple[RaceHead, ...]:
        """Other rounds of the event, finals of the edition's other events, and finals of the event elsewhere.

        The last are the newest `most` at other editions of the competition or in the town. In no order.
        """
        return races.find_beside(self._entities, race_id, most)

    def winners(self, race_ids: Collection[RaceId]) -> tuple[Performance, ...]:
        """The first places of these races, newest race first; several of a race where they are shared."""
        return results.winners(self._entities, race_ids, 1)

    def podium(self, race_id: RaceId) -> tuple[Performance, ...]:
        """The first three of a race, more where a place is shared."""
        self._spend(_A_RACE)
        return results.winners(self._entities, [race_id], 3)

    def performances(self, athlete_id: AthleteId) -> tuple[Performance, ...]:
        """All results of an athlete, newest first."""
        return results.performances(self._entities, self._athlete(athlete_id))

    def meetings(self, first: AthleteId, second: AthleteId) -> tuple[Meeting, ...]:
        """All races that both entered as individuals, whatever their results, newest first."""
        return results.meetings(self._entities, self._athlete(first), self._athlete(second))

    def event_history(self, head: RaceHead) -> EventHistory:
        """The event of a race at all curated editions of the competition: read once for each competition."""
        known = self._histories.get(head.competition.id)
        if known is None:
            known = CompetitionHistory(self._entities, head.competition.id)
            self._histories[head.competition.id] = known
        self._spend(known.editions // _CACHED_RACES)
        return known.of_event(event_id(head.discipline.id, head.category))

    def encounters(self, athlete_id: AthleteId, others: Collection[AthleteId]) -> tuple[Encounter, ...]:
        """The races of an athlete with each of the others as individuals, in short and in no order."""
        self._spend(_AN_ATHLETE * (1 + len(others)))
        return histories.read_encounters(self._entities, athlete_id, others)

    def best_marks(self, first: AthleteId, second: AthleteId) -> tuple[Performance, ...]:
        """The few best marks of each in every discipline in which they met, newest first.

        Hand-timed marks rank after all others. Marks that do not count for bests are included.
        """
        return results.best_marks(self._entities, self._athlete(first), self._athlete(second))

    def meeting_counts(
        self, first: Collection[AthleteId], second: Collection[AthleteId]
    ) -> Counter[tuple[AthleteId, AthleteId]]:
        """How many races each of `first` shared with each of `second`: 0 for pairs that never met.

        Results of athletes who did not start, made the pace or ran out of competition do not count.
        """
        self._spend(_PEOPLE_QUERY + _AN_ATHLETE * (len(first) + len(second)))
        shared = results.weigh_meetings(self._entities, first, second)
        return Counter({pair: one.races for pair, one in shared.items()})

    def shared_races(
        self, first: Collection[AthleteId], second: Collection[AthleteId]
    ) -> dict[tuple[AthleteId, AthleteId], SharedRaces]:
        """The pairs that met, by the rule of `meeting_counts`, with the popularity of their races."""
        self._spend(_PEOPLE_QUERY + _AN_ATHLETE * (len(first) + len(second)))
        return results.weigh_meetings(self._entities, first, second)

    def rivals(self, athlete_id: AthleteId, limit: int) -> tuple[Rival, ...]:
        """The athletes met most often, by the rule of `meeting_counts`."""
        self._spend(_PEOPLE_QUERY)
        rivals = people.find_rivals(self._entities, self._athlete(athlete_id), limit)
        self._spend(_A_RIVAL * len(rivals))
        return rivals

    def athletes_in(self, where: RaceFilter, athletes: Collection[AthleteId]) -> tuple[AthleteId, ...]:
        """Those of the athletes with a result in a race that fits, in the order given."""
        self._spend(_RACES_QUERY)
        return races.find_entered(self._entities, where, athletes)

    def claims_about(self, athlete_id: AthleteId) -> tuple[tuple[RaceHead | None, Claim], ...]:
        """The claims about an athlete, each with the race whose file it is in, None for an athlete's file."""
        return claims.claims_about(self._entities, self._athlete(athlete_id))

    def has(self, kind: str, entity_id: str) -> bool:
        """Whether an entity exists. `kind` is one of NameEntry's or `race`."""
        return name_entries.exists(self.tables, kind, entity_id)

    def name_entries(self) -> Iterator[NameEntry]:
        """Every name of every entity, but of races."""
        yield from name_entries.read_entries(self.tables)

    def doubts(self, source: str | None = None) -> Iterator[Doubt]:
        """Pairs that may be one person, likeliest first; of one source (or `curated`) where it is given."""
        yield from claims.read_doubts(self._entities, source)

    def doubt_count(self, source: str | None = None) -> int:
        """The number of pairs in `doubts`."""
        return claims.count_doubts(self._entities, source)

    def _athlete(self, athlete_id: AthleteId) -> int:
        return self.tables.athlete.row(athlete_id)

    def _spend(self, steps: int) -> None:
        if self._steps is not None:
            self._steps.spend(steps)
