"""Which races, and their heads."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Column, ColumnElement, Connection, case, false, or_, select

from knowledge.models.facts import Coverage, Tier
from knowledge.models.filter import RaceFilter
from knowledge.models.records import RaceHead
from knowledge.store import schema
from knowledge.store.library import Library
from knowledge.store.lists import for_keys, rows_of, sources_of
from knowledge.store.schema import (
    athlete,
    city,
    competition,
    discipline,
    edition,
    nation,
    race,
    result,
    venue,
)

_TIERS = tuple(Tier)
_MOST_HEATS = 10_000
"""More than any race has. A number that the database can't hold must not reach it."""

_STANDING = case({tier.value: standing for standing, tier in enumerate(_TIERS)}, value=edition.c.tier)

_HEADS = for_keys(
    select(race, edition.c.competition_id, edition.c.city_id, city.c.nation_id)
    .join_from(race, edition)
    .join(city, edition.c.city_id == city.c.id),
    race.c.id,
)


def find_races(
    connection: Connection, library: Library, where: RaceFilter, limit: int | None
) -> tuple[RaceHead, ...]:
    """The heads of the races that fit, newest first, then by the standing of the edition."""
    query = select(race.c.id).join_from(race, edition).where(*conditions(connection, where))
    query = query.order_by(race.c.date.desc(), _STANDING, race.c.slug).limit(limit)
    keys = connection.scalars(query).all()
    heads = heads_of(connection, library, keys)
    return tuple(heads[key] for key in keys)


def newest_first(head: RaceHead) -> tuple[int, int, str]:
    """By what heads are sorted in memory to stand as `find_races` has them."""
    return -head.date.toordinal(), _TIERS.index(head.edition.tier), head.id


def conditions(connection: Connection, where: RaceFilter) -> list[ColumnElement[bool]]:
    """What must hold of a row of `race` joined to its `edition`."""
    found: list[ColumnElement[bool]] = []
    for column, values in (
        (race.c.slug, where.races),
        (edition.c.tier, where.tiers),
        (race.c.category, where.categories),
        (race.c.round, where.rounds),
    ):
        if values:
            found.append(column.in_(values))
    # Keys instead of ids: only so does a database know how few rows an index will give.
    for key, known_as, ids in (
        (race.c.edition_id, edition.c.slug, where.editions),
        (edition.c.competition_id, competition.c.slug, where.competitions),
        (edition.c.city_id, city.c.slug, where.cities),
        (edition.c.venue_id, venue.c.name, where.venues),
        (race.c.discipline_id, discipline.c.slug, where.disciplines),
    ):
        if ids:
            found.append(key.in_(_keys(connection, known_as, ids)))
    if where.nations:
        hosts = _keys(connection, nation.c.slug, where.nations)
        found.append(edition.c.city_id.in_(select(city.c.id).where(city.c.nation_id.in_(hosts))))
    if where.years:
        found.append(_in_years(where.years))
    if where.heat is not None:
        found.append(race.c.heat == where.heat if where.heat < _MOST_HEATS else false())
    if where.athletes:
        entered = _keys(connection, athlete.c.slug, where.athletes)
        found.append(race.c.id.in_(select(result.c.race_id).where(result.c.athlete_id.in_(entered))))
    return found


def _keys(connection: Connection, known_as: Column[str], ids: Sequence[str]) -> Sequence[int]:
    return connection.scalars(select(known_as.table.c.id).where(known_as.in_(ids))).all()


def _in_years(years: Sequence[int]) -> ColumnElement[bool]:
    """The year that the edition carries, or the year of the day."""
    years = [year for year in years if date.min.year <= year <= date.max.year]
    carried = race.c.edition_id.in_(select(edition.c.id).where(edition.c.year.in_(years)))
    days = (race.c.date.between(date(year, 1, 1), date(year, 12, 31)) for year in years)
    return or_(carried, *days)


def heads_of(connection: Connection, library: Library, keys: Collection[int]) -> dict[int, RaceHead]:
    """The heads of these races by key."""
    rows = list(rows_of(connection, _HEADS, keys))
    editions = library.editions.take(connection, (row.edition_id for row in rows))
    competitions = library.competitions.take(connection, (row.competition_id for row in rows))
    cities = library.cities.take(connection, (row.city_id for row in rows))
    nations = library.nations.take(connection, (row.nation_id for row in rows))
    disciplines = library.disciplines.take(connection, (row.discipline_id for row in rows))
    sources = sources_of(connection, schema.race_source, {row.id for row in rows})
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
            coverage=Coverage(kind=row.coverage, limit=row.coverage_limit, note=row.coverage_note),
            sources=sources[row.id],
            wind_mps=row.wind_mps,
            note=row.note,
        )
        for row in rows
    }
