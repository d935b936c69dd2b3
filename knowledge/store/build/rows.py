"""Collects rows in batches."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from functools import cache

from sqlalchemy import CheckConstraint, Connection, Table

from knowledge.imports.archive.bulk import insert_rows
from knowledge.imports.archive.encoding import Cell
from knowledge.models.errors import UnbuiltError
from knowledge.store.build.write_columns import TableColumns
from knowledge.store.schema import metadata

_BATCH = 20_000
"""Rows that are collected before they become columns. Chosen by hand."""

_RULED = {
    *(
        table
        for table in metadata.sorted_tables
        if any(isinstance(rule, CheckConstraint) for rule in table.constraints)
    ),
    *(key.column.table for table in metadata.sorted_tables for key in table.foreign_keys),
}
"""The tables with a rule that columns don't check (these check references, and what has to be unique)."""

Value = object
"""The value of a column: text, a number, a date, a member of an enumeration, or None."""


class Rows:
    """Collects rows and hands them on in batches, referenced tables first.

    They become columns; where there is a `connection`, rows of tables with rules of their own are inserted
    there too, so that a database checks them. Add rows after those they refer to.
    """

    def __init__(self, columns: TableColumns, connection: Connection | None = None) -> None:
        self.columns = columns
        self.connection = connection
        self._waiting: defaultdict[Table, list[tuple[Cell, ...]]] = defaultdict(list)
        self._size = 0
        self._next: defaultdict[Table, int] = defaultdict(lambda: 1)
        self._keys: defaultdict[Table, dict[str, int]] = defaultdict(dict)
        self._columns: dict[Table, dict[str, int]] = {}

    def add(self, table: Table, **values: Value) -> None:
        """Add a row; columns without a value are NULL. Raises ValueError for an unknown column."""
        at = self._columns.get(table)
        if at is None:
            at = self._columns[table] = {column.name: n for n, column in enumerate(table.columns)}
        cells: list[Cell] = [None] * len(at)
        try:
            for name, value in values.items():
                if value is not None:
                    cells[at[name]] = _cell(value)
        except KeyError:
            raise ValueError(f"{table.name} has no columns {values.keys() - at.keys()}") from None
        self.add_cells(table, tuple(cells))

    def add_cells(self, table: Table, cells: tuple[Cell, ...]) -> None:
        """Add a row with one cell for each column of the table, in their order."""
        self._waiting[table].append(cells)
        self._size += 1
        if self._size >= _BATCH:
            self.flush()

    def next_key(self, table: Table, many: int = 1) -> int:
        """An unused key of a table; `many` consecutive keys from it on are reserved."""
        key = self._next[table]
        self._next[table] += many
        return key

    def add_keyed(self, table: Table, known_as: str | None = None, **values: Value) -> int:
        """Add a row and return its new key, which `key` returns for `known_as`."""
        key = self.next_key(table)
        self.add(table, id=key, **values)
        if known_as is not None:
            self.know(table, known_as, key)
        return key

    def add_entity(self, table: Table, slug: str, **values: Value) -> int:
        """Add a row with a slug, and return its new key, which `key` returns for the slug."""
        return self.add_keyed(table, slug, slug=slug, **values)

    def add_list(self, table: Table, owner: int, lists: Iterable[Mapping[str, Value]]) -> None:
        """Add the rows of a list table that belong to one owner, in order."""
        for position, values in enumerate(lists):
            owned = {_owner_column(table): owner, "position": position}
            self.add(table, **owned, **values)

    def add_texts(self, table: Table, owner: int, texts: Iterable[str]) -> None:
        """Add the texts (names, notes) of one owner, in order."""
        for position, text in enumerate(texts):
            self.add_cells(table, (owner, position, text))

    def know(self, table: Table, known_as: str, key: int) -> None:
        """Register the key of a row under a name."""
        self._keys[table][known_as] = key

    def key(self, table: Table, known_as: str) -> int:
        """The key of a row by its name. Raises UnbuiltError when none has it."""
        try:
            return self._keys[table][known_as]
        except KeyError:
            unknown = f"The facts name the {table.name} {known_as!r}, which none of them defines."
            raise UnbuiltError(unknown) from None

    def flush(self) -> None:
        """Hand on all collected rows."""
        for table in metadata.sorted_tables:
            if waiting := self._waiting.pop(table, None):
                if self.connection is not None and table in _RULED:
                    insert_rows(self.connection, table, waiting)
                self.columns.add(table, waiting)
        self._size = 0


@cache
def _owner_column(table: Table) -> str:
    return next(iter(table.primary_key)).name


def _cell(value: Value) -> Cell:
    if type(value) in (str, int):
        return value  # type: ignore[return-value]
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    return str(value)
