"""Athletes: all that is held of one, in short, their namesakes and what they run."""

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
from knowledge.models.records import AthleteRef
from knowledge.store import schema
from knowledge.store.reading.cache import Library
from knowledge.store.reading.claims import claims_in_file
from knowledge.store.reading.queries import Prepared, sources_of
from knowledge.store.reading.race_heads import refs_of
from knowledge.store.reading.results import entered
from knowledge.store.schema import (
    athlete,
    athlete_name,
    athlete_relation,
    athlete_source,
    nation,
    race,
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
"""All that an athlete has several of, with one query: most have little of it."""


def read_athlete(connection: Connection, athlete_id: AthleteId) -> Athlete:
    """All that the athlete's file holds. Raises KeyError for an unknown id."""
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
    connection: Connection, library: Library, athlete_id: AthleteId, limit: int
) -> tuple[AthleteRef, ...]:
    """Others of the same family name, whatever its case and accents, the first by id."""
    key, _ = library.person(connection, athlete_id)
    rows = _NAMESAKES.rows(connection, {"athlete": key, "most": limit})
    return tuple(refs_of(connection, library, rows).values())


def find_kin(
    connection: Connection, library: Library, athlete_id: AthleteId
) -> tuple[tuple[AthleteRef, str], ...]:
    """Those of the same family name who record this athlete as a relative, and as what."""
    key, _ = library.person(connection, athlete_id)
    rows = _KIN.rows(connection, {"athlete": key})
    refs = library.athletes.take(connection, [row.id for row in rows])
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
    connection: Connection, library: Library, athletes: Collection[AthleteId]
) -> dict[AthleteId, tuple[Discipline, ...]]:
    """What each of the athletes runs, throws or jumps, most races first. Every athlete is there."""
    if not athletes:
        return {}
    keys = library.keys.of(connection, athlete.c.slug, athletes)
    rows = _DISCIPLINES.rows(connection, {"athletes": keys})
    disciplines = library.disciplines.take(connection, {row.discipline_id for row in rows})
    found: dict[AthleteId, list[Discipline]] = {athlete_id: [] for athlete_id in athletes}
    for row in rows:
        found[row.slug].append(disciplines[row.discipline_id])
    return {athlete_id: tuple(theirs) for athlete_id, theirs in found.items()}
