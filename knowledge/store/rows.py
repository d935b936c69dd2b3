"""Rows on their way into the database, many at a time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import count

from sqlalchemy import Connection, Table, insert

from knowledge.models.errors import KnowledgeError
from knowledge.store.schema import metadata

_MANY = 20_000

Value = object
"""What a column takes: text, a number, a date, a member of an enumeration, or None."""


class Rows:
    """Collects rows and inserts them in batches, those that others refer to first.

    Rows must be added after those they refer to.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: defaultdict[Table, list[dict[str, Value]]] = defaultdict(list)
        self._size = 0
        self._next: defaultdict[Table, count[int]] = defaultdict(lambda: count(1))
        self._keys: defaultdict[Table, dict[str, int]] = defaultdict(dict)

    def add(self, table: Table, **values: Value) -> None:
        """Add a row to a table that needs no key of its own."""
        self._waiting[table].append(values)
        self._size += 1
        if self._size >= _MANY:
            self.flush()

    def add_keyed(self, table: Table, known_as: str | None = None, **values: Value) -> int:
        """Add a row to a table with a key, and return the key. `key` finds it by what it is known as."""
        key = next(self._next[table])
        self.add(table, id=key, **values)
        if known_as is not None:
            self._keys[table][known_as] = key
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
        self.add_list(table, owner, ({"text": text} for text in texts))

    def key(self, table: Table, known_as: str) -> int:
        """The key of a row. Raises KnowledgeError where none is known so."""
        try:
            return self._keys[table][known_as]
        except KeyError:
            unknown = f"The facts name the {table.name} {known_as!r}, which none of them defines."
            raise KnowledgeError(unknown) from None

    def flush(self) -> None:
        """Insert everything that waits."""
        for table in metadata.sorted_tables:
            if waiting := self._waiting.pop(table, None):
                self._connection.execute(insert(table), waiting)
        self._size = 0
