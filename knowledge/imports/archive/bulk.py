"""Many rows at a time, each database in the way that is fastest there."""

import csv
import gc
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any

from sqlalchemy import Connection, Select, Table, delete, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.elements import ColumnElement

from knowledge.imports.archive.encoding import Cell, Cells

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


_AT_ONCE_bulk_read = 10_000


def read_batches(connection: Connection, query: Select[Any]) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of a query of texts, numbers and truths, some at a time, as plain tuples.

    Truths come as 0 and 1. Raises DBAPIError where the database can't be read.
    """
    statement = _sql(connection, query)
    if connection.dialect.name == "postgresql":
        rows = _parsed(query, _copied(connection, statement))
        while some := list(islice(rows, _AT_ONCE_bulk_read)):
            yield some
        return
    # Straight from the driver: a Row object for each takes longer than the reading.
    cursor: Any = connection.connection.cursor()
    try:
        with _as_dbapi_error(connection, statement):
            cursor.execute(statement)
        while True:
            with _as_dbapi_error(connection, statement):
                fetched: list[tuple[Any, ...]] = cursor.fetchmany(_AT_ONCE_bulk_read)
            if not fetched:
                return
            yield fetched
    finally:
        cursor.close()


def _sql(connection: Connection, query: Select[Any]) -> str:
    return str(query.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True}))


def _copied(connection: Connection, statement: str) -> io.StringIO:
    # PostgreSQL's driver takes much longer over rows of a query than over one long text.
    copied = io.BytesIO()
    # What SQLAlchemy knows of a cursor has no COPY.
    cursor: Any = connection.connection.cursor()
    try:
        with _as_dbapi_error(connection, statement):
            cursor.execute(f"COPY ({statement}) TO STDOUT WITH (FORMAT csv)", stream=copied)
    finally:
        cursor.close()
    return io.StringIO(copied.getvalue().decode())


def _parsed(query: Select[Any], copied: io.StringIO) -> Iterator[tuple[Any, ...]]:
    read = [_reader(column) for column in query.selected_columns]
    for row in csv.reader(copied):
        yield tuple([one(cell) for one, cell in zip(read, row, strict=True)])


def _reader(column: Any) -> Callable[[str], Cell]:
    """What makes a cell of a field. An empty field is null where null may be, else an empty text."""
    read: Callable[[str], Cell] = _READERS.get(column.type.python_type, str)
    if not column.nullable:
        return read
    return lambda field: read(field) if field else None


_READERS: dict[type, Callable[[str], Cell]] = {int: int, bool: lambda field: 1 if field == "t" else 0}


@contextmanager
def _as_dbapi_error(connection: Connection, statement: str) -> Iterator[None]:
    try:
        yield
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError(statement, None, error) from error


_MANY = 100_000


@contextmanager
def rare_collections() -> Iterator[None]:
    """Collect garbage rarely. Rows make none that needs it, but each of them would count towards the next."""
    before = gc.get_threshold()
    gc.set_threshold(_MANY, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
