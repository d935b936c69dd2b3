"""Rows on their way into the database, many at a time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import Enum

from sqlalchemy import Connection, Table

from knowledge.imports.archive.bulk import insert_rows
from knowledge.imports.archive.encoding import Cell
from knowledge.models.errors import UnbuiltError
from knowledge.store.schema import metadata

_MANY = 20_000

Value = object
"""What a column takes: text, a number, a date, a member of an enumeration, or None."""


class Rows:
    """Collects rows and inserts them in batches, those that others refer to first.

    Rows must be added after those they refer to.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._waiting: defaultdict[Table, list[tuple[Cell, ...]]] = defaultdict(list)
        self._size = 0
        self._next: defaultdict[Table, int] = defaultdict(lambda: 1)
        self._keys: defaultdict[Table, dict[str, int]] = defaultdict(dict)
        self._columns: dict[Table, tuple[str, ...]] = {}

    def add(self, table: Table, **values: Value) -> None:
        """Add a row to a table that needs no key of its own."""
        columns = self._columns.get(table)
        if columns is None:
            columns = self._columns[table] = tuple(column.name for column in table.columns)
        if len(values) > len(columns) or not values.keys() <= set(columns):
            raise ValueError(f"{table.name} has no columns {values.keys() - set(columns)}")
        self.add_cells(table, tuple([_cell(values.get(name)) for name in columns]))

    def add_cells(self, table: Table, cells: tuple[Cell, ...]) -> None:
        """Add a row that has a cell for each column of the table, in its order."""
        self._waiting[table].append(cells)
        self._size += 1
        if self._size >= _MANY:
            self.flush()

    def next_key(self, table: Table, many: int = 1) -> int:
        """A key that no row of a table has; the `many` from it on are taken."""
        key = self._next[table]
        self._next[table] += many
        return key

    def add_keyed(self, table: Table, known_as: str | None = None, **values: Value) -> int:
        """Add a row to a table with a key, and return the key. `key` finds it by what it is known as."""
        key = self.next_key(table)
        self.add(table, id=key, **values)
        if known_as is not None:
            self.know(table, known_as, key)
        return key

    def add_thing(self, table: Table, slug: str, **values: Value) -> int:
        """Add a row that is known by its slug, and return its key."""
        return self.add_keyed(table, slug, slug=slug, **values)

    def add_list(self, table: Table, owner: int, lists: Iterable[Mapping[str, Value]]) -> None:
        """Add what one row has several of, in order."""
        column = next(iter(table.primary_key)).name
        for position, values in enumerate(lists):
            self.add(table, **{column: owner, "position": position}, **values)

    def add_texts(self, table: Table, owner: int, texts: Iterable[str]) -> None:
        """Add the texts (names, notes) of one row, in order."""
        for position, text in enumerate(texts):
            self.add_cells(table, (owner, position, text))

    def know(self, table: Table, known_as: str, key: int) -> None:
        """Note what a row is known as."""
        self._keys[table][known_as] = key

    def key(self, table: Table, known_as: str) -> int:
        """The key of a row. Raises UnbuiltError where none is known so."""
        try:
            return self._keys[table][known_as]
        except KeyError:
            unknown = f"The facts name the {table.name} {known_as!r}, which none of them defines."
            raise UnbuiltError(unknown) from None

    def insert(self, table: Table, rows: Sequence[tuple[Cell, ...]]) -> None:
        """Insert many rows at once, after all that wait."""
        self.flush()
        insert_rows(self.connection, table, rows)

    def flush(self) -> None:
        """Insert everything that waits."""
        for table in metadata.sorted_tables:
            if waiting := self._waiting.pop(table, None):
                insert_rows(self.connection, table, waiting)
        self._size = 0


def _cell(value: Value) -> Cell:
    if value is None or type(value) in (str, int):
        return value  # type: ignore[return-value]
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    return str(value)
