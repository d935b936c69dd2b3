"""Checksums of what the archive holds, so that damage is noticed.

A part has one over everything that is kept of it, the small tables have one together. They are made of values
in the order of their keys, so that they are the same on SQLite and on PostgreSQL, and are written in the
transaction that writes the values.
"""

import json
import marshal
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any

from sqlalchemy import Column, Connection, Table, select, update

from knowledge.imports.archive import schema
from knowledge.imports.archive.bulk import read_batches
from knowledge.imports.archive.encoding import Cell, Cells

_PART_OF: dict[Table, Column[Any]] = {
    table: table.c.id for table in (schema.race, schema.athlete, schema.observation, schema.enrichment)
} | {schema.former: schema.former.c.observation_id}
"""The tables that hold parts, and the column of each that tells of which part a row is."""


_FORM = 2
"""Of marshal, which is three times as fast as JSON: newer forms write equal rows in several ways.

A test holds it to its bytes, for a version of Python that wrote others would find every archive damaged.
"""
_HEAD = 5
"""In bytes: that it is a list, and how long."""


class DamageError(Exception):
    """The archive does not hold what was written into it."""


class FileChecksum:
    """The checksum of a part in the making. Rows of a table are added in the order of their keys."""

    def __init__(self) -> None:
        self._tables = {table: blake2b(digest_size=16) for table in _PART_OF}

    def add(self, table: Table, rows: list[Cells]) -> None:
        """Add rows that have a cell for every column of the table, in its order."""
        # Without how many they are, so that it doesn't matter how many come at a time.
        self._tables[table].update(memoryview(marshal.dumps(rows, _FORM))[_HEAD:])

    def text(self) -> str:
        """The checksum of all that was added."""
        together = blake2b(digest_size=16)
        for digest in self._tables.values():
            together.update(digest.digest())
        return together.hexdigest()


class CheckedReading:
    """Reads tables whole, part by part, and compares what it read with the checksums of the parts."""

    def __init__(self, connection: Connection, parts: Iterable[int] | None = None) -> None:
        """Of all parts, or of those whose keys are given."""
        self._connection = connection
        columns = schema.part.c
        found = connection.execute(select(columns.id, columns.checksum).order_by(columns.id))
        wanted = None if parts is None else set(parts)
        self._expected: dict[int, str | None] = {
            key: checksum for key, checksum in found if wanted is None or key in wanted
        }
        self._read = {key: FileChecksum() for key in self._expected}
        self._left = list(_PART_OF)

    def rows(self, table: Table) -> Iterator[list[tuple[Any, ...]]]:
        """All rows of a table in the order of their keys, some at a time. Once for each table."""
        self._left.remove(table)
        for key, checksum in self._read.items():
            for some in _rows_of_part(self._connection, table, key):
                checksum.add(table, some)
                yield some

    def finish(self) -> None:
        """Read the tables that are left. Raises DamageError where a part is not what was written."""
        for table in tuple(self._left):
            for _ in self.rows(table):
                pass
        if any(checksum.text() != self._expected[key] for key, checksum in self._read.items()):
            raise DamageError


def part_checksum(connection: Connection, part_key: int) -> str:
    """The checksum of what the archive holds of a part now."""
    checksum = FileChecksum()
    for table in _PART_OF:
        for some in _rows_of_part(connection, table, part_key):
            checksum.add(table, some)
    return checksum.text()


def check_part(connection: Connection, part_key: int) -> None:
    """Raise DamageError where a part is not what was written. For who is about to write a new checksum."""
    CheckedReading(connection, [part_key]).finish()


def write_part_checksum(connection: Connection, part_key: int) -> None:
    """Write the checksum of what the archive holds of a part now."""
    checksum = part_checksum(connection, part_key)
    connection.execute(update(schema.part).where(schema.part.c.id == part_key).values(checksum=checksum))


def check_small_tables(connection: Connection) -> None:
    """Raise DamageError where the sources, the parts or the state are not what was written."""
    if connection.scalars(select(schema.state.c.checksum)).all() != [_small_tables(connection)]:
        raise DamageError


def write_small_checksum(connection: Connection) -> None:
    """Write the checksum of the sources, the parts and the state."""
    connection.execute(update(schema.state).values(checksum=_small_tables(connection)))


def write_all_checksums(connection: Connection) -> None:
    """Write every checksum anew: for an archive whose tables were changed."""
    for key in connection.scalars(select(schema.part.c.id).order_by(schema.part.c.id)).all():
        write_part_checksum(connection, key)
    write_small_checksum(connection)


def _small_tables(connection: Connection) -> str:
    state, part = schema.state.c, schema.part.c
    shapes: list[list[list[Cell]]] = [
        [list(row) for row in connection.execute(query)]
        for query in (
            select(state.id, state.name, state.revision),
            select(schema.source).order_by(schema.source.c.id),
            # Without `digest`: what an import compares with it is compared with the rows where they differ.
            select(part.id, part.source_id, part.name, part.rows, part.refused, part.checksum).order_by(
                part.id
            ),
        )
    ]
    return blake2b(json.dumps(shapes, separators=(",", ":")).encode(), digest_size=16).hexdigest()


def _rows_of_part(connection: Connection, table: Table, part_key: int) -> Iterator[list[tuple[Any, ...]]]:
    within = _PART_OF[table].between(*schema.keys_of_part(part_key))
    yield from read_batches(connection, select(table).where(within).order_by(table.c.id))
