"""Every name of everything, for an index of names; and whether there is such a thing at all."""

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
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    select,
)

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
"""How many rows of lists an entry counts where curators wrote the meeting down, who choose the great ones."""
YEARS = 4.0
"""After so many years a race counts a quarter."""
_NEWEST = edition.alias()


def newest_year() -> ScalarSelect[int]:
    """The year of the newest edition."""
    return select(func.max(_NEWEST.c.year)).scalar_subquery()


def popularity() -> ColumnElement[float]:
    """What a race of the edition in the query counts: 1 for a row of a list of the newest year."""
    age = 1.0 + cast(newest_year() - edition.c.year, Float) / YEARS
    much = case((edition.c.recovered, 1.0), else_=CURATED)
    return cast(much / (age * age), Float)


_MANY = 2_000
TENTHS = 10.0

THINGS = {
    "athlete": athlete.c.slug,
    "competition": competition.c.slug,
    "edition": edition.c.slug,
    "city": city.c.slug,
    "venue": venue.c.name,
    "discipline": discipline.c.slug,
    "nation": nation.c.slug,
    "race": race.c.slug,
}
"""The column of ids of each kind of thing."""


def exists(connection: Connection, kind: str, thing_id: str) -> bool:
    """Whether there is a thing of this kind and id. Raises KeyError for a kind that there isn't."""
    return bool(_existing(kind).rows(connection, {"id": thing_id}))


@cache
def _existing(kind: str) -> Prepared:
    column = THINGS[kind]
    return Prepared(select(column).where(column == bindparam("id")).limit(1))


def read_entries(connection: Connection) -> Iterator[NameEntry]:
    """Every name of all that THINGS lists except races, a few at a time.

    The weight of an athlete is the standing of the races with a result, alone or in a team, in tenths; that
    of anything else is its number of races.
    """
    for kind, query in _queries():
        for row in connection.execution_options(yield_per=_MANY).execute(query):
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
        THINGS[kind].label("known_as"),
        text.label("text"),
        literal(registered).label("registered"),
        weight.label("weight"),
        family.label("family"),
    )


def _count(table: Table, belonging: ColumnElement[bool]) -> ScalarSelect[int]:
    """How many rows of `table` belong to a row of the query around it."""
    return select(func.count()).select_from(table).where(belonging).scalar_subquery()


def _popularity(theirs: ColumnElement[bool]) -> ColumnElement[float]:
    """Ten times what the races of some results of an athlete of the query around it count."""
    counted = select(func.coalesce(func.sum(TENTHS * popularity()), 0.0)).select_from(result)
    joined = counted.join(race, result.c.race_id == race.c.id).join(
        edition, race.c.edition_id == edition.c.id
    )
    return joined.where(theirs).correlate(athlete).scalar_subquery()


def _races_where(held: ColumnElement[bool]) -> ScalarSelect[int]:
    """How many races were held at editions that belong to a row of the query around it."""
    return (
        select(func.count())
        .select_from(race)
        .join(edition, race.c.edition_id == edition.c.id)
        .where(held)
        .scalar_subquery()
    )
