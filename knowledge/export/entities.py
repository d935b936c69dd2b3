"""Read every entity of the store for export, a batch of rows at a time."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from knowledge.curation import Entity
from knowledge.models.base import AthleteId
from knowledge.models.facts import Athlete, Coverage, Race, Relation, Result
from knowledge.models.mark import Mark, Measure
from knowledge.store import KnowledgeBase, schema
from knowledge.store.reading import (
    claims_by_file,
    for_keys,
    lists_of,
    load_cities,
    load_competitions,
    load_disciplines,
    load_editions,
    load_nations,
    load_sources,
    names_of,
    pairs_of,
    rows_of,
    sources_of,
    texts_of,
)

_AT_ONCE = 500
"""Rows in one query. Chosen by hand."""

_SMALL = (
    (schema.nation, load_nations),
    (schema.source, load_sources),
    (schema.city, load_cities),
    (schema.discipline, load_disciplines),
    (schema.competition, load_competitions),
    (schema.edition, load_editions),
)
_ATHLETES = for_keys(
    select(schema.athlete, schema.nation.c.slug.label("nation"))
    .join_from(schema.athlete, schema.nation)
    .order_by(schema.athlete.c.id),
    schema.athlete.c.id,
)
_RELATIONS = for_keys(
    select(
        schema.athlete_relation.c.athlete_id,
        schema.athlete_relation.c.id,
        schema.athlete_relation.c.kind,
        schema.athlete.c.slug,
    )
    .join_from(
        schema.athlete_relation, schema.athlete, schema.athlete_relation.c.other_id == schema.athlete.c.id
    )
    .order_by(schema.athlete_relation.c.athlete_id, schema.athlete_relation.c.position),
    schema.athlete_relation.c.athlete_id,
)
_RACES = for_keys(
    select(
        schema.race,
        schema.edition.c.slug.label("edition"),
        schema.discipline.c.slug.label("discipline"),
        schema.discipline.c.measure,
        schema.venue.c.name.label("venue"),
    )
    .join_from(schema.race, schema.edition)
    .join(schema.discipline, schema.race.c.discipline_id == schema.discipline.c.id)
    .outerjoin(schema.venue, schema.race.c.venue_id == schema.venue.c.id)
    .order_by(schema.race.c.id),
    schema.race.c.id,
)
_RESULTS = for_keys(
    select(schema.result, schema.athlete.c.slug.label("athlete"), schema.nation.c.slug.label("nation"))
    .join_from(schema.result, schema.nation, schema.result.c.nation_id == schema.nation.c.id)
    .outerjoin(schema.athlete, schema.result.c.athlete_id == schema.athlete.c.id)
    .order_by(schema.result.c.race_id, schema.result.c.position),
    schema.result.c.race_id,
)
_MEMBERS = for_keys(
    select(schema.result_member.c.result_id, schema.result_member.c.reserve, schema.athlete.c.slug)
    .join_from(schema.result_member, schema.athlete)
    .order_by(schema.result_member.c.result_id, schema.result_member.c.position),
    schema.result_member.c.result_id,
)


def all_entities(kb: KnowledgeBase) -> Iterator[Entity]:
    """Every entity: nations first, races with their results last, each after the entities it refers to."""
    with kb.connection() as connection:
        yield from _all_entities(connection)


def _all_entities(connection: Connection) -> Iterator[Entity]:
    for table, load in _SMALL:
        for keys in batches(connection, table):
            loaded = load(connection, keys)
            yield from (loaded[key] for key in keys)
    for keys in batches(connection, schema.athlete):
        yield from _athletes(connection, keys)
    for keys in batches(connection, schema.race):
        yield from _races(connection, keys)


def batches(connection: Connection, table: Table) -> Iterator[list[int]]:
    """The row keys of a table in ascending order, in batches."""
    after = 0
    while keys := list(
        connection.scalars(select(table.c.id).where(table.c.id > after).order_by(table.c.id).limit(_AT_ONCE))
    ):
        yield keys
        after = keys[-1]


def _athletes(connection: Connection, keys: Collection[int]) -> Iterator[Athlete]:
    names = names_of(connection, schema.athlete_name, keys)
    ids = pairs_of(connection, schema.athlete_outside_id, keys)
    sources = sources_of(connection, schema.athlete_source, keys)
    claims = claims_by_file(connection, schema.claim.c.athlete_id, keys)
    relations = _relations(connection, keys)
    for row in rows_of(connection, _ATHLETES, keys):
        yield Athlete(
            id=row.slug,
            name=row.name,
            family=row.family,
            sex=row.sex,
            nation=row.nation,
            born=row.born,
            died=row.died,
            names=names[row.id],
            relations=tuple(relations[row.id]),
            ids=ids[row.id],
            sources=sources[row.id],
            claims=claims[row.id],
            note=row.note,
        )


def _relations(connection: Connection, keys: Collection[int]) -> dict[int, list[Relation]]:
    rows = list(rows_of(connection, _RELATIONS, keys))
    sources = sources_of(connection, schema.athlete_relation_source, {row.id for row in rows})
    relations: defaultdict[int, list[Relation]] = defaultdict(list)
    for row in rows:
        relation = {"athlete": row.slug, "is": row.kind, "sources": sources[row.id]}
        relations[row.athlete_id].append(Relation.model_validate(relation))
    return relations


def _races(connection: Connection, keys: Collection[int]) -> Iterator[Race]:
    races = list(rows_of(connection, _RACES, keys))
    sources = sources_of(connection, schema.race_source, keys)
    claims = claims_by_file(connection, schema.claim.c.race_id, keys)
    results = _results(connection, {row.id: row.measure for row in races})
    for row in races:
        yield Race(
            id=row.slug,
            edition=row.edition,
            discipline=row.discipline,
            category=row.category,
            round=row.round,
            heat=row.heat,
            date=row.date if row.dated else None,
            venue=row.venue,
            coverage=Coverage(kind=row.coverage, limit=row.coverage_limit, note=row.coverage_note),
            sources=sources[row.id],
            results=tuple(results[row.id]),
            wind_mps=row.wind_mps,
            claims=claims[row.id],
            note=row.note,
        )


def _results(connection: Connection, measures: dict[int, Measure]) -> dict[int, list[Result]]:
    rows = list(rows_of(connection, _RESULTS, measures))
    keys = {row.id for row in rows}
    notes = texts_of(connection, schema.result_note, keys)
    sources = sources_of(connection, schema.result_source, keys)
    members = lists_of(connection, _MEMBERS, {row.id for row in rows if row.athlete_id is None})
    results: defaultdict[int, list[Result]] = defaultdict(list)
    for row in rows:
        results[row.race_id].append(
            Result(
                athlete=row.athlete,
                nation=row.nation,
                team=row.team,
                members=_slugs(members.get(row.id, ()), reserve=False),
                reserves=_slugs(members.get(row.id, ()), reserve=True),
                place=row.place,
                mark=_mark(row, measures[row.race_id]),
                status=row.status,
                medal=row.medal,
                notes=notes[row.id],
                sources=sources[row.id],
                wind_mps=row.wind_mps,
                superseded=row.superseded,
            )
        )
    return results


def _slugs(members: Iterable[Any], *, reserve: bool) -> tuple[AthleteId, ...]:
    return tuple(AthleteId(member.slug) for member in members if member.reserve is reserve)


def _mark(row: Row[Any], measure: Measure) -> Mark | None:
    if row.mark is None:
        return None
    return Mark(text=row.mark, value=row.mark_value, measure=measure, hand_timed=row.hand_timed)
