"""Reading hundreds of thousands of rows, each database in the way that is fastest there."""

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Select
from sqlalchemy.exc import DBAPIError

from knowledge.archive.coding import Cell

_AT_ONCE = 10_000


def read_batches(connection: Connection, query: Select[Any]) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of a query of texts, numbers and truths, some at a time, as plain tuples.

    Truths come as 0 and 1. Raises DBAPIError where the database can't be read.
    """
    statement = _sql(connection, query)
    if connection.dialect.name == "postgresql":
        rows = _parsed(query, _copied(connection, statement))
        while some := list(islice(rows, _AT_ONCE)):
            yield some
        return
    # Straight from the driver: a Row object for each takes longer than the reading.
    cursor: Any = connection.connection.cursor()
    try:
        with _as_dbapi_error(connection, statement):
            cursor.execute(statement)
        while True:
            with _as_dbapi_error(connection, statement):
                fetched: list[tuple[Any, ...]] = cursor.fetchmany(_AT_ONCE)
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
