"""The winners and the podiums of races."""

from collections.abc import Collection
from typing import Literal

from sqlalchemy import Connection, and_, bindparam, select

from knowledge.models.base import RaceId
from knowledge.models.records import Performance
from knowledge.store.reading.entity_cache import EntityCache, heads_where, newest_first
from knowledge.store.reading.results import lines_where, read_lines
from knowledge.store.schema import race, result

_KEYS = select(race.c.id).where(race.c.slug.in_(bindparam("races", expanding=True)))
_HEADS = heads_where(race.c.id.in_(_KEYS))
_LINES = {most: lines_where(and_(result.c.race_id.in_(_KEYS), result.c.place <= most)) for most in (1, 3)}
"""The results up to a place."""


def read_winners(
    connection: Connection, cache: EntityCache, race_ids: Collection[RaceId], most: Literal[1, 3] = 1
) -> tuple[Performance, ...]:
    """The places up to `most` of these races, newest race first; more of a race where places are shared."""
    if not race_ids:
        return ()
    asked = {"races": list(race_ids)}
    heads = cache.read_heads(connection, _HEADS, asked)
    lines = sorted(
        read_lines(connection, cache, _LINES[most], asked, heads).values(), key=lambda pair: pair[0].position
    )
    first = [Performance(head=heads[row.race_id], result=line) for row, line in lines]
    return tuple(sorted(first, key=lambda performance: newest_first(performance.head)))
