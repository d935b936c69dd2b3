"""Load nations, sources, cities, disciplines, competitions and editions by row key."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, select

from knowledge.models.base import EventId
from knowledge.models.facts import (
    City,
    Competition,
    Completeness,
    Discipline,
    Edition,
    Gap,
    Name,
    Nation,
    Source,
    Venue,
)
from knowledge.store import schema
from knowledge.store.reading.queries import (
    Prepared,
    for_keys,
    lists_of,
    names_of,
    rows_of,
    sources_of,
    texts_of,
)

Keys = Collection[int]
"""Row keys."""


def _rows(table: Table) -> Prepared:
    return for_keys(select(table), table.c.id)


_NATIONS, _SOURCES, _DISCIPLINES, _COMPETITIONS = (
    _rows(table) for table in (schema.nation, schema.source, schema.discipline, schema.competition)
)
_CITIES = for_keys(
    select(schema.city, schema.nation.c.slug.label("nation")).join(schema.nation), schema.city.c.id
)
_VENUES = for_keys(
    select(schema.venue.c.city_id, schema.venue.c.id, schema.venue.c.name).order_by(
        schema.venue.c.city_id, schema.venue.c.position, schema.venue.c.id
    ),
    schema.venue.c.city_id,
)
_EDITIONS = for_keys(
    select(
        schema.edition,
        schema.competition.c.slug.label("competition"),
        schema.city.c.slug.label("city"),
        schema.venue.c.name.label("venue"),
    )
    .join_from(schema.edition, schema.competition)
    .join(schema.city, schema.edition.c.city_id == schema.city.c.id)
    .outerjoin(schema.venue, schema.edition.c.venue_id == schema.venue.c.id),
    schema.edition.c.id,
)
_GAPS = for_keys(
    select(
        schema.edition_gap.c.edition_id,
        schema.edition_gap.c.id,
        schema.edition_gap.c.event,
        schema.edition_gap.c.why,
    ).order_by(schema.edition_gap.c.edition_id, schema.edition_gap.c.position),
    schema.edition_gap.c.edition_id,
)


def load_nations(connection: Connection, keys: Keys) -> dict[int, Nation]:
    """Nations by key."""
    rows = list(rows_of(connection, _NATIONS, keys))
    names = texts_of(connection, schema.nation_name, keys)
    return {
        row.id: Nation(id=row.slug, name=row.name, iso=row.iso, area=row.area, names=names[row.id])
        for row in rows
    }


def load_sources(connection: Connection, keys: Keys) -> dict[int, Source]:
    """Sources by key."""
    return {
        row.id: Source(
            id=row.slug,
            publisher=row.publisher,
            title=row.title,
            published=row.published,
            url=row.url,
            licence=row.licence,
            note=row.note,
        )
        for row in rows_of(connection, _SOURCES, keys)
    }


def load_cities(connection: Connection, keys: Keys) -> dict[int, City]:
    """Cities by key, with their venues."""
    rows = list(rows_of(connection, _CITIES, keys))
    names = texts_of(connection, schema.city_name, keys)
    venues = load_venues(connection, keys)
    return {
        row.id: City(
            id=row.slug, name=row.name, nation=row.nation, names=names[row.id], venues=venues.get(row.id, ())
        )
        for row in rows
    }


def load_venues(connection: Connection, cities: Keys) -> dict[int, tuple[Venue, ...]]:
    """The venues of cities, by the key of the city. Cities without a venue are missing."""
    rows = list(rows_of(connection, _VENUES, cities))
    names = texts_of(connection, schema.venue_name, {row.id for row in rows})
    venues: defaultdict[int, list[Venue]] = defaultdict(list)
    for row in rows:
        venues[row.city_id].append(Venue(name=row.name, names=names[row.id]))
    return {key: tuple(some) for key, some in venues.items()}


def load_disciplines(connection: Connection, keys: Keys) -> dict[int, Discipline]:
    """Disciplines by key."""
    rows = list(rows_of(connection, _DISCIPLINES, keys))
    names = texts_of(connection, schema.discipline_name, keys)
    codes = pairs_of(connection, schema.discipline_code, keys)
    translations = pairs_of(connection, schema.discipline_translation, keys)
    return {
        row.id: Discipline(
            id=row.slug,
            name=row.name,
            measure=row.measure,
            group=row.grouping,
            team=row.team,
            wind=row.wind,
            best=row.best,
            worst=row.worst,
            names=names[row.id],
            codes=codes[row.id],
            translations=translations[row.id],
        )
        for row in rows
    }


def pairs_of(connection: Connection, table: Table, keys: Keys) -> dict[int, dict[str, str]]:
    """Codes by system, texts by language or ids by system: the two columns after the position, by owner."""
    lists = lists_of(connection, _pairs(table), keys)
    return {key: {row.name: row.text for row in rows} for key, rows in lists.items()}


@cache
def _pairs(table: Table) -> Prepared:
    owner, position, name, text = tuple(table.c)
    query = select(owner, name.label("name"), text.label("text")).order_by(owner, position)
    return for_keys(query, owner)


def load_competitions(connection: Connection, keys: Keys) -> dict[int, Competition]:
    """Competitions by key."""
    rows = list(rows_of(connection, _COMPETITIONS, keys))
    names = names_of(connection, schema.competition_name, keys)
    return {
        row.id: Competition(id=row.slug, name=row.name, names=names[row.id], complete=completeness(row))
        for row in rows
    }


def completeness(row: Any) -> Completeness | None:
    """The years without a missing edition, of a row with the columns of the table `competition`."""
    if row.complete_since is None:
        return None
    return Completeness(since=row.complete_since, whole=row.complete_from_first)


def load_editions(connection: Connection, keys: Keys) -> dict[int, Edition]:
    """Editions by key."""
    rows = list(rows_of(connection, _EDITIONS, keys))
    names = names_of(connection, schema.edition_name, keys)
    sources = sources_of(connection, schema.edition_source, keys)
    gaps = _load_gaps(connection, keys)
    return {
        row.id: Edition(
            id=row.slug,
            competition=row.competition,
            year=row.year,
            name=row.name,
            names=names[row.id],
            tier=row.tier,
            city=row.city,
            venue=row.venue,
            start=row.start_date,
            end=row.end_date,
            sources=sources[row.id],
            note=row.note,
            events=tuple(map(EventId, (row.events or "").split())),
            gaps=gaps[row.id],
        )
        for row in rows
    }


def _load_gaps(connection: Connection, keys: Keys) -> dict[int, tuple[Gap, ...]]:
    """The gaps of editions, by the edition's key."""
    lists = lists_of(connection, _GAPS, keys)
    gap_keys = {row.id for rows in lists.values() for row in rows}
    sources = sources_of(connection, schema.edition_gap_source, gap_keys) if gap_keys else {}
    return {
        key: tuple(Gap(event=row.event, why=row.why, sources=sources[row.id]) for row in rows)
        for key, rows in lists.items()
    }


class EntityNames(NamedTuple):
    """The names of competitions, editions and cities and the venues of cities, by the key of their owner.

    Only curated entities have names, so these are few however many places there are.
    """

    competitions: Mapping[int, tuple[Name, ...]]
    editions: Mapping[int, tuple[Name, ...]]
    cities: Mapping[int, tuple[str, ...]]
    venues: Mapping[int, tuple[Venue, ...]]


def read_entity_names(connection: Connection) -> EntityNames:
    """All names of competitions, editions and cities, and all venues of cities."""
    competitions, editions, cities, with_venues = (
        connection.scalars(select(column).distinct()).all()
        for column in (
            schema.competition_name.c.competition_id,
            schema.edition_name.c.edition_id,
            schema.city_name.c.city_id,
            schema.venue.c.city_id,
        )
    )
    return EntityNames(
        names_of(connection, schema.competition_name, competitions),
        names_of(connection, schema.edition_name, editions),
        texts_of(connection, schema.city_name, cities),
        load_venues(connection, with_venues),
    )
