"""Bulk reads and inserts, in the fastest way of each database."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any

from sqlalchemy import Connection, Select, Table, delete, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.elements import ColumnElement

from knowledge.imports.archive.encoding import Cell, Cells

_KEYS_AT_ONCE = 5_000
"""Keys in one statement. SQLite accepts 32,766 parameters in a statement, PostgreSQL 65,535."""
_ROWS_AT_ONCE = 200
"""Rows in one INSERT, within the same limits for tables of up to 160 columns. Chosen by hand."""


def insert_rows(connection: Connection, table: Table, rows: Sequence[Cells]) -> None:
    """Insert rows with a cell for each column of the table, in its order."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        _copy(connection, table, rows)
        return
    # Directly to the driver: insert() has an overhead for each row. Many rows in a statement, as SQLite
    # prepares the checks of a table again for each statement.
    statement, row, bound = _without_nulls(table, rows)
    together = statement + ", ".join([row] * _ROWS_AT_ONCE)
    rest = len(bound) % _ROWS_AT_ONCE
    for start in range(0, len(bound) - rest, _ROWS_AT_ONCE):
        cells = tuple(chain.from_iterable(bound[start : start + _ROWS_AT_ONCE]))
        connection.exec_driver_sql(together, cells)
    if rest:
        connection.exec_driver_sql(statement + row, bound[-rest:])


def _without_nulls(table: Table, rows: Sequence[Cells]) -> tuple[str, str, list[Cells]]:
    """The beginning of an INSERT, its placeholders for a row, and the rows to bind, without None.

    Python's driver binds None several times slower than a text, as it searches for an adapter each time. So
    columns of None are left out, and an empty text stands for None in a column that has no empty text.
    """
    names: list[str] = []
    placeholders: list[str] = []
    bound: list[Sequence[Cell]] = []
    for column, cells in zip(table.columns, zip(*rows, strict=True), strict=True):
        nulls = cells.count(None)
        if nulls == len(cells):
            continue
        is_replaced = nulls > 0 and "" not in cells
        names.append(f'"{column.name}"')
        placeholders.append("NULLIF(?, '')" if is_replaced else "?")
        bound.append(["" if cell is None else cell for cell in cells] if is_replaced else cells)
    statement = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES "  # noqa: S608 - our own names
    return statement, f"({', '.join(placeholders)})", list(zip(*bound, strict=True))


def delete_by_key(connection: Connection, table: Table, keys: Sequence[int]) -> None:
    """Delete the rows of these keys."""
    for some in chunks(keys):
        connection.execute(delete(table).where(table.c.id.in_(some)))


def chunks(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    """The keys in chunks for one statement each."""
    for start in range(0, len(keys), _KEYS_AT_ONCE):
        yield keys[start : start + _KEYS_AT_ONCE]


def next_key(connection: Connection, column: ColumnElement[int]) -> int:
    """An unused key: larger than all values of a column."""
    return (connection.scalar(select(func.max(column))) or 0) + 1


def _copy(connection: Connection, table: Table, rows: Iterable[Cells]) -> None:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    # COPY reads an empty field as null; these columns have no null.
    firm = ", ".join(
        f'"{column.name}"'
        for column in table.columns
        if not column.nullable and column.type.python_type is str
    )
    options = f"FORMAT csv, FORCE_NOT_NULL ({firm})" if firm else "FORMAT csv"
    # SQLAlchemy's type of a cursor has no COPY.
    cursor: Any = connection.connection.cursor()
    try:
        cursor.execute(
            f"COPY {table.name} ({names}) FROM STDIN WITH ({options})", stream=[written.getvalue()]
        )
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError(f"COPY {table.name}", None, error) from error
    finally:
        cursor.close()


_ROWS_READ = 10_000
"""Rows read at once. Chosen by hand."""


def read_batches(connection: Connection, query: Select[Any]) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of a query as plain tuples, in batches. Booleans are 0 and 1.

    Raises DBAPIError: when the database cannot be read.
    """
    statement = _sql(connection, query)
    if connection.dialect.name == "postgresql":
        rows = _parsed(query, _copied(connection, statement))
        while some := list(islice(rows, _ROWS_READ)):
            yield some
        return
    # Directly from the driver: creating a Row object for each row takes longer than reading it.
    cursor: Any = connection.connection.cursor()
    try:
        with _as_dbapi_error(connection, statement):
            cursor.execute(statement)
        while True:
            with _as_dbapi_error(connection, statement):
                fetched: list[tuple[Any, ...]] = cursor.fetchmany(_ROWS_READ)
            if not fetched:
                return
            yield fetched
    finally:
        cursor.close()


def _sql(connection: Connection, query: Select[Any]) -> str:
    return str(query.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True}))


def _copied(connection: Connection, statement: str) -> io.StringIO:
    # PostgreSQL's driver reads one long text much faster than the rows of a query.
    copied = io.BytesIO()
    # SQLAlchemy's type of a cursor has no COPY.
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
    """The conversion of a CSV field to a cell. An empty field is null in a nullable column."""
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
