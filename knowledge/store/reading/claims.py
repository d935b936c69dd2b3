"""What is disputed: claims beside or against the results, and pairs of athletes that may be one person."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, bindparam, func, or_, select, true

from knowledge.models.base import AthleteId
from knowledge.models.claim import Claim, Saying
from knowledge.models.records import Doubt, RaceHead
from knowledge.store.reading.entity_cache import EntityCache, newest_first
from knowledge.store.reading.queries import Prepared, for_keys, lists_of, sources_of, texts_of
from knowledge.store.schema import (
    athlete,
    claim,
    claim_athlete,
    claim_saying,
    claim_source,
    doubt,
    doubt_evidence,
    source,
)

_DOUBTS_AT_ONCE = 500
"""Pairs in one query."""

_SAYINGS = for_keys(
    select(claim_saying.c.claim_id, source.c.slug, claim_saying.c.says)
    .join_from(claim_saying, source)
    .order_by(claim_saying.c.claim_id, claim_saying.c.position),
    claim_saying.c.claim_id,
)
_ATHLETES = for_keys(
    select(claim_athlete.c.claim_id, athlete.c.slug)
    .join_from(claim_athlete, athlete)
    .order_by(claim_athlete.c.claim_id, claim_athlete.c.position),
    claim_athlete.c.claim_id,
)


_NAMING = select(claim_athlete.c.claim_id).where(claim_athlete.c.athlete_id == bindparam("athlete"))


def _where(condition: ColumnElement[bool]) -> Prepared:
    query = select(claim).where(condition)
    return Prepared(query.order_by(claim.c.race_id, claim.c.athlete_id, claim.c.position))


_OF_RACE = _where(claim.c.race_id == bindparam("race"))
_OF_ATHLETE = _where(claim.c.athlete_id == bindparam("athlete"))
_ABOUT = _where(or_(claim.c.athlete_id == bindparam("athlete"), claim.c.id.in_(_NAMING)))


def claims_in_file(
    connection: Connection, *, race: int | None = None, athlete: int | None = None
) -> tuple[Claim, ...]:
    """The claims in one file, a race's or an athlete's, in their order."""
    rows = (
        _OF_RACE.rows(connection, {"race": race})
        if race is not None
        else _OF_ATHLETE.rows(connection, {"athlete": athlete})
    )
    return tuple(built for _, built in _built(connection, rows))


def claims_by_file(
    connection: Connection, column: Column[int], keys: Collection[int]
) -> dict[int, tuple[Claim, ...]]:
    """The claims in the files of these keys. `column` is the race's or the athlete's key of a claim."""
    by_key: dict[int, list[Claim]] = {key: [] for key in keys}
    rows = _where(column.in_(bindparam("keys", expanding=True))).rows(connection, {"keys": list(keys)})
    for row, built in _built(connection, rows):
        by_key[getattr(row, column.name)].append(built)
    return {key: tuple(built) for key, built in by_key.items()}


def claims_about(
    connection: Connection, cache: EntityCache, athlete_id: AthleteId
) -> tuple[tuple[RaceHead | None, Claim], ...]:
    """The claims in the athlete's own file, then those elsewhere that name the athlete, newest race first.

    Each comes with the race whose file it is in, if it is a race's.
    """
    key, _ = cache.athlete(connection, athlete_id)
    claims = _built(connection, _ABOUT.rows(connection, {"athlete": key}))
    beside_races = {row.race_id for row, _ in claims if row.race_id is not None}
    heads = cache.heads.get(connection, beside_races)
    own = [(None, built) for row, built in claims if row.athlete_id == key]
    beside = [(heads[row.race_id], built) for row, built in claims if row.race_id is not None]
    elsewhere = [(None, built) for row, built in claims if row.athlete_id not in {key, None}]
    return (*own, *sorted(beside, key=lambda pair: newest_first(pair[0])), *elsewhere)


def _built(connection: Connection, rows: Sequence[Any]) -> list[tuple[Any, Claim]]:
    if not rows:
        return []
    keys = {row.id for row in rows}
    sayings = _sayings(connection, keys)
    reasons = sources_of(connection, claim_source, keys)
    athletes = _athletes(connection, keys)
    return [
        (
            row,
            Claim(
                about=row.about,
                status=row.status,
                sayings=sayings[row.id],
                stands=row.stands,
                why=row.why,
                rests_on=reasons[row.id],
                athletes=athletes[row.id],
            ),
        )
        for row in rows
    ]


def _sayings(connection: Connection, keys: Collection[int]) -> dict[int, tuple[Saying, ...]]:
    lists = lists_of(connection, _SAYINGS, keys)
    return {key: tuple(Saying(source=row.slug, says=row.says) for row in rows) for key, rows in lists.items()}


def _athletes(connection: Connection, keys: Collection[int]) -> dict[int, tuple[AthleteId, ...]]:
    lists = lists_of(connection, _ATHLETES, keys)
    return {key: tuple(AthleteId(row.slug) for row in rows) for key, rows in lists.items()}


def read_doubts(connection: Connection, source: str | None = None) -> Iterator[Doubt]:
    """The pairs, most likely one person first; of one source (or of `curated`) where it is given."""
    one, other = athlete.alias(), athlete.alias()
    query = (
        select(doubt, one.c.slug.label("one"), other.c.slug.label("other"))
        .join_from(doubt, one, doubt.c.one_id == one.c.id)
        .join(other, doubt.c.other_id == other.c.id)
        .order_by(doubt.c.id)
        .limit(_DOUBTS_AT_ONCE)
    )
    query = query.where(_of(source))
    after = 0
    while batch := connection.execute(query.where(doubt.c.id > after)).all():
        after = batch[-1].id
        evidence = texts_of(connection, doubt_evidence, [row.id for row in batch])
        for row in batch:
            yield Doubt(
                one=row.one,
                other=row.other,
                one_key=row.one_key,
                other_key=row.other_key,
                evidence=evidence[row.id],
            )


def count_doubts(connection: Connection, source: str | None = None) -> int:
    """How many pairs `read_doubts` gives."""
    return connection.scalar(select(func.count()).select_from(doubt).where(_of(source))) or 0


def _of(source: str | None) -> ColumnElement[bool]:
    if source is None:
        return true()
    start = f"{source}/"
    return or_(
        *(column.startswith(start, autoescape=True) for column in (doubt.c.one_key, doubt.c.other_key))
    )
