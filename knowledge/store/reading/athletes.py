"""Athletes: the whole profile, namesakes, kin, rivals and disciplines."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    and_,
    bindparam,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from knowledge.models.base import AthleteId
from knowledge.models.facts import Athlete, Discipline, Name, Relation
from knowledge.models.records import AthleteRef, Rival
from knowledge.store import schema
from knowledge.store.reading.claims import claims_in_file
from knowledge.store.reading.entity_cache import EntityCache
from knowledge.store.reading.queries import Prepared, sources_of
from knowledge.store.reading.races import entered
from knowledge.store.reading.results import competed
from knowledge.store.schema import (
    athlete,
    athlete_name,
    athlete_relation,
    athlete_source,
    nation,
    race,
    result,
    source,
)
from knowledge.store.schema import athlete_outside_id as outside_id

_ATHLETE = Prepared(
    select(athlete, nation.c.slug.label("nation"))
    .join_from(athlete, nation)
    .where(athlete.c.slug == bindparam("slug"))
)
_OTHER = athlete.alias()
_NONE = cast(null(), Integer)
_EACH_LIST = union_all(
    select(
        literal("name").label("what"),
        athlete_name.c.position,
        athlete_name.c.id,
        athlete_name.c.text.label("first"),
        athlete_name.c.kind.label("second"),
    ).where(athlete_name.c.athlete_id == bindparam("athlete")),
    select(
        literal("relation"),
        athlete_relation.c.position,
        athlete_relation.c.id,
        _OTHER.c.slug,
        athlete_relation.c.kind,
    )
    .join_from(athlete_relation, _OTHER, athlete_relation.c.other_id == _OTHER.c.id)
    .where(athlete_relation.c.athlete_id == bindparam("athlete")),
    select(literal("id"), outside_id.c.position, _NONE, outside_id.c.system, outside_id.c.value).where(
        outside_id.c.athlete_id == bindparam("athlete")
    ),
    select(literal("source"), athlete_source.c.position, _NONE, source.c.slug, source.c.slug)
    .join_from(athlete_source, source)
    .where(athlete_source.c.athlete_id == bindparam("athlete")),
)
_LISTS = Prepared(_EACH_LIST)
"""Names, relations, ids and sources of an athlete with one query: most athletes have few."""


def read_athlete(connection: Connection, athlete_id: AthleteId) -> Athlete:
    """The whole profile. Raises KeyError for an unknown id."""
    row = next(iter(_ATHLETE.rows(connection, {"slug": athlete_id})), None)
    if row is None:
        raise KeyError(athlete_id)
    lists: dict[str, list[Any]] = {"name": [], "relation": [], "id": [], "source": []}
    for one in _LISTS.rows(connection, {"athlete": row.id}):
        lists[one.what].append(one)
    for several in lists.values():
        several.sort(key=lambda one: one.position)
    return Athlete(
        id=row.slug,
        name=row.name,
        family=row.family,
        sex=row.sex,
        nation=row.nation,
        born=row.born,
        died=row.died,
        names=_names(connection, lists["name"]),
        relations=_relations(connection, lists["relation"]),
        ids={one.first: one.second for one in lists["id"]},
        sources=tuple(one.first for one in lists["source"]),
        claims=claims_in_file(connection, athlete=row.id),
        note=row.note,
    )


def _names(connection: Connection, rows: Sequence[Any]) -> tuple[Name, ...]:
    sources = sources_of(connection, schema.athlete_name_source, {row.id for row in rows})
    return tuple(Name(text=row.first, kind=row.second, sources=sources[row.id]) for row in rows)


def _relations(connection: Connection, rows: Sequence[Any]) -> tuple[Relation, ...]:
    sources = sources_of(connection, schema.athlete_relation_source, {row.id for row in rows})
    return tuple(
        Relation.model_validate({"athlete": row.first, "is": row.second, "sources": sources[row.id]})
        for row in rows
    )


_SELF = athlete.alias()
_FAMILY = select(_SELF.c.family_folded).where(_SELF.c.id == bindparam("athlete")).scalar_subquery()
_OF_FAMILY = and_(athlete.c.family_folded == _FAMILY, athlete.c.id != bindparam("athlete"))
_NAMESAKES = Prepared(select(athlete).where(_OF_FAMILY).order_by(athlete.c.slug).limit(bindparam("most")))
_KIN = Prepared(
    select(athlete.c.id, athlete_relation.c.kind)
    .join_from(athlete_relation, athlete, athlete_relation.c.athlete_id == athlete.c.id)
    .where(athlete_relation.c.other_id == bindparam("athlete"), _OF_FAMILY)
    .order_by(athlete.c.slug, athlete_relation.c.position)
)


def find_namesakes(
    connection: Connection, cache: EntityCache, athlete_id: AthleteId, limit: int
) -> tuple[AthleteRef, ...]:
    """Other athletes with the same family name, whatever its case and accents, in the order of ids."""
    key, _ = cache.athlete(connection, athlete_id)
    rows = _NAMESAKES.rows(connection, {"athlete": key, "most": limit})
    return tuple(cache.athletes_of(connection, rows).values())


def find_kin(
    connection: Connection, cache: EntityCache, athlete_id: AthleteId
) -> tuple[tuple[AthleteRef, str], ...]:
    """Athletes of the same family name whose files name this one as a relative, and the relation."""
    key, _ = cache.athlete(connection, athlete_id)
    rows = _KIN.rows(connection, {"athlete": key})
    refs = cache.athletes.get(connection, [row.id for row in rows])
    return tuple((refs[row.id], row.kind) for row in rows)


_THERE = entered()
_DISCIPLINES = Prepared(
    select(athlete.c.slug, race.c.discipline_id)
    .join_from(athlete, _THERE, _THERE.c.athlete_id == athlete.c.id)
    .join(race, _THERE.c.race_id == race.c.id)
    .group_by(athlete.c.slug, race.c.discipline_id)
    .order_by(func.count().desc(), race.c.discipline_id)
)


def count_disciplines(
    connection: Connection, cache: EntityCache, athletes: Collection[AthleteId]
) -> dict[AthleteId, tuple[Discipline, ...]]:
    """The disciplines of each of the athletes, most races first. Every athlete has an entry."""
    if not athletes:
        return {}
    keys = cache.keys.of(connection, athlete.c.slug, athletes)
    rows = _DISCIPLINES.rows(connection, {"athletes": keys})
    disciplines = cache.disciplines.get(connection, {row.discipline_id for row in rows})
    by_athlete: dict[AthleteId, list[Discipline]] = {athlete_id: [] for athlete_id in athletes}
    for row in rows:
        by_athlete[row.slug].append(disciplines[row.discipline_id])
    return {athlete_id: tuple(disciplines) for athlete_id, disciplines in by_athlete.items()}


_ONE, _THEM = result.alias(), result.alias()
_OPPONENTS = (
    select(_THEM.c.athlete_id, func.count().label("races"), func.max(race.c.date).label("last"))
    .join_from(_ONE, race, _ONE.c.race_id == race.c.id)
    .join(_THEM, and_(_THEM.c.race_id == _ONE.c.race_id, _THEM.c.athlete_id != _ONE.c.athlete_id))
    .where(_ONE.c.athlete_id == bindparam("athlete"), competed(_ONE), competed(_THEM))
    .group_by(_THEM.c.athlete_id)
    .subquery()
)
_RIVALS = Prepared(
    select(athlete, _OPPONENTS.c.races)
    .join_from(_OPPONENTS, athlete, _OPPONENTS.c.athlete_id == athlete.c.id)
    .order_by(_OPPONENTS.c.races.desc(), _OPPONENTS.c.last.desc(), athlete.c.slug)
    .limit(bindparam("most"))
)


def find_rivals(
    connection: Connection, cache: EntityCache, athlete_id: AthleteId, limit: int
) -> tuple[Rival, ...]:
    """The athletes raced against, most shared races first, then the latest race."""
    key, _ = cache.athlete(connection, athlete_id)
    rows = _RIVALS.rows(connection, {"athlete": key, "most": limit})
    refs = cache.athletes_of(connection, rows)
    return tuple(Rival(athlete=refs[row.id], races=row.races) for row in rows)


# Pairs are made in memory: far fewer rows than one row a pair of results.
_RACED_BY = Prepared(
    select(athlete.c.slug, result.c.race_id)
    .join_from(athlete, result, result.c.athlete_id == athlete.c.id)
    .where(athlete.c.slug.in_(bindparam("slugs", expanding=True)), competed(result))
)


def count_meetings(
    connection: Connection, first: Collection[AthleteId], second: Collection[AthleteId]
) -> Counter[tuple[AthleteId, AthleteId]]:
    """How many races each of `first` ran with each of `second`. Pairs that never met count 0."""
    raced: defaultdict[AthleteId, set[int]] = defaultdict(set)
    for row in _RACED_BY.rows(connection, {"slugs": list({*first, *second})}):
        raced[row.slug].add(row.race_id)
    shared = {
        (one, other): len(raced[one] & raced[other]) for one in first for other in second if one != other
    }
    return Counter({pair: races for pair, races in shared.items() if races})
