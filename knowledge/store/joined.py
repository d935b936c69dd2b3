"""Heads of races and athletes in short: rows joined to small tables that are kept in memory."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from knowledge.models.facts import Coverage
from knowledge.models.records import AthleteRef, RaceHead
from knowledge.store.lists import for_keys, rows_of, sources_of
from knowledge.store.schema import athlete, city, edition, race, race_source, venue

if TYPE_CHECKING:
    from knowledge.store.library import Library

_HEADS = for_keys(
    select(race, edition.c.competition_id, edition.c.city_id, city.c.nation_id, venue.c.name.label("venue"))
    .join_from(race, edition)
    .join(city, edition.c.city_id == city.c.id)
    .outerjoin(venue, race.c.venue_id == venue.c.id),
    race.c.id,
)
_REFS = for_keys(select(athlete), athlete.c.id)


def load_refs(connection: Connection, library: "Library", keys: Collection[int]) -> dict[int, AthleteRef]:
    """Who these athletes are, in short, by key."""
    rows = list(rows_of(connection, _REFS, keys))
    nations = library.nations.take(connection, {row.nation_id for row in rows})
    return {
        row.id: AthleteRef(
            id=row.slug,
            name=row.name,
            family=row.family,
            sex=row.sex,
            nation=nations[row.nation_id],
            born=row.born,
        )
        for row in rows
    }


def load_heads(connection: Connection, library: "Library", keys: Collection[int]) -> dict[int, RaceHead]:
    """The heads of these races by key."""
    rows = list(rows_of(connection, _HEADS, keys))
    editions = library.editions.take(connection, (row.edition_id for row in rows))
    competitions = library.competitions.take(connection, (row.competition_id for row in rows))
    cities = library.cities.take(connection, (row.city_id for row in rows))
    nations = library.nations.take(connection, (row.nation_id for row in rows))
    disciplines = library.disciplines.take(connection, (row.discipline_id for row in rows))
    sources = sources_of(connection, race_source, {row.id for row in rows})
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
            sources=sources[row.id],
            wind_mps=row.wind_mps,
            note=row.note,
        )
        for row in rows
    }
