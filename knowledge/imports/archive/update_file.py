"""Update of a file that is in the archive already: a comparison row by row with what it says now."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, bindparam, func, insert, literal, select, update

from knowledge.imports.archive import schema
from knowledge.imports.archive.bulk import chunks, delete_by_key, insert_rows, next_key
from knowledge.imports.archive.encoding import Cell, Cells
from knowledge.imports.archive.file_reader import FileReader
from knowledge.imports.archive.records import Changes

_MOST_CACHED = 50_000
"""Races, or athletes, cached at once, in rows: it bounds the memory. Chosen by hand."""


class FileUpdate:
    """The update of one file, within one transaction."""

    def __init__(self, connection: Connection, part_key: int) -> None:
        self._connection = connection
        self._races = _StoredEntities(connection, schema.race, part_key)
        self._athletes = _StoredEntities(connection, schema.athlete, part_key)
        columns = schema.observation.c
        first, last = schema.keys_of_part(part_key)
        rows = connection.execute(
            select(columns.id, columns.key)
            .where(columns.id.between(first, last))
            .execution_options(yield_per=_MOST_CACHED)
        )
        # Hashes instead of texts, to save memory.
        self._unmatched = {hash(name): key for key, name in rows}
        # The key of a withdrawn row is never reused: its former versions refer to it.
        used = (columns.id, _former.observation_id)
        self._next = max(_next(connection, column, part_key) for column in used)
        self._revision = (connection.scalar(select(schema.state.c.revision)) or 0) + 1

    def run(self, reader: FileReader) -> Changes:
        """Read the file and store its current rows; rows that changed or disappeared become former ones."""
        new = corrected = 0
        for batch in reader.batches():
            self._races.add_read(batch.races, restarted=batch.restarted)
            self._athletes.add_read(batch.athletes, restarted=batch.restarted)
            added, changed = self._update(batch.rows)
            new += added
            corrected += changed
        withdrawn = sorted(self._unmatched.values())
        self._keep_former(withdrawn)
        delete_by_key(self._connection, schema.observation, withdrawn)
        return Changes(new, reader.accepted - new - corrected, corrected, len(withdrawn))

    def _update(self, rows: list[Cells]) -> tuple[int, int]:
        """Store a batch of rows. Returns how many are new and how many are corrected."""
        stored = self._stored(rows)
        new: list[Cells] = []
        corrected: list[Cells] = []
        moved: list[dict[str, Cell]] = []
        for row in rows:
            _, name, position, race, athlete, *values = row
            known = stored.get(name)
            if known is None:
                race_key, athlete_key = self._races.key(race), self._athletes.key(athlete)
                new.append((self._next, name, position, race_key, athlete_key, *values))
                self._next += 1
                continue
            del self._unmatched[hash(name)]
            correction = self._correction(known, row)
            if correction is not None:
                corrected.append(correction)
            elif position != known[2]:
                moved.append({"moved": known[0], "to": position})
        self._races.write_new()
        self._athletes.write_new()
        insert_rows(self._connection, schema.observation, new)
        self._correct(corrected)
        self._move(moved)
        return len(new), len(corrected)

    def _correction(self, known: Cells, row: Cells) -> Cells | None:
        """The stored row with the values of the row that was read; None where they are the same."""
        key, _, _, known_race, known_athlete, *known_values = known
        _, name, position, race, athlete, *values = row
        same_race = self._races.same(race, known_race)
        same_athlete = self._athletes.same(athlete, known_athlete)
        if same_race and same_athlete and values == known_values:
            return None
        race_key = known_race if same_race else self._races.key(race)
        athlete_key = known_athlete if same_athlete else self._athletes.key(athlete)
        return (key, name, position, race_key, athlete_key, *values)

    def _stored(self, rows: list[Cells]) -> dict[Cell, Cells]:
        """The stored rows of this file with the names of these rows, by name."""
        unmatched = self._unmatched
        keys = [unmatched[name] for name in (hash(row[1]) for row in rows) if name in unmatched]
        stored = _with_keys(self._connection, schema.observation, keys)
        self._races.load({row[3] for row in stored})
        self._athletes.load({row[4] for row in stored})
        return {row[1]: row for row in stored}

    def _correct(self, corrected: list[Cells]) -> None:
        keys = [int(row[0] or 0) for row in corrected]
        self._keep_former(keys)
        # Delete and insert instead of one UPDATE a row: both databases do these in bulk.
        delete_by_key(self._connection, schema.observation, keys)
        insert_rows(self._connection, schema.observation, corrected)

    def _keep_former(self, keys: list[int]) -> None:
        columns: list[ColumnElement[Any]] = list(schema.observation.c)
        key = next_key(self._connection, _former.id)
        for some in chunks(keys):
            numbered = func.row_number().over(order_by=columns[0]) + (key - 1)
            stored = select(numbered, columns[0], literal(self._revision), *columns[1:]).where(
                columns[0].in_(some)
            )
            self._connection.execute(
                insert(schema.former).from_select([column.name for column in _former], stored)
            )
            key += len(some)

    def _move(self, moved: list[dict[str, Cell]]) -> None:
        """Update the position of rows with the same values elsewhere in the file. It is no correction."""
        if moved:
            self._connection.execute(
                update(schema.observation)
                .where(schema.observation.c.id == bindparam("moved"))
                .values(row=bindparam("to")),
                moved,
            )


class _StoredEntities:
    """The races, or the athletes, of a file: those stored in the archive and those read from the file."""

    def __init__(self, connection: Connection, table: Table, part_key: int) -> None:
        self._connection = connection
        self._table = table
        self._read: dict[Cell, Cells] = {}
        self._stored: dict[Cell, Cells] = {}
        self._keys: dict[Cells, int] = {}
        self._new: list[Cells] = []
        self._next = _next(connection, table.c.id, part_key)
        first, last = schema.keys_of_part(part_key)
        self._cache(
            connection.execute(
                select(table).where(table.c.id.between(first, last)).order_by(table.c.id).limit(_MOST_CACHED)
            )
        )

    def add_read(self, read: list[Cells], *, restarted: bool) -> None:
        """Add entities read from the file, by the reader's keys; `restarted` drops the earlier ones first."""
        if restarted:
            self._read.clear()
        self._read.update((cells[0], cells[1:]) for cells in read)

    def load(self, keys: set[Cell]) -> None:
        """Load the stored entities with these keys into the cache."""
        if len(self._stored) > 2 * _MOST_CACHED:
            self._stored.clear()
            self._keys.clear()
        missing = [key for key in keys if key not in self._stored]
        self._cache(_with_keys(self._connection, self._table, missing))

    def same(self, read: Cell, stored: Cell) -> bool:
        """Whether an entity that was read equals a stored one that was loaded, by their keys."""
        return self._read.get(read) == self._stored.get(stored)

    def key(self, read: Cell) -> int | None:
        """The archive's key of an entity that was read; a new key where the archive has none."""
        if read is None:
            return None
        cells = self._read[read]
        key = self._keys.get(cells)
        if key is None:
            key = self._next
            self._next += 1
            self._new.append((key, *cells))
            self._cache([(key, *cells)])
        return key

    def write_new(self) -> None:
        """Insert the entities that got a new key."""
        insert_rows(self._connection, self._table, self._new)
        self._new = []

    def _cache(self, rows: Iterable[Any]) -> None:
        for row in rows:
            key, cells = row[0], tuple(row[1:])
            self._stored[key] = cells
            self._keys.setdefault(cells, key)


_former = schema.former.c


def _with_keys(connection: Connection, table: Table, keys: list[Any]) -> list[Cells]:
    rows: list[Cells] = []
    for some in chunks(keys):
        rows.extend(
            tuple[Cell, ...](row) for row in connection.execute(select(table).where(table.c.id.in_(some)))
        )
    return rows


def _next(connection: Connection, column: ColumnElement[int], part_key: int) -> int:
    """The first unused key of a part in a column."""
    first, last = schema.keys_of_part(part_key)
    return (connection.scalar(select(func.max(column)).where(column.between(first, last))) or first) + 1
