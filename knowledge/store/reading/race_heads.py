"""Heads of races and athletes in short: rows joined to small tables that are kept in memory."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, bindparam, literal, select, union

from knowledge.models.base import SourceId
from knowledge.models.facts import City, Competition, Coverage, Edition
from knowledge.models.records import AthleteRef, RaceHead
from knowledge.store.reading.queries import Parameters, Prepared, for_keys, rows_of
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

if TYPE_CHECKING:
    from knowledge.store.reading.cache import Library

_HOME = venue.alias("home")
_WIDE = (
    select(
        race,
        venue.c.name.label("venue"),
        edition.c.slug.label("edition_slug"),
        edition.c.year,
        edition.c.name.label("edition_name"),
        edition.c.tier,
        edition.c.start_date,
        edition.c.end_date,
        edition.c.note.label("edition_note"),
        _HOME.c.name.label("edition_venue"),
        competition.c.id.label("competition_id"),
        competition.c.slug.label("competition_slug"),
        competition.c.name.label("competition_name"),
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
_REF = Prepared(select(athlete).where(athlete.c.slug == bindparam("slug")))
_REFS_BY_SLUG = Prepared(select(athlete).where(athlete.c.slug.in_(bindparam("slugs", expanding=True))))


class Heads(NamedTuple):
    """The queries for the heads of some races: the races, and the sources of them and of their editions."""

    rows: Prepared
    sources: Prepared


def heads_where(condition: ColumnElement[bool]) -> Heads:
    """The heads of the races of which a condition holds. Made once: making takes longer than running."""
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


def load_ref(connection: Connection, library: "Library", slug: str) -> tuple[int, AthleteRef]:
    """The key of an athlete, and who it is in short. Raises KeyError for an unknown id."""
    for row in _REF.rows(connection, {"slug": slug}):
        return row.id, _ref(row, library.nations.take(connection, (row.nation_id,))[row.nation_id])
    raise KeyError(slug)


def load_refs_by_id(
    connection: Connection, library: "Library", slugs: Collection[str]
) -> dict[int, AthleteRef]:
    """Who the athletes of these ids are, in short, by key; an unknown id has none."""
    return refs_of(connection, library, _REFS_BY_SLUG.rows(connection, {"slugs": list(slugs)}))


def load_refs(connection: Connection, library: "Library", keys: Collection[int]) -> dict[int, AthleteRef]:
    """Who these athletes are, in short, by key."""
    return refs_of(connection, library, list(rows_of(connection, _REFS, keys)))


def refs_of(connection: Connection, library: "Library", rows: Sequence[Any]) -> dict[int, AthleteRef]:
    """The athletes of these rows, in short, by key in the order of the rows."""
    nations = library.nations.take(connection, {row.nation_id for row in rows})
    return {row.id: _ref(row, nations[row.nation_id]) for row in rows}


def _ref(row: Any, nation: Any) -> AthleteRef:
    return AthleteRef(
        id=row.slug, name=row.name, family=row.family, sex=row.sex, nation=nation, born=row.born
    )


def load_heads(connection: Connection, library: "Library", keys: Collection[int]) -> dict[int, RaceHead]:
    """The heads of these races by key."""
    found: dict[int, RaceHead] = {}
    waiting = sorted(keys)
    for start in range(0, len(waiting), 1_000):
        some = {"keys": waiting[start : start + 1_000]}
        found |= read_heads(connection, library, _BY_KEYS, some)
    return found


def read_heads(
    connection: Connection, library: "Library", which: Heads, parameters: Parameters
) -> dict[int, RaceHead]:
    """The heads of races by key, in the order of the rows; what was read before is not made again."""
    rows = which.rows.rows(connection, parameters)
    kept = library.heads.kept(row.id for row in rows)
    missing = [row for row in rows if row.id not in kept]
    if missing:
        sources = _sources(which.sources.rows(connection, parameters))
        editions = _editions(connection, library, missing, sources["edition"])
        made = _heads(connection, library, missing, sources["race"], editions)
        library.heads.keep(made)
        kept |= made
    return {row.id: kept[row.id] for row in rows}


def _sources(rows: Sequence[Any]) -> dict[str, dict[int, tuple[SourceId, ...]]]:
    """The sources of what rows name: by `race` or `edition`, then by key."""
    found: dict[str, dict[int, tuple[SourceId, ...]]] = {"race": {}, "edition": {}}
    for of, owner, _, slug in sorted(tuple(row) for row in rows):
        found[of][owner] = (*found[of].get(owner, ()), slug)
    return found


def _heads(
    connection: Connection,
    library: "Library",
    rows: Sequence[Any],
    sources: Mapping[int, tuple[SourceId, ...]],
    editions: Mapping[int, Edition],
) -> dict[int, RaceHead]:
    competitions = _competitions(connection, library, rows)
    cities = _cities(connection, library, rows)
    nations = library.nations.take(connection, {row.nation_id for row in rows})
    disciplines = library.disciplines.take(connection, {row.discipline_id for row in rows})
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
            venue=row.venue,
            coverage=Coverage(kind=row.coverage, limit=row.coverage_limit, note=row.coverage_note),
            sources=sources.get(row.id, ()),
            wind_mps=row.wind_mps,
            note=row.note,
        )
        for row in rows
    }


def _editions(
    connection: Connection,
    library: "Library",
    rows: Sequence[Any],
    sources: Mapping[int, tuple[SourceId, ...]],
) -> dict[int, Edition]:
    kept = library.editions.kept(row.edition_id for row in rows)
    missing = {row.edition_id: row for row in rows if row.edition_id not in kept}
    if not missing:
        return kept
    names = library.names(connection).editions
    made = {
        key: Edition(
            id=row.edition_slug,
            competition=row.competition_slug,
            year=row.year,
            name=row.edition_name,
            names=names.get(key, ()),
            tier=row.tier,
            city=row.city_slug,
            venue=row.edition_venue,
            start=row.start_date,
            end=row.end_date,
            sources=sources.get(key, ()),
            note=row.edition_note,
        )
        for key, row in missing.items()
    }
    library.editions.keep(made)
    return kept | made


def _competitions(connection: Connection, library: "Library", rows: Sequence[Any]) -> dict[int, Competition]:
    kept = library.competitions.kept(row.competition_id for row in rows)
    missing = {row.competition_id: row for row in rows if row.competition_id not in kept}
    if not missing:
        return kept
    names = library.names(connection).competitions
    made = {
        key: Competition(id=row.competition_slug, name=row.competition_name, names=names.get(key, ()))
        for key, row in missing.items()
    }
    library.competitions.keep(made)
    return kept | made


def _cities(connection: Connection, library: "Library", rows: Sequence[Any]) -> dict[int, City]:
    kept = library.cities.kept(row.city_id for row in rows)
    missing = {row.city_id: row for row in rows if row.city_id not in kept}
    if not missing:
        return kept
    names = library.names(connection)
    nations = library.nations.take(connection, {row.nation_id for row in missing.values()})
    made = {
        key: City(
            id=row.city_slug,
            name=row.city_name,
            nation=nations[row.nation_id].id,
            names=names.cities.get(key, ()),
            venues=names.venues.get(key, ()),
        )
        for key, row in missing.items()
    }
    library.cities.keep(made)
    return kept | made
