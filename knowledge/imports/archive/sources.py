"""The sources of the archive: kept, listed, forgotten whole."""

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from knowledge.imports.archive import schema
from knowledge.imports.archive.bulk import next_key
from knowledge.imports.archive.records import ArchivedFile
from knowledge.models.base import SourceId
from knowledge.models.facts import Source


def keep_source(connection: Connection, source: Source) -> int:
    """Put a source into the archive, or what is said of it now, and return its key."""
    values = source.model_dump(exclude={"id"})
    columns = schema.source.c
    found = connection.execute(select(schema.source).where(columns.slug == source.id)).one_or_none()
    if found is None:
        key = next_key(connection, columns.id)
        connection.execute(insert(schema.source).values(id=key, slug=source.id, **values))
        return key
    if _source(tuple(found)) != source:
        connection.execute(update(schema.source).where(columns.id == found.id).values(**values))
        next_revision(connection)
    return int(found.id)


def sources(connection: Connection) -> tuple[Source, ...]:
    """All sources, in the order in which they came."""
    found = connection.execute(select(schema.source).order_by(schema.source.c.id))
    return tuple(_source(tuple(row)) for row in found)


def parts(connection: Connection) -> tuple[ArchivedFile, ...]:
    """All parts, source by source, in the order in which they came."""
    part, source = schema.part.c, schema.source.c
    found = connection.execute(
        select(source.slug, part.name, part.rows, part.refused)
        .join_from(schema.part, schema.source)
        .order_by(part.source_id, part.id)
    )
    return tuple(ArchivedFile(SourceId(slug), name, rows, refused) for slug, name, rows, refused in found)


def forget_source(connection: Connection, source_id: SourceId) -> int:
    """Remove a source with all that came from it; returns how many rows it said, 0 if it isn't there."""
    key = connection.scalar(select(schema.source.c.id).where(schema.source.c.slug == source_id))
    if key is None:
        return 0
    said = 0
    for part in connection.scalars(select(schema.part.c.id).where(schema.part.c.source_id == key)).all():
        first, last = schema.keys_of_part(part)
        said += connection.execute(
            delete(schema.observation).where(schema.observation.c.id.between(first, last))
        ).rowcount
        statements = delete(schema.enrichment).where(schema.enrichment.c.id.between(first, last))
        said += connection.execute(statements.where(schema.enrichment.c.until.is_(None))).rowcount
        connection.execute(statements)
        for column in (schema.former.c.observation_id, schema.race.c.id, schema.athlete.c.id):
            connection.execute(delete(column.table).where(column.between(first, last)))
    connection.execute(delete(schema.part).where(schema.part.c.source_id == key))
    connection.execute(delete(schema.source).where(schema.source.c.id == key))
    next_revision(connection)
    return said


def next_revision(connection: Connection) -> None:
    """Count a change of the archive."""
    # Another name too: a restored backup counts on from the same number, but says something else then.
    name = secrets.token_hex(4)
    connection.execute(update(schema.state).values(name=name, revision=schema.state.c.revision + 1))


def _source(row: tuple[object, ...]) -> Source:
    names = ("id", "publisher", "title", "published", "url", "licence", "note")
    return Source.model_validate(dict(zip(names, row[1:], strict=True)))


_LONGEST = 20_000
"""In rows: who keeps results by hand has no longer files, and to compare those of others would take long."""
_MOST = 50
_NEARLY_ALL = 0.9


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """Another part of the same source, in which `shared` of a part's `rows` stand too."""

    part: str
    shared: int
    rows: int


def near_duplicate_of(connection: Connection, source_id: SourceId, part: str) -> NearDuplicate | None:
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
    found = [
        NearDuplicate(name, len(own & _keys(connection, other)), rows) for name, other in others[-_MOST:]
    ]
    best = max(found, key=lambda twin: twin.shared)
    return best if best.shared >= _NEARLY_ALL * rows else None


def _keys(connection: Connection, part: int) -> set[str]:
    columns = schema.observation.c
    within = columns.id.between(*schema.keys_of_part(part))
    return set(connection.scalars(select(columns.key).where(within)))
