"""Every name of every entity, for the name index, with its popularity; whether an entity exists."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    ScalarSelect,
    Select,
    Table,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    select,
)

from knowledge.models.facts import Medal, Tier
from knowledge.models.records import NameEntry
from knowledge.store import schema
from knowledge.store.reading.queries import Prepared
from knowledge.store.schema import (
    athlete,
    city,
    competition,
    discipline,
    edition,
    nation,
    race,
    result,
    result_member,
    venue,
)

CURATED = 20.0
"""Weight of a race of a curated edition, in rows of imported lists. Measured by benchmarks/naming."""
YEARS = 4.0
"""Age in years at which a race weighs a quarter."""
A_TITLE, A_MEDAL = 20.0, 6.0
"""Weights of a gold and another medal of the Olympic Games or World Championships, in rows of imported lists.

They do not age: one title makes an athlete well known. Chosen by hand.
"""
_NEWEST = edition.alias()


def newest_year() -> ScalarSelect[int]:
    """The year of the newest edition."""
    return select(func.max(_NEWEST.c.year)).scalar_subquery()


def popularity() -> ColumnElement[float]:
    """The popularity of a race of the edition in the query: 1 for an imported row of the newest year."""
    age = 1.0 + cast(newest_year() - edition.c.year, Float) / YEARS
    much = case((edition.c.recovered, 1.0), else_=CURATED)
    return cast(much / (age * age), Float)


def fame() -> ColumnElement[float]:
    """What a result in the query adds to the popularity of its athlete beside the race: its medal."""
    great = edition.c.tier.in_((Tier.OLYMPIC_GAMES, Tier.WORLD_CHAMPIONSHIPS))
    return case(
        (and_(great, result.c.medal == Medal.GOLD), A_TITLE),
        (and_(great, result.c.medal.is_not(None)), A_MEDAL),
        else_=0.0,
    )


_ROWS_AT_ONCE = 2_000
TENTHS = 10.0
"""The weight of an athlete is in tenths of a row, because weights are integers."""

ID_COLUMNS = {
    "athlete": athlete.c.slug,
    "competition": competition.c.slug,
    "edition": edition.c.slug,
    "city": city.c.slug,
    "venue": venue.c.name,
    "discipline": discipline.c.slug,
    "nation": nation.c.slug,
    "race": race.c.slug,
}
"""The column of ids of each kind of entity."""


def exists(connection: Connection, kind: str, entity_id: str) -> bool:
    """Whether an entity of this kind and id exists. Raises KeyError for an unknown kind."""
    return bool(_existing(kind).rows(connection, {"id": entity_id}))


@cache
def _existing(kind: str) -> Prepared:
    column = ID_COLUMNS[kind]
    return Prepared(select(column).where(column == bindparam("id")).limit(1))


def read_entries(connection: Connection) -> Iterator[NameEntry]:
    """Every name of every kind in ID_COLUMNS except races, read in batches.

    The weight of an athlete is the popularity of the races with a result, alone or in a team, with the great
    medals, in tenths of a row; the weight of any other entity is its number of races.
    """
    for kind, query in _queries():
        for row in connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(query):
            yield NameEntry(
                kind=kind,
                id=row.known_as,
                text=row.text,
                registered=row.registered,
                weight=round(row.weight),
                family=row.family,
            )


def _queries() -> Iterator[tuple[str, Select[Any]]]:
    competitions = _races_where(edition.c.competition_id == competition.c.id)
    cities = _races_where(edition.c.city_id == city.c.id)
    held = edition.c.city_id.in_(select(city.c.id).where(city.c.nation_id == nation.c.id).correlate(nation))
    nations = _races_where(held)
    venues = _count(race, race.c.venue_id == venue.c.id)
    editions = _count(race, race.c.edition_id == edition.c.id)
    disciplines = _count(race, race.c.discipline_id == discipline.c.id)
    in_teams = select(result_member.c.result_id).where(result_member.c.athlete_id == athlete.c.id)
    athletes = _popularity(result.c.athlete_id == athlete.c.id) + _popularity(
        result.c.id.in_(in_teams.correlate(athlete))
    )
    yield from _names("athlete", athlete, athletes, schema.athlete_name)
    yield from _names("competition", competition, competitions, schema.competition_name)
    yield from _names("edition", edition, editions, schema.edition_name)
    yield from _names("city", city, cities, schema.city_name)
    yield from _names("venue", venue, venues, schema.venue_name)
    yield from _names("discipline", discipline, disciplines, schema.discipline_name)
    codes, translations = schema.discipline_code, schema.discipline_translation
    yield "discipline", _entries("discipline", codes.c.code, disciplines).join_from(codes, discipline)
    translated = _entries("discipline", translations.c.text, disciplines)
    yield "discipline", translated.join_from(translations, discipline)
    yield from _names("nation", nation, nations, schema.nation_name)
    yield "nation", _entries("nation", nation.c.slug, nations)


def _names(
    kind: str, table: Table, weight: ColumnElement[Any], names: Table
) -> Iterator[tuple[str, Select[Any]]]:
    yield kind, _entries(kind, table.c.name, weight, registered=True).where(table.c.name.is_not(None))
    owner = names.c[f"{table.name}_id"]
    yield kind, _entries(kind, names.c.text, weight).join_from(names, table, owner == table.c.id)


def _entries(
    kind: str, text: ColumnElement[str], weight: ColumnElement[Any], *, registered: bool = False
) -> Select[Any]:
    family = athlete.c.family if kind == "athlete" else null()
    return select(
        ID_COLUMNS[kind].label("known_as"),
        text.label("text"),
        literal(registered).label("registered"),
        weight.label("weight"),
        family.label("family"),
    )


def _count(table: Table, belonging: ColumnElement[bool]) -> ScalarSelect[int]:
    """The number of rows of `table` that belong to a row of the outer query."""
    return select(func.count()).select_from(table).where(belonging).scalar_subquery()


def _popularity(condition: ColumnElement[bool]) -> ColumnElement[float]:
    """The popularity, in tenths, of the races and medals of some results of an athlete of the outer query."""
    counted = select(func.coalesce(func.sum(TENTHS * (popularity() + fame())), 0.0)).select_from(result)
    joined = counted.join(race, result.c.race_id == race.c.id).join(
        edition, race.c.edition_id == edition.c.id
    )
    return joined.where(condition).correlate(athlete).scalar_subquery()


def _races_where(held: ColumnElement[bool]) -> ScalarSelect[int]:
    """The number of races at editions that belong to a row of the outer query."""
    return (
        select(func.count())
        .select_from(race)
        .join(edition, race.c.edition_id == edition.c.id)
        .where(held)
        .scalar_subquery()
    )
