"""Files of one source that say the same: one that was renamed or copied."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from knowledge.archive import schema
from knowledge.models.base import SourceId

_LONGEST = 20_000
"""In rows: who keeps results by hand has no longer files, and to compare those of others would take long."""
_MOST = 50
_NEARLY_ALL = 0.9


@dataclass(frozen=True, slots=True)
class Twin:
    """Another part of the same source, in which `shared` of a part's `rows` stand too."""

    part: str
    shared: int
    rows: int


def twin_of(connection: Connection, source_id: SourceId, part: str) -> Twin | None:
    """The part that has most of nearly all rows of a part, of the same race and person each."""
    columns = schema.part.c
    of_source = (
        select(columns.id, columns.name, columns.rows)
        .join(schema.source, schema.source.c.id == columns.source_id)
        .where(schema.source.c.slug == source_id, columns.rows <= _LONGEST)
        .order_by(columns.id)
    )
    parts = {name: (key, rows) for key, name, rows in connection.execute(of_source)}
    if part not in parts:
        return None
    key, rows = parts.pop(part)
    others = [(name, other) for name, (other, many) in parts.items() if rows and many >= _NEARLY_ALL * rows]
    if not others:
        return None
    own = _keys(connection, key)
    found = [Twin(name, len(own & _keys(connection, other)), rows) for name, other in others[-_MOST:]]
    best = max(found, key=lambda twin: twin.shared)
    return best if best.shared >= _NEARLY_ALL * rows else None


def _keys(connection: Connection, part: int) -> set[str]:
    columns = schema.observation.c
    within = columns.id.between(*schema.keys_of_part(part))
    return set(connection.scalars(select(columns.key).where(within)))
