"""The races that fit a filter, those beside a race, and the athletes with a result in them."""

from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Subquery,
    and_,
    bindparam,
    case,
    or_,
    select,
    union_all,
)

from knowledge.models.base import AthleteId, RaceId
from knowledge.models.facts import Round, Tier
from knowledge.models.filter import RaceFilter
from knowledge.models.records import RaceHead
from knowledge.store.reading.entity_cache import EntityCache, heads_where
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

_MOST_SHAPES = 500
"""Queries that are cached, by the shape of their filter. Chosen by hand."""
_MOST_HEATS = 10_000
"""More heats than any race has: a number too large for the database must not reach it."""

TIER_RANK = case({tier.value: rank for rank, tier in enumerate(Tier)}, value=edition.c.tier)
"""The rank of an edition's tier as a number: 0 for the highest."""

_KEYS = {
    "editions": (race.c.edition_id, edition.c.slug),
    "competitions": (edition.c.competition_id, competition.c.slug),
    "cities": (edition.c.city_id, city.c.slug),
    "venues": (race.c.venue_id, venue.c.name),
    "disciplines": (race.c.discipline_id, discipline.c.slug),
}
"""Row keys instead of ids: with them the planner can estimate how few rows an index returns."""

_EVENT = and_(
    race.c.discipline_id == bindparam("discipline"),
    race.c.category == bindparam("category"),
)
_FINAL = race.c.round == Round.FINAL
_HERE = select(edition.c.id).where(edition.c.competition_id == bindparam("competition"))
_IN_TOWN = select(edition.c.id).where(edition.c.city_id == bindparam("city"))
_NEWEST_BESIDE = (
    select(race.c.id)
    .where(_EVENT, _FINAL, race.c.edition_id.in_(union_all(_HERE, _IN_TOWN)))
    .where(race.c.edition_id != bindparam("edition"))
    .order_by(race.c.date.desc(), race.c.slug.desc())
    .limit(bindparam("most"))
    .subquery()
)
_BESIDE = heads_where(
    or_(
        and_(race.c.edition_id == bindparam("edition"), or_(_FINAL, _EVENT)),
        race.c.id.in_(select(_NEWEST_BESIDE.c.id)),
    )
)
_KEYS_OF_RACE = Prepared(
    select(
        race.c.id,
        race.c.edition_id,
        race.c.discipline_id,
        race.c.category,
        edition.c.competition_id,
        edition.c.city_id,
    )
    .join_from(race, edition)
    .where(race.c.slug == bindparam("race"))
)


def find_beside(
    connection: Connection, cache: EntityCache, race_id: RaceId, most: int
) -> tuple[RaceHead, ...]:
    """The races beside a race, without it: the rest of its event, and finals. In no order.

    Finals are those of other events at its edition, and the newest `most` of its event at other editions of
    the competition or in the town.
    """
    (beside,) = _KEYS_OF_RACE.rows(connection, {"race": race_id})
    asked = {
        "edition": beside.edition_id,
        "discipline": beside.discipline_id,
        "category": beside.category,
        "competition": beside.competition_id,
        "city": beside.city_id,
        "most": most,
    }
    heads = cache.read_heads(connection, _BESIDE, asked)
    return tuple(head for key, head in heads.items() if key != beside.id)


def find_races(
    connection: Connection, cache: EntityCache, where: RaceFilter, limit: int | None
) -> tuple[RaceHead, ...]:
    """The heads of the races that fit, newest first, then by the tier of the edition, then by id."""
    asked = parameters(connection, cache, where)
    if limit is not None:
        asked["most"] = limit
    rows = _fitting(FilterShape.of(where), limited=limit is not None).rows(connection, asked)
    keys = [key for (key,) in rows]
    heads = cache.heads.get(connection, keys)
    return tuple(heads[key] for key in keys)


class FilterShape(NamedTuple):
    """The fields of a filter that are set, and how many years. Filters of one shape share a query."""

    fields: frozenset[str]
    years: int

    @classmethod
    def of(cls, where: RaceFilter) -> "FilterShape":
        """The shape of a filter."""
        fields = {field for field, value in where if value not in (None, ())}
        return cls(frozenset(fields), len(where.years))


@lru_cache(maxsize=_MOST_SHAPES)
def _fitting(shape: FilterShape, *, limited: bool) -> Prepared:
    query = select(race.c.id).join_from(race, edition).where(*conditions(shape))
    query = query.order_by(race.c.date.desc(), TIER_RANK, race.c.slug)
    return Prepared(query.limit(bindparam("most")) if limited else query)


def conditions(shape: FilterShape) -> list[ColumnElement[bool]]:
    """The conditions on a row of `race` joined to its `edition`; `parameters` has their values."""
    in_nations = select(city.c.id).where(city.c.nation_id.in_(_any_of("nations")))
    conditions: dict[str, ColumnElement[bool]] = {
        "races": race.c.slug.in_(_any_of("races")),
        "tiers": edition.c.tier.in_(_any_of("tiers")),
        "categories": race.c.category.in_(_any_of("categories")),
        "rounds": race.c.round.in_(_any_of("rounds")),
        "nations": edition.c.city_id.in_(in_nations),
        "years": _in_years(shape.years),
        "heat": race.c.heat == bindparam("heat"),
        "curated": edition.c.recovered != bindparam("curated"),
        "first_day": race.c.date >= bindparam("first_day"),
        "last_day": race.c.date <= bindparam("last_day"),
        "first_year": race.c.date >= bindparam("first_year"),
        "last_year": race.c.date <= bindparam("last_year"),
        "athletes": race.c.id.in_(select(entered().c.race_id)),
        **{field: key.in_(_any_of(field)) for field, (key, _) in _KEYS.items()},
    }
    return [condition for field, condition in conditions.items() if field in shape.fields]


def parameters(connection: Connection, cache: EntityCache, where: RaceFilter) -> dict[str, object]:
    """The parameters of `conditions` for a filter: row keys in place of ids where `_KEYS` has them."""
    columns = {field: column for field, (_, column) in _KEYS.items()}
    columns |= {"nations": nation.c.slug, "athletes": athlete.c.slug}
    values: dict[str, object] = {}
    for field, wanted in where:
        if wanted in (None, ()):
            continue
        if field in columns:
            values[field] = cache.keys.of(connection, columns[field], wanted)
        else:
            values[field] = list(wanted) if isinstance(wanted, tuple) else wanted
    if where.heat is not None:
        values["heat"] = where.heat if where.heat < _MOST_HEATS else None
    if where.first_year is not None:
        values["first_year"] = date(where.first_year, 1, 1)
    if where.last_year is not None:
        values["last_year"] = date(where.last_year, 12, 31)
    return values | _year_parameters(where.years)


def _year_parameters(years: Collection[int]) -> dict[str, object]:
    """The years, and the first and the last day of each. A year that no date can have fits nothing."""
    if not years:
        return {}
    valid = [year if date.min.year <= year <= date.max.year else None for year in years]
    values: dict[str, object] = {"years": valid}
    for at, year in enumerate(valid):
        values[f"first_of_{at}"] = date(year, 1, 1) if year else None
        values[f"last_of_{at}"] = date(year, 12, 31) if year else None
    return values


def _any_of(part: str) -> BindParameter[Any]:
    return bindparam(part, expanding=True)


def _in_years(count: int) -> ColumnElement[bool]:
    """The year that the edition carries is one of the years, or the year of the race's day is."""
    carried = race.c.edition_id.in_(select(edition.c.id).where(edition.c.year.in_(_any_of("years"))))
    days = (
        race.c.date.between(bindparam(f"first_of_{at}"), bindparam(f"last_of_{at}")) for at in range(count)
    )
    return or_(carried, *days)


def entered() -> Subquery:
    """The races in which athletes have a result, alone or in a team: columns `athlete_id` and `race_id`.

    The parameter `athletes` has the row keys.
    """
    people: BindParameter[int] = bindparam("athletes", expanding=True)
    return union_all(
        select(result.c.athlete_id, result.c.race_id).where(result.c.athlete_id.in_(people)),
        select(result_member.c.athlete_id, result.c.race_id)
        .join_from(result_member, result)
        .where(result_member.c.athlete_id.in_(people)),
    ).subquery()


def find_entered(
    connection: Connection, cache: EntityCache, where: RaceFilter, athletes: Collection[AthleteId]
) -> tuple[AthleteId, ...]:
    """Which of the athletes have a result in a race that fits, in the order given."""
    asked = parameters(connection, cache, where.model_copy(update={"athletes": tuple(athletes)}))
    slugs = {slug for (slug,) in _entered_where(FilterShape.of(where)).rows(connection, asked)}
    return tuple(athlete_id for athlete_id in athletes if athlete_id in slugs)


@lru_cache
def _entered_where(shape: FilterShape) -> Prepared:
    there = entered()
    return Prepared(
        select(athlete.c.slug)
        .distinct()
        .join_from(athlete, there, there.c.athlete_id == athlete.c.id)
        .join(race, there.c.race_id == race.c.id)
        .join(edition, race.c.edition_id == edition.c.id)
        .where(*conditions(shape))
    )
