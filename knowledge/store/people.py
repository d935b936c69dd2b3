"""Athletes: all that is held of one, in short, their namesakes and what they run."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, func, select

from knowledge.models.base import AthleteId
from knowledge.models.facts import Athlete, Discipline, Relation
from knowledge.models.records import AthleteRef
from knowledge.store import schema
from knowledge.store.claims import claims_in_file
from knowledge.store.library import Library
from knowledge.store.lists import names_of, sources_of
from knowledge.store.races import keys_of
from knowledge.store.results import entered
from knowledge.store.schema import athlete, athlete_relation, nation, race
from knowledge.store.things import pairs_of


def read_athlete(connection: Connection, athlete_id: AthleteId) -> Athlete:
    """All that the athlete's file holds. Raises KeyError for an unknown id."""
    query = select(athlete, nation.c.slug.label("nation")).join_from(athlete, nation)
    row = connection.execute(query.where(athlete.c.slug == athlete_id)).one_or_none()
    if row is None:
        raise KeyError(athlete_id)
    key = row.id
    return Athlete(
        id=row.slug,
        name=row.name,
        family=row.family,
        sex=row.sex,
        nation=row.nation,
        born=row.born,
        names=names_of(connection, schema.athlete_name, {key})[key],
        relations=_relations(connection, key),
        ids=pairs_of(connection, schema.athlete_outside_id, {key})[key],
        sources=sources_of(connection, schema.athlete_source, {key})[key],
        claims=claims_in_file(connection, athlete=key),
        note=row.note,
    )


_SELF = athlete.alias()
_FAMILY = select(_SELF.c.family_folded).where(_SELF.c.id == bindparam("athlete")).scalar_subquery()
_OF_FAMILY = and_(athlete.c.family_folded == _FAMILY, athlete.c.id != bindparam("athlete"))
_NAMESAKES = select(athlete.c.id).where(_OF_FAMILY).order_by(athlete.c.slug).limit(bindparam("most"))
_KIN = (
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
    keys = connection.scalars(_NAMESAKES, {"athlete": key, "most": limit}).all()
    refs = library.athletes.take(connection, keys)
    return tuple(refs[namesake] for namesake in keys)


def find_kin(
    connection: Connection, library: Library, athlete_id: AthleteId
) -> tuple[tuple[AthleteRef, str], ...]:
    """Those of the same family name who record this athlete as a relative, and as what."""
    key, _ = library.person(connection, athlete_id)
    rows = connection.execute(_KIN, {"athlete": key}).all()
    refs = library.athletes.take(connection, [row.id for row in rows])
    return tuple((refs[row.id], row.kind) for row in rows)


def count_disciplines(
    connection: Connection, library: Library, athletes: Collection[AthleteId]
) -> dict[AthleteId, tuple[Discipline, ...]]:
    """What each of the athletes runs, throws or jumps, most races first. Every athlete is there."""
    if not athletes:
        return {}
    there = entered(keys_of(connection, athlete.c.slug, athletes))
    query = (
        select(athlete.c.slug, race.c.discipline_id)
        .join_from(athlete, there, there.c.athlete_id == athlete.c.id)
        .join(race, there.c.race_id == race.c.id)
        .group_by(athlete.c.slug, race.c.discipline_id)
        .order_by(func.count().desc(), race.c.discipline_id)
    )
    rows = connection.execute(query).all()
    disciplines = library.disciplines.take(connection, {row.discipline_id for row in rows})
    found: dict[AthleteId, list[Discipline]] = {athlete_id: [] for athlete_id in athletes}
    for row in rows:
        found[row.slug].append(disciplines[row.discipline_id])
    return {athlete_id: tuple(theirs) for athlete_id, theirs in found.items()}


def _relations(connection: Connection, key: int) -> tuple[Relation, ...]:
    query: Select[Any] = (
        select(athlete_relation.c.id, athlete_relation.c.kind, athlete.c.slug)
        .join_from(athlete_relation, athlete, athlete_relation.c.other_id == athlete.c.id)
        .where(athlete_relation.c.athlete_id == key)
        .order_by(athlete_relation.c.position)
    )
    rows = connection.execute(query).all()
    sources = sources_of(connection, schema.athlete_relation_source, {row.id for row in rows})
    return tuple(
        Relation.model_validate({"athlete": row.slug, "is": row.kind, "sources": sources[row.id]})
        for row in rows
    )
