"""The cache of what answers repeat: nations, cities, disciplines, editions, short athletes, heads of races.

Each head is read as one wide row. The edition, the competition and the city in the row are cached too.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Connection, bindparam, literal, select, union

from knowledge.models.base import AthleteId, SourceId
from knowledge.models.facts import City, Competition, Coverage, Discipline, Edition, Nation, Source, Tier
from knowledge.models.records import AthleteRef, RaceHead
from knowledge.store.reading.entities import (
    EntityNames,
    completeness,
    load_cities,
    load_competitions,
    load_disciplines,
    load_editions,
    load_nations,
    load_sources,
    read_entity_names,
)
from knowledge.store.reading.queries import ROOM, KeyCache, Parameters, Prepared, RowCache, for_keys, rows_of
from knowledge.store.reading.race_index import RaceIndex
from knowledge.store.schema import (
    athlete,
    city,
    competition,
    edition,
    edition_source,
    race,
    race_source,
    source,
    venue,
)

_Made = TypeVar("_Made")
_Sources = Mapping[int, tuple[SourceId, ...]]
_TIERS = tuple(Tier)
_HOME = venue.alias("home")
_WIDE = (
    select(
        race,
        venue.c.name.label("venue"),
        edition.c.slug.label("edition_slug"),
        edition.c.year,
        edition.c.recovered.label("edition_recovered"),
        edition.c.name.label("edition_name"),
        edition.c.tier,
        edition.c.start_date,
        edition.c.end_date,
        edition.c.note.label("edition_note"),
        _HOME.c.name.label("edition_venue"),
        competition.c.id.label("competition_id"),
        competition.c.slug.label("competition_slug"),
        competition.c.name.label("competition_name"),
        competition.c.complete_since,
        competition.c.complete_from_first,
        city.c.id.label("city_id"),
        city.c.slug.label("city_slug"),
        city.c.name.label("city_name"),
        city.c.nation_id,
    )
    .join_from(race, edition, race.c.edition_id == edition.c.id)
    .join(competition, edition.c.competition_id == competition.c.id)
    .join(city, edition.c.city_id == city.c.id)
    .outerjoin(venue, race.c.venue_id == venue.c.id)
    .outerjoin(_HOME, edition.c.venue_id == _HOME.c.id)
)
_REFS = for_keys(select(athlete), athlete.c.id)
_REFS_BY_SLUG = Prepared(select(athlete).where(athlete.c.slug.in_(bindparam("slugs", expanding=True))))
_HEADS_AT_ONCE = 1_000
"""Keys in one query for heads."""


class Heads(NamedTuple):
    """The queries for the heads of some races: their rows, and the sources of races and editions."""

    rows: Prepared
    sources: Prepared


def heads_where(condition: ColumnElement[bool]) -> Heads:
    """The queries for the heads of the races that fit. Build once: it takes longer than running."""
    of_races = (
        select(literal("race").label("of"), race_source.c.race_id, race_source.c.position, source.c.slug)
        .join_from(race, race_source)
        .join(source)
        .where(condition)
    )
    of_editions = (
        select(literal("edition"), edition_source.c.edition_id, edition_source.c.position, source.c.slug)
        .join_from(race, edition_source, edition_source.c.edition_id == race.c.edition_id)
        .join(source)
        .where(condition)
    )
    return Heads(Prepared(_WIDE.where(condition)), Prepared(union(of_races, of_editions)))


_BY_KEYS = heads_where(race.c.id.in_(bindparam("keys", expanding=True)))


def newest_first(head: RaceHead) -> tuple[int, int, str]:
    """Sort key of heads: newest first, on one day the highest tier first, then by id."""
    return -head.date.toordinal(), _TIERS.index(head.edition.tier), head.id


class EntityCache:
    """The rows read of small tables, and the athletes and races that were read last."""

    def __init__(self) -> None:
        self.keys = KeyCache()
        self.nations: RowCache[Nation] = RowCache(load_nations)
        self.cities: RowCache[City] = RowCache(load_cities)
        self.disciplines: RowCache[Discipline] = RowCache(load_disciplines)
        self.competitions: RowCache[Competition] = RowCache(load_competitions)
        self.editions: RowCache[Edition] = RowCache(load_editions)
        # Of heads, without the events held and the gaps: other rows than `editions` has.
        self.head_editions: RowCache[Edition] = RowCache(load_editions)
        self.athletes: RowCache[AthleteRef] = RowCache(self._load_athletes)
        self.heads: RowCache[RaceHead] = RowCache(self._load_heads)
        self.curated: RaceIndex | None = None
        self._names: EntityNames | None = None
        self._sources: Mapping[SourceId, Source] | None = None
        self._athlete_keys: dict[str, int] = {}

    def cached_athlete(self, slug: str) -> tuple[int, AthleteRef] | None:
        """The key of an athlete and the athlete in short; None where a query is needed."""
        key = self._athlete_keys.get(slug)
        cached = self.athletes.cached((key,)) if key is not None else {}
        return (key, cached[key]) if key is not None and cached else None

    def athlete(self, connection: Connection, slug: str) -> tuple[int, AthleteRef]:
        """The key of an athlete and the athlete in short. Raises KeyError for an unknown id."""
        cached = self.cached_athlete(slug)
        if cached is not None:
            return cached
        for key, ref in self._read_athletes(connection, (slug,)).items():
            return key, ref
        raise KeyError(slug)

    def athletes_by_id(
        self, connection: Connection, slugs: Collection[AthleteId]
    ) -> dict[AthleteId, AthleteRef]:
        """These athletes in short, read with one query. Unknown ids are missing."""
        return {ref.id: ref for ref in self._read_athletes(connection, slugs).values()}

    def athletes_of(self, connection: Connection, rows: Sequence[Any]) -> dict[int, AthleteRef]:
        """The athletes of rows of the table `athlete`, in short, by key in the order of the rows."""
        nations = self.nations.get(connection, {row.nation_id for row in rows})
        return {row.id: athlete_ref(row, nations[row.nation_id]) for row in rows}

    def names(self, connection: Connection) -> EntityNames:
        """All names of places and competitions, read once."""
        if self._names is None:
            self._names = read_entity_names(connection)
        return self._names

    def sources(self, connection: Connection) -> Mapping[SourceId, Source]:
        """All sources by id, read once: there are few, and every answer names some."""
        if self._sources is None:
            keys = connection.scalars(select(source.c.id)).all()
            self._sources = {one.id: one for one in load_sources(connection, keys).values()}
        return self._sources

    def read_heads(self, connection: Connection, which: Heads, parameters: Parameters) -> dict[int, RaceHead]:
        """The heads of races by key, in the order of the rows. Cached heads are not built again."""
        rows = which.rows.rows(connection, parameters)
        heads = self.heads.cached(row.id for row in rows)
        missing = [row for row in rows if row.id not in heads]
        if missing:
            sources = _sources(which.sources.rows(connection, parameters))
            made = self._heads(connection, missing, sources)
            self.heads.put(made)
            heads |= made
        return {row.id: heads[row.id] for row in rows}

    def _read_athletes(self, connection: Connection, slugs: Collection[str]) -> dict[int, AthleteRef]:
        rows = _REFS_BY_SLUG.rows(connection, {"slugs": list(slugs)})
        athletes = self.athletes_of(connection, rows)
        if len(self._athlete_keys) + len(athletes) > ROOM:
            self._athlete_keys = {}
        self._athlete_keys.update({ref.id: key for key, ref in athletes.items()})
        self.athletes.put(athletes)
        return athletes

    def _load_athletes(self, connection: Connection, keys: Collection[int]) -> dict[int, AthleteRef]:
        return self.athletes_of(connection, list(rows_of(connection, _REFS, keys)))

    def _load_heads(self, connection: Connection, keys: Collection[int]) -> dict[int, RaceHead]:
        heads: dict[int, RaceHead] = {}
        ordered = sorted(keys)
        for start in range(0, len(ordered), _HEADS_AT_ONCE):
            batch = {"keys": ordered[start : start + _HEADS_AT_ONCE]}
            heads |= self.read_heads(connection, _BY_KEYS, batch)
        return heads

    def _heads(
        self, connection: Connection, rows: Sequence[Any], sources: Mapping[str, _Sources]
    ) -> dict[int, RaceHead]:
        names = self.names(connection)
        nations = self.nations.get(connection, {row.nation_id for row in rows})
        disciplines = self.disciplines.get(connection, {row.discipline_id for row in rows})
        editions = _completed(
            self.head_editions, rows, "edition_id", lambda row: _edition(row, names, sources["edition"])
        )
        competitions = _completed(
            self.competitions, rows, "competition_id", lambda row: _competition(row, names)
        )
        cities = _completed(
            self.cities, rows, "city_id", lambda row: _city(row, names, nations[row.nation_id])
        )
        return {
            row.id: RaceHead(
                id=row.slug,
                edition=editions[row.edition_id],
                competition=competitions[row.competition_id],
                city=cities[row.city_id],
                nation=nations[row.nation_id],
                discipline=disciplines[row.discipline_id],
                category=row.category,
                round=row.round,
                heat=row.heat,
                date=row.date,
                dated=row.dated,
                venue=row.venue,
                coverage=Coverage(kind=row.coverage, limit=row.coverage_limit, note=row.coverage_note),
                sources=sources["race"].get(row.id, ()),
                wind_mps=row.wind_mps,
                note=row.note,
                curated=not row.recovered,
                edition_curated=not row.edition_recovered,
            )
            for row in rows
        }


def athlete_ref(row: Any, nation: Nation) -> AthleteRef:
    """The athlete in short, of a row with the columns of the table `athlete`."""
    return AthleteRef(
        id=row.slug, name=row.name, family=row.family, sex=row.sex, nation=nation, born=row.born
    )


def _sources(rows: Sequence[Any]) -> dict[str, dict[int, tuple[SourceId, ...]]]:
    """The sources in rows of `Heads.sources`: by `race` or `edition`, then by key."""
    sources: dict[str, dict[int, tuple[SourceId, ...]]] = {"race": {}, "edition": {}}
    for of, owner, _, slug in sorted(tuple(row) for row in rows):
        sources[of][owner] = (*sources[of].get(owner, ()), slug)
    return sources


def _completed(
    cache: RowCache[_Made], rows: Sequence[Any], column: str, make: Callable[[Any], _Made]
) -> dict[int, _Made]:
    """The values of the keys in a column of the rows; values that are not cached are built from the rows."""
    values = cache.cached(getattr(row, column) for row in rows)
    missing = {getattr(row, column): row for row in rows if getattr(row, column) not in values}
    made = {key: make(row) for key, row in missing.items()}
    cache.put(made)
    return values | made


def _edition(row: Any, names: EntityNames, sources: _Sources) -> Edition:
    return Edition(
        id=row.edition_slug,
        competition=row.competition_slug,
        year=row.year,
        name=row.edition_name,
        names=names.editions.get(row.edition_id, ()),
        tier=row.tier,
        city=row.city_slug,
        venue=row.edition_venue,
        start=row.start_date,
        end=row.end_date,
        sources=sources.get(row.edition_id, ()),
        note=row.edition_note,
    )


def _competition(row: Any, names: EntityNames) -> Competition:
    own = names.competitions.get(row.competition_id, ())
    return Competition(
        id=row.competition_slug, name=row.competition_name, names=own, complete=completeness(row)
    )


def _city(row: Any, names: EntityNames, nation: Nation) -> City:
    return City(
        id=row.city_slug,
        name=row.city_name,
        nation=nation.id,
        names=names.cities.get(row.city_id, ()),
        venues=names.venues.get(row.city_id, ()),
    )
