"""The winners of races."""

from collections.abc import Collection

from sqlalchemy import Connection, and_, bindparam, select

from knowledge.models.base import RaceId
from knowledge.models.records import Performance
from knowledge.store.reading.entity_cache import EntityCache, heads_where, newest_first
from knowledge.store.reading.results import lines_where, read_lines
from knowledge.store.schema import race, result

_KEYS = select(race.c.id).where(race.c.slug.in_(bindparam("races", expanding=True)))
_HEADS = heads_where(race.c.id.in_(_KEYS))
_LINES = lines_where(and_(result.c.race_id.in_(_KEYS), result.c.place == 1))


def read_winners(
    connection: Connection, cache: EntityCache, race_ids: Collection[RaceId]
) -> tuple[Performance, ...]:
    """The first places of these races, newest race first; several of a race where they are shared."""
    if not race_ids:
        return ()
    asked = {"races": list(race_ids)}
    heads = cache.read_heads(connection, _HEADS, asked)
    lines = sorted(
        read_lines(connection, cache, _LINES, asked, heads).values(), key=lambda pair: pair[0].position
    )
    first = [Performance(head=heads[row.race_id], result=line) for row, line in lines]
    return tuple(sorted(first, key=lambda performance: newest_first(performance.head)))
