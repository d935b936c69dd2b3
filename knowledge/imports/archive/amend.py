"""Bringing a part that the archive has already to what it says now, row by row."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, bindparam, func, insert, literal, select, update

from knowledge.imports.archive import schema
from knowledge.imports.archive.batch import PartReading
from knowledge.imports.archive.bulk import chunks, delete_by_key, insert_rows, next_key
from knowledge.imports.archive.encoding import Cell, Cells
from knowledge.imports.archive.records import Changes

_MOST = 50_000
"""How many races or people are remembered at once: what bounds the memory."""


class Amending:
    """One part that may say something else than the archive, within one transaction."""

    def __init__(self, connection: Connection, part_key: int) -> None:
        self._connection = connection
        self._races = _Things(connection, schema.race, part_key)
        self._athletes = _Things(connection, schema.athlete, part_key)
        columns = schema.observation.c
        first, last = schema.keys_of_part(part_key)
        rows = connection.execute(
            select(columns.id, columns.key)
            .where(columns.id.between(first, last))
            .execution_options(yield_per=_MOST)
        )
        # Numbers in the place of texts: they take little.
        self._unmet = {hash(name): key for key, name in rows}
        # A withdrawn row's key is never given again: its predecessors go by it.
        given = (columns.id, _former.observation_id)
        self._next = max(_next(connection, column, part_key) for column in given)
        self._revision = (connection.scalar(select(schema.state.c.revision)) or 0) + 1

    def run(self, reading: PartReading) -> Changes:
        """Read the part; keep what it says now and, of what it says otherwise or no more, what it said."""
        new = corrected = 0
        for batch in reading.batches():
            self._races.note(batch.races, afresh=batch.afresh)
            self._athletes.note(batch.athletes, afresh=batch.afresh)
            added, changed = self._amend(batch.rows)
            new += added
            corrected += changed
        gone = sorted(self._unmet.values())
        self._keep_former(gone)
        delete_by_key(self._connection, schema.observation, gone)
        return Changes(new, reading.taken - new - corrected, corrected, len(gone))

    def _amend(self, rows: list[Cells]) -> tuple[int, int]:
        before = self._before(rows)
        new: list[Cells] = []
        changed: list[Cells] = []
        moved: list[dict[str, Cell]] = []
        for _, name, place, race, athlete, *said in rows:
            known = before.get(name)
            if known is None:
                new.append(
                    (self._next, name, place, self._races.key(race), self._athletes.key(athlete), *said)
                )
                self._next += 1
                continue
            key, _, place_before, race_before, athlete_before, *said_before = known
            del self._unmet[hash(name)]
            same_race = self._races.same(race, race_before)
            same_athlete = self._athletes.same(athlete, athlete_before)
            if not (same_race and same_athlete and said == said_before):
                race_key = race_before if same_race else self._races.key(race)
                athlete_key = athlete_before if same_athlete else self._athletes.key(athlete)
                changed.append((key, name, place, race_key, athlete_key, *said))
            elif place != place_before:
                moved.append({"moved": key, "to": place})
        self._races.write_new()
        self._athletes.write_new()
        insert_rows(self._connection, schema.observation, new)
        self._correct(changed)
        self._move(moved)
        return len(new), len(changed)

    def _before(self, rows: list[Cells]) -> dict[Cell, Cells]:
        """What the archive has of this part under the names of these rows."""
        unmet = self._unmet
        keys = [unmet[name] for name in (hash(row[1]) for row in rows) if name in unmet]
        found = _with_keys(self._connection, schema.observation, keys)
        self._races.look_up({row[3] for row in found})
        self._athletes.look_up({row[4] for row in found})
        return {row[1]: row for row in found}

    def _correct(self, changed: list[Cells]) -> None:
        keys = [int(row[0] or 0) for row in changed]
        self._keep_former(keys)
        # Out and in again rather than an update a row: both databases do that many at a time.
        delete_by_key(self._connection, schema.observation, keys)
        insert_rows(self._connection, schema.observation, changed)

    def _keep_former(self, keys: list[int]) -> None:
        columns: list[ColumnElement[Any]] = list(schema.observation.c)
        key = next_key(self._connection, _former.id)
        for some in chunks(keys):
            numbered = func.row_number().over(order_by=columns[0]) + (key - 1)
            before = select(numbered, columns[0], literal(self._revision), *columns[1:]).where(
                columns[0].in_(some)
            )
            self._connection.execute(
                insert(schema.former).from_select([column.name for column in _former], before)
            )
            key += len(some)

    def _move(self, moved: list[dict[str, Cell]]) -> None:
        """Rows that say the same in another place of their file: the place is for people, so it follows."""
        if moved:
            self._connection.execute(
                update(schema.observation)
                .where(schema.observation.c.id == bindparam("moved"))
                .values(row=bindparam("to")),
                moved,
            )


class _Things:
    """The races or the people of the part, as the archive has them and as they are read."""

    def __init__(self, connection: Connection, table: Table, part_key: int) -> None:
        self._connection = connection
        self._table = table
        self._read: dict[Cell, Cells] = {}
        self._kept: dict[Cell, Cells] = {}
        self._keys: dict[Cells, int] = {}
        self._new: list[Cells] = []
        self._next = _next(connection, table.c.id, part_key)
        first, last = schema.keys_of_part(part_key)
        self._keep(
            connection.execute(
                select(table).where(table.c.id.between(first, last)).order_by(table.c.id).limit(_MOST)
            )
        )

    def note(self, read: list[Cells], *, afresh: bool) -> None:
        """Take what was read, by the keys that its rows have for it."""
        if afresh:
            self._read.clear()
        self._read.update((cells[0], cells[1:]) for cells in read)

    def look_up(self, keys: set[Cell]) -> None:
        """Have what the archive keeps by these keys at hand."""
        if len(self._kept) > 2 * _MOST:
            self._kept.clear()
            self._keys.clear()
        self._keep(_with_keys(self._connection, self._table, [key for key in keys if key not in self._kept]))

    def same(self, read: Cell, kept: Cell) -> bool:
        """Whether a thing that was read is the one that the archive has by a key that was looked up."""
        return self._read.get(read) == self._kept.get(kept)

    def key(self, read: Cell) -> int | None:
        """The archive's key of a thing that was read, given where it has none."""
        if read is None:
            return None
        cells = self._read[read]
        key = self._keys.get(cells)
        if key is None:
            key = self._next
            self._next += 1
            self._new.append((key, *cells))
            self._keep([(key, *cells)])
        return key

    def write_new(self) -> None:
        """Write the things that keys were given to."""
        insert_rows(self._connection, self._table, self._new)
        self._new = []

    def _keep(self, rows: Iterable[Any]) -> None:
        for row in rows:
            key, cells = row[0], tuple(row[1:])
            self._kept[key] = cells
            self._keys.setdefault(cells, key)


_former = schema.former.c


def _with_keys(connection: Connection, table: Table, keys: list[Any]) -> list[Cells]:
    found: list[Cells] = []
    for some in chunks(keys):
        found.extend(
            tuple[Cell, ...](row) for row in connection.execute(select(table).where(table.c.id.in_(some)))
        )
    return found


def _next(connection: Connection, column: ColumnElement[int], part_key: int) -> int:
    """The first key of a part that no row has in a column."""
    first, last = schema.keys_of_part(part_key)
    return (connection.scalar(select(func.max(column)).where(column.between(first, last))) or first) + 1
