"""Many rows at a time, each database in the way that is fastest there."""

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Table, delete, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.elements import ColumnElement

from knowledge.archive.coding import Cells

_AT_ONCE = 5_000
_IN_A_STATEMENT = 200
"""SQLite takes up to 32,766 values in one statement, PostgreSQL up to 65,535."""


def insert_rows(connection: Connection, table: Table, rows: Sequence[Cells]) -> None:
    """Insert rows that have a cell for every column of the table, in its order."""
    if not rows:
        return
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    if connection.dialect.name == "postgresql":
        _copy(connection, table, names, rows)
        return
    # Straight to the driver: nothing here needs what insert() does for every row. Many rows in a statement,
    # for what a table checks is prepared anew for each.
    row = f"({', '.join('?' * len(table.columns))})"
    statement = f"INSERT INTO {table.name} ({names}) VALUES "  # noqa: S608 - our own names
    together = statement + ", ".join([row] * _IN_A_STATEMENT)
    rest = len(rows) % _IN_A_STATEMENT
    for start in range(0, len(rows) - rest, _IN_A_STATEMENT):
        cells = tuple(chain.from_iterable(rows[start : start + _IN_A_STATEMENT]))
        connection.exec_driver_sql(together, cells)
    if rest:
        connection.exec_driver_sql(statement + row, list(rows[-rest:]))


def delete_by_key(connection: Connection, table: Table, keys: Sequence[int]) -> None:
    """Delete the rows of these keys."""
    for some in chunks(keys):
        connection.execute(delete(table).where(table.c.id.in_(some)))


def chunks(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    """The keys, as many at a time as one statement takes."""
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]


def next_key(connection: Connection, column: ColumnElement[int]) -> int:
    """A whole number larger than all of a column."""
    return (connection.scalar(select(func.max(column))) or 0) + 1


def _copy(connection: Connection, table: Table, names: str, rows: Iterable[Cells]) -> None:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    # An empty field is null, but not where none may be.
    firm = ", ".join(
        f'"{column.name}"'
        for column in table.columns
        if not column.nullable and column.type.python_type is str
    )
    options = f"FORMAT csv, FORCE_NOT_NULL ({firm})" if firm else "FORMAT csv"
    # What SQLAlchemy knows of a cursor has no COPY.
    cursor: Any = connection.connection.cursor()
    try:
        cursor.execute(
            f"COPY {table.name} ({names}) FROM STDIN WITH ({options})", stream=[written.getvalue()]
        )
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError(f"COPY {table.name}", None, error) from error
    finally:
        cursor.close()
