"""Which races, and their heads."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Column, ColumnElement, Connection, and_, bindparam, case, false, or_, select, union_all

from knowledge.models.base import RaceId
from knowledge.models.facts import Round, Tier
from knowledge.models.filter import RaceFilter
from knowledge.models.records import RaceHead
from knowledge.store.joined import heads_where, read_heads
from knowledge.store.library import Library
from knowledge.store.prepared import Prepared
from knowledge.store.results import entered
from knowledge.store.schema import (
    athlete,
    city,
    competition,
    discipline,
    edition,
    nation,
    race,
    venue,
)

_TIERS = tuple(Tier)
_MOST_HEATS = 10_000
"""More than any race has. A number that the database can't hold must not reach it."""

STANDING = case({tier.value: standing for standing, tier in enumerate(_TIERS)}, value=edition.c.tier)
"""The standing of an edition as a number, the highest first."""

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
    query = select(race.c.id).join_from(race, edition).where(*conditions(connection, where))
    query = query.order_by(race.c.date.desc(), STANDING, race.c.slug).limit(limit)
    keys = connection.scalars(query).all()
    heads = library.heads.take(connection, keys)
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
        (race.c.venue_id, venue.c.name, where.venues),
        (race.c.discipline_id, discipline.c.slug, where.disciplines),
    ):
        if ids:
            found.append(key.in_(keys_of(connection, known_as, ids)))
    if where.nations:
        hosts = keys_of(connection, nation.c.slug, where.nations)
        found.append(edition.c.city_id.in_(select(city.c.id).where(city.c.nation_id.in_(hosts))))
    if where.years:
        found.append(_in_years(where.years))
    if where.heat is not None:
        found.append(race.c.heat == where.heat if where.heat < _MOST_HEATS else false())
    if where.first_day is not None:
        found.append(race.c.date >= where.first_day)
    if where.last_day is not None:
        found.append(race.c.date <= where.last_day)
    if where.athletes:
        there = entered(keys_of(connection, athlete.c.slug, where.athletes))
        found.append(race.c.id.in_(select(there.c.race_id)))
    return found


def keys_of(connection: Connection, known_as: Column[str], ids: Collection[str]) -> Sequence[int]:
    """The keys of the rows with these ids; of those that are not here, none."""
    return connection.scalars(select(known_as.table.c.id).where(known_as.in_(list(ids)))).all()


def _in_years(years: Sequence[int]) -> ColumnElement[bool]:
    """The year that the edition carries, or the year of the day."""
    years = [year for year in years if date.min.year <= year <= date.max.year]
    carried = race.c.edition_id.in_(select(edition.c.id).where(edition.c.year.in_(years)))
    days = (race.c.date.between(date(year, 1, 1), date(year, 12, 31)) for year in years)
    return or_(carried, *days)
