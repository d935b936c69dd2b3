"""Which races, and their heads."""

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    and_,
    bindparam,
    case,
    or_,
    select,
    union_all,
)

from knowledge.models.base import RaceId
from knowledge.models.facts import Round, Tier
from knowledge.models.filter import RaceFilter
from knowledge.models.records import RaceHead
from knowledge.store.reading.cache import Library
from knowledge.store.reading.queries import Prepared
from knowledge.store.reading.race_heads import heads_where, read_heads
from knowledge.store.reading.results import entered
from knowledge.store.schema import athlete, city, competition, discipline, edition, nation, race, venue

_TIERS = tuple(Tier)
_MOST_GIVEN = 500
_MOST_HEATS = 10_000
"""More than any race has. A number that the database can't hold must not reach it."""

STANDING = case({tier.value: standing for standing, tier in enumerate(_TIERS)}, value=edition.c.tier)
"""The standing of an edition as a number, the highest first."""

_KEYS = {
    "editions": (race.c.edition_id, edition.c.slug),
    "competitions": (edition.c.competition_id, competition.c.slug),
    "cities": (edition.c.city_id, city.c.slug),
    "venues": (race.c.venue_id, venue.c.name),
    "disciplines": (race.c.discipline_id, discipline.c.slug),
}
"""Keys instead of ids: only so does a database know how few rows an index will give."""

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


def find_beside(connection: Connection, library: Library, race_id: RaceId, most: int) -> tuple[RaceHead, ...]:
    """The races beside a race, without it: the rest of its event, and finals.

    Finals are those of other events at its edition, and of its event at other editions of the competition or
    in the town, of these the newest `most`. In no order.
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
    found = read_heads(connection, library, _BESIDE, asked)
    return tuple(head for key, head in found.items() if key != beside.id)


def find_races(
    connection: Connection, library: Library, where: RaceFilter, limit: int | None
) -> tuple[RaceHead, ...]:
    """The heads of the races that fit, newest first, then by the standing of the edition."""
    asked = parameters(connection, library, where)
    if limit is not None:
        asked["most"] = limit
    rows = _fitting(Given.of(where), limited=limit is not None).rows(connection, asked)
    keys = [key for (key,) in rows]
    heads = library.heads.take(connection, keys)
    return tuple(heads[key] for key in keys)


def newest_first(head: RaceHead) -> tuple[int, int, str]:
    """By what heads are sorted in memory to stand as `find_races` has them."""
    return -head.date.toordinal(), _TIERS.index(head.edition.tier), head.id


class Given(NamedTuple):
    """Which conditions there are, whatever they ask for, and of how many years."""

    parts: frozenset[str]
    years: int

    @classmethod
    def of(cls, where: RaceFilter) -> "Given":
        """Those of a filter."""
        parts = {part for part, asked in where if asked not in (None, ())}
        return cls(frozenset(parts), len(where.years))


@lru_cache(maxsize=_MOST_GIVEN)
def _fitting(given: Given, *, limited: bool) -> Prepared:
    query = select(race.c.id).join_from(race, edition).where(*conditions(given))
    query = query.order_by(race.c.date.desc(), STANDING, race.c.slug)
    return Prepared(query.limit(bindparam("most")) if limited else query)


def conditions(given: Given) -> list[ColumnElement[bool]]:
    """What must hold of a row of `race` joined to its `edition`, to be asked with `parameters`."""
    in_nations = select(city.c.id).where(city.c.nation_id.in_(_any_of("nations")))
    found: dict[str, ColumnElement[bool]] = {
        "races": race.c.slug.in_(_any_of("races")),
        "tiers": edition.c.tier.in_(_any_of("tiers")),
        "categories": race.c.category.in_(_any_of("categories")),
        "rounds": race.c.round.in_(_any_of("rounds")),
        "nations": edition.c.city_id.in_(in_nations),
        "years": _in_years(given.years),
        "heat": race.c.heat == bindparam("heat"),
        "curated": edition.c.recovered != bindparam("curated"),
        "first_day": race.c.date >= bindparam("first_day"),
        "last_day": race.c.date <= bindparam("last_day"),
        "athletes": race.c.id.in_(select(entered().c.race_id)),
        **{part: key.in_(_any_of(part)) for part, (key, _) in _KEYS.items()},
    }
    return [condition for part, condition in found.items() if part in given.parts]


def parameters(connection: Connection, library: Library, where: RaceFilter) -> dict[str, object]:
    """What `conditions` are asked with."""
    known_as = {part: column for part, (_, column) in _KEYS.items()}
    known_as |= {"nations": nation.c.slug, "athletes": athlete.c.slug}
    asked: dict[str, object] = {}
    for part, wanted in where:
        if wanted in (None, ()):
            continue
        if part in known_as:
            asked[part] = library.keys.of(connection, known_as[part], wanted)
        else:
            asked[part] = list(wanted) if isinstance(wanted, tuple) else wanted
    if where.heat is not None:
        asked["heat"] = where.heat if where.heat < _MOST_HEATS else None
    years = [year if date.min.year <= year <= date.max.year else None for year in where.years]
    if years:
        asked["years"] = years
    for at, year in enumerate(years):
        asked[f"first_of_{at}"] = date(year, 1, 1) if year else None
        asked[f"last_of_{at}"] = date(year, 12, 31) if year else None
    return asked


def _any_of(part: str) -> BindParameter[Any]:
    return bindparam(part, expanding=True)


def _in_years(years: int) -> ColumnElement[bool]:
    """The year that the edition carries, or the year of the day."""
    carried = race.c.edition_id.in_(select(edition.c.id).where(edition.c.year.in_(_any_of("years"))))
    days = (
        race.c.date.between(bindparam(f"first_of_{at}"), bindparam(f"last_of_{at}")) for at in range(years)
    )
    return or_(carried, *days)
