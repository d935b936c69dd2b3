"""The sources of the archive: stored, listed, removed, and searched for near-duplicate files."""

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from knowledge.imports.archive import schema
from knowledge.imports.archive.bulk import next_key
from knowledge.imports.archive.records import ArchivedFile
from knowledge.models.base import SourceId
from knowledge.models.facts import Source


def keep_source(connection: Connection, source: Source) -> int:
    """Insert or update a source, and return its key."""
    values = source.model_dump(exclude={"id"})
    columns = schema.source.c
    row = connection.execute(select(schema.source).where(columns.slug == source.id)).one_or_none()
    if row is None:
        key = next_key(connection, columns.id)
        connection.execute(insert(schema.source).values(id=key, slug=source.id, **values))
        return key
    if _source(tuple(row)) != source:
        connection.execute(update(schema.source).where(columns.id == row.id).values(**values))
        next_revision(connection)
    return int(row.id)


def sources(connection: Connection) -> tuple[Source, ...]:
    """All sources, in the order of their first import."""
    rows = connection.execute(select(schema.source).order_by(schema.source.c.id))
    return tuple(_source(tuple(row)) for row in rows)


def parts(connection: Connection) -> tuple[ArchivedFile, ...]:
    """All files, source by source, in the order of their first import."""
    part, source = schema.part.c, schema.source.c
    found = connection.execute(
        select(source.slug, part.name, part.rows, part.refused)
        .join_from(schema.part, schema.source)
        .order_by(part.source_id, part.id)
    )
    return tuple(ArchivedFile(SourceId(slug), name, rows, refused) for slug, name, rows, refused in found)


def forget_source(connection: Connection, source_id: SourceId) -> int:
    """Remove a source with all its rows. Returns the number of its current rows; 0 for an unknown source."""
    key = connection.scalar(select(schema.source.c.id).where(schema.source.c.slug == source_id))
    if key is None:
        return 0
    removed = 0
    for part in connection.scalars(select(schema.part.c.id).where(schema.part.c.source_id == key)).all():
        first, last = schema.keys_of_part(part)
        removed += connection.execute(
            delete(schema.observation).where(schema.observation.c.id.between(first, last))
        ).rowcount
        statements = delete(schema.enrichment).where(schema.enrichment.c.id.between(first, last))
        removed += connection.execute(statements.where(schema.enrichment.c.until.is_(None))).rowcount
        connection.execute(statements)
        for column in (schema.former.c.observation_id, schema.race.c.id, schema.athlete.c.id):
            connection.execute(delete(column.table).where(column.between(first, last)))
    connection.execute(delete(schema.part).where(schema.part.c.source_id == key))
    connection.execute(delete(schema.source).where(schema.source.c.id == key))
    next_revision(connection)
    return removed


def next_revision(connection: Connection) -> None:
    """Start the next revision, after a change."""
    # With a new name: a restored backup continues from the same number, with other content.
    name = secrets.token_hex(4)
    connection.execute(update(schema.state).values(name=name, revision=schema.state.c.revision + 1))


def _source(row: tuple[object, ...]) -> Source:
    names = ("id", "publisher", "title", "published", "url", "licence", "note")
    return Source.model_validate(dict(zip(names, row[1:], strict=True)))


_LONGEST = 20_000
"""Longest file that is compared, in rows: files kept by hand are shorter. Chosen by hand."""
_MOST = 50
"""Files compared with a new one, the latest ones. Chosen by hand."""
_NEARLY_ALL = 0.9
"""Least share of common rows. Chosen by hand."""


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """Another file of the same source that has `shared` of the `rows` rows of a file."""

    part: str
    shared: int
    rows: int


def near_duplicate_of(connection: Connection, source_id: SourceId, part: str) -> NearDuplicate | None:
    """The file with the most rows in common with a file; None where no file has nearly all of its rows."""
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
    duplicates = [
        NearDuplicate(name, len(own & _keys(connection, other)), rows) for name, other in others[-_MOST:]
    ]
    best = max(duplicates, key=lambda twin: twin.shared)
    return best if best.shared >= _NEARLY_ALL * rows else None


def _keys(connection: Connection, part: int) -> set[str]:
    columns = schema.observation.c
    within = columns.id.between(*schema.keys_of_part(part))
    return set(connection.scalars(select(columns.key).where(within)))
