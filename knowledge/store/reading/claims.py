"""What sources say beside or against the results."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, bindparam, or_, select

from knowledge.models.base import AthleteId
from knowledge.models.facts import Claim, Saying
from knowledge.models.records import RaceHead
from knowledge.store.reading.cache import Library
from knowledge.store.reading.queries import Prepared, for_keys, lists_of, sources_of
from knowledge.store.reading.races import newest_first
from knowledge.store.schema import athlete, claim, claim_athlete, claim_saying, claim_source, source

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
    """The claims that one file holds, a race's or an athlete's, in their order."""
    found = (
        _OF_RACE.rows(connection, {"race": race})
        if race is not None
        else _OF_ATHLETE.rows(connection, {"athlete": athlete})
    )
    return tuple(built for _, built in _built(connection, found))


def claims_by_file(
    connection: Connection, column: Column[int], keys: Collection[int]
) -> dict[int, tuple[Claim, ...]]:
    """The claims of the files of these keys; `column` says whose: the race's or the athlete's."""
    found: dict[int, list[Claim]] = {key: [] for key in keys}
    rows = _where(column.in_(bindparam("keys", expanding=True))).rows(connection, {"keys": list(keys)})
    for row, built in _built(connection, rows):
        found[getattr(row, column.name)].append(built)
    return {key: tuple(built) for key, built in found.items()}


def claims_about(
    connection: Connection, library: Library, athlete_id: AthleteId
) -> tuple[tuple[RaceHead | None, Claim], ...]:
    """The claims of the athlete's own file, then those that name the athlete elsewhere, newest race first.

    Each with the race that it stands beside, if it is one.
    """
    key, _ = library.person(connection, athlete_id)
    found = _built(connection, _ABOUT.rows(connection, {"athlete": key}))
    beside_races = {row.race_id for row, _ in found if row.race_id is not None}
    heads = library.heads.take(connection, beside_races)
    own = [(None, built) for row, built in found if row.athlete_id == key]
    beside = [(heads[row.race_id], built) for row, built in found if row.race_id is not None]
    elsewhere = [(None, built) for row, built in found if row.athlete_id not in {key, None}]
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
