"""Checksums of the archive, to detect damage.

Each part has a checksum over all its rows; the small tables share one. They are computed from values in the
order of the keys, so SQLite and PostgreSQL give the same, and are written in the transaction of the values.
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
"""The tables with rows of parts, and for each the column whose key contains the part."""


_FORM = 2
"""Version of marshal's format, which is three times as fast as JSON. Later versions are not canonical.

A test fixes the bytes, as a Python version with other bytes would report every archive as damaged.
"""
_HEAD = 5
"""Bytes of marshal's header of a list: type and length."""


class DamageError(Exception):
    """The archive differs from what was written."""


class FileChecksum:
    """Computes the checksum of a part. Add the rows of each table in the order of their keys."""

    def __init__(self) -> None:
        self._tables = {table: blake2b(digest_size=16) for table in _PART_OF}

    def add(self, table: Table, rows: list[Cells]) -> None:
        """Add rows with a cell for each column of the table, in its order."""
        # Without the header, so that the size of the batches does not matter.
        self._tables[table].update(memoryview(marshal.dumps(rows, _FORM))[_HEAD:])

    def text(self) -> str:
        """The checksum of all rows added so far."""
        together = blake2b(digest_size=16)
        for digest in self._tables.values():
            together.update(digest.digest())
        return together.hexdigest()


class CheckedReading:
    """Reads whole tables, part by part, and verifies the checksums of the parts."""

    def __init__(self, connection: Connection, parts: Iterable[int] | None = None) -> None:
        """Read all parts, or those with the given keys."""
        self._connection = connection
        columns = schema.part.c
        rows = connection.execute(select(columns.id, columns.checksum).order_by(columns.id))
        wanted = None if parts is None else set(parts)
        self._expected: dict[int, str | None] = {
            key: checksum for key, checksum in rows if wanted is None or key in wanted
        }
        self._read = {key: FileChecksum() for key in self._expected}
        self._left = list(_PART_OF)

    def rows(self, table: Table) -> Iterator[list[tuple[Any, ...]]]:
        """All rows of a table in the order of their keys, in batches. Call it once for each table."""
        self._left.remove(table)
        for key, checksum in self._read.items():
            for some in _rows_of_part(self._connection, table, key):
                checksum.add(table, some)
                yield some

    def finish(self) -> None:
        """Read the remaining tables. Raises DamageError: when a checksum of a part does not match."""
        for table in tuple(self._left):
            for _ in self.rows(table):
                pass
        if any(checksum.text() != self._expected[key] for key, checksum in self._read.items()):
            raise DamageError


def part_checksum(connection: Connection, part_key: int) -> str:
    """The checksum of a part's current content."""
    checksum = FileChecksum()
    for table in _PART_OF:
        for some in _rows_of_part(connection, table, part_key):
            checksum.add(table, some)
    return checksum.text()


def check_part(connection: Connection, part_key: int) -> None:
    """Verify a part before it gets a new checksum. Raises DamageError: when its checksum does not match."""
    CheckedReading(connection, [part_key]).finish()


def write_part_checksum(connection: Connection, part_key: int) -> None:
    """Write the checksum of a part's current content."""
    checksum = part_checksum(connection, part_key)
    connection.execute(update(schema.part).where(schema.part.c.id == part_key).values(checksum=checksum))


def check_small_tables(connection: Connection) -> None:
    """Verify sources, parts and state. Raises DamageError: when their checksum does not match."""
    if connection.scalars(select(schema.state.c.checksum)).all() != [_small_tables(connection)]:
        raise DamageError


def write_small_checksum(connection: Connection) -> None:
    """Write the checksum of the sources, the parts and the state."""
    connection.execute(update(schema.state).values(checksum=_small_tables(connection)))


def write_all_checksums(connection: Connection) -> None:
    """Write all checksums, after a migration."""
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
            # Without `digest`: where it is wrong, an import compares the rows themselves.
            select(part.id, part.source_id, part.name, part.rows, part.refused, part.checksum).order_by(
                part.id
            ),
        )
    ]
    return blake2b(json.dumps(shapes, separators=(",", ":")).encode(), digest_size=16).hexdigest()


def _rows_of_part(connection: Connection, table: Table, part_key: int) -> Iterator[list[tuple[Any, ...]]]:
    within = _PART_OF[table].between(*schema.keys_of_part(part_key))
    yield from read_batches(connection, select(table).where(within).order_by(table.c.id))
