"""Taking in one part: what is new is added, what changed is corrected, what stands there no longer goes."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, func, insert, literal, select, update

from knowledge.archive import schema
from knowledge.archive.bulk import among, chunks, delete_by_key, insert_rows, next_key
from knowledge.archive.coding import Cell, athlete_cells, can_be_kept, race_cells, said_cells
from knowledge.archive.records import Part, PartReport
from knowledge.archive.seen import UNFIT, SeenKeys
from knowledge.archive.sources import keep_source, next_revision
from knowledge.models.facts import Source
from knowledge.models.observation import Observation, Refusal, SeenAthlete, SeenRace

_BATCH = 2_000
_NAMED = 1_000
"""How many refusals a report holds; all of them are told to whoever listens."""

_UNFIT = "It can't be kept: a text holds a character that no database takes, or a number is too large."
_TWICE = "Another row of this file is told from it by nothing."


class SourceKeys:
    """What an import remembers of one source from part to part."""

    def __init__(self, source: Source, source_key: int) -> None:
        self.source = source
        self.source_key = source_key
        self.athletes = SeenKeys[SeenAthlete](schema.athlete, source_key, athlete_cells)
        self.races = SeenKeys[SeenRace](schema.race, source_key, race_cells)


def keys_of(connection: Connection, source: Source) -> SourceKeys:
    """The keys of a source, which is put into the archive where it isn't there."""
    return SourceKeys(source, keep_source(connection, source))


class Taking:
    """One part on its way in, within one transaction."""

    def __init__(
        self, connection: Connection, keys: SourceKeys, part: Part, listen: Callable[[Refusal], None] | None
    ) -> None:
        self._connection = connection
        self._keys = keys
        self._part = part
        self._listen = listen
        self._new = self._same = self._corrected = self._withdrawn = self._refused_count = 0
        self._refused: list[Refusal] = []
        self._part_key, self._is_known = self._find_part()
        self._next = _next_observation(connection)
        self._first_new = self._next
        self._revision: int = connection.scalar(select(schema.state.c.revision)) or 0
        self._met = _Met(connection, self._part_key)
        self._numbers: set[int] = set()

    def run(self, progress: Callable[[int], None] | None) -> PartReport:
        """Read the part and keep what it says; `progress` is told how many of its rows were read so far."""
        read = 0
        rows = self._part.rows()
        while batch := list(islice(rows, _BATCH)):
            self._take(batch)
            read += len(batch)
            if progress is not None:
                progress(read)
        self._withdraw()
        return self._finish()

    def _find_part(self) -> tuple[int, bool]:
        columns = schema.part.c
        found = self._connection.scalar(
            select(columns.id).where(
                columns.source_id == self._keys.source_key, columns.name == self._part.name
            )
        )
        if found is not None:
            return found, True
        key = next_key(self._connection, columns.id)
        insert_rows(self._connection, schema.part, [(key, self._keys.source_key, self._part.name, 0, 0)])
        return key, False

    def _take(self, batch: list[Observation | Refusal]) -> None:
        said = list(self._fit(batch))
        known = self._known([row.key for row, _ in said])
        new: list[tuple[Cell, ...]] = []
        changed: list[tuple[Cell, ...]] = []
        moved: list[dict[str, Cell]] = []
        for row, cells in said:
            before = known.get(row.key)
            if before is None:
                # In `known` as a row that was met, so that another of its key in this batch is noticed too.
                known[row.key] = (self._next,)
                new.append((self._next, self._part_key, row.key, row.row, *cells))
                self._next += 1
                continue
            key = before[0]
            if key >= self._first_new or not self._met.add(key):
                self._refuse(Refusal(row=row.row, value=row.key, why=_TWICE))
            elif before[2:] != cells:
                changed.append((key, self._part_key, row.key, row.row, *cells))
            else:
                self._same += 1
                if before[1] != row.row:
                    moved.append({"moved": key, "to": row.row})
        self._new += len(new)
        self._corrected += len(changed)
        insert_rows(self._connection, schema.observation, new)
        self._correct(changed)
        self._move(moved)

    def _fit(self, batch: list[Observation | Refusal]) -> Iterator[tuple[Observation, tuple[Cell, ...]]]:
        """The observations that a database can keep, as cells."""
        rows = [row for row in batch if isinstance(row, Observation)]
        races = self._keys.races.find(self._connection, (row.race for row in rows))
        people = self._keys.athletes.find(
            self._connection, (row.athlete for row in rows if row.athlete is not None)
        )
        for row in batch:
            if isinstance(row, Refusal):
                self._refuse(row)
                continue
            race = races[id(row.race)][1]
            athlete = None if row.athlete is None else people[id(row.athlete)][1]
            text = f"{row.key}{row.row}{row.mark}{row.team}{row.team_nation}{row.wind_mps}{row.notes}"
            fits = can_be_kept(text, row.place, row.mark_value)
            if not fits or race == UNFIT or athlete == UNFIT:  # noqa: PLR1714 - half a million sets take time
                self._refuse(Refusal(row=row.row, value=row.key, why=_UNFIT))
            else:
                yield row, said_cells(row, race, athlete)

    def _known(self, keys: list[str]) -> dict[str, tuple[Any, ...]]:
        """What the archive has of this part under these keys: `id`, `row` and what it says."""
        if not self._is_known:
            # All that is there came in this pass. Numbers in the place of texts: they take little, and where
            # two texts have one, the archive is asked.
            numbers = [hash(key) for key in keys]
            keys = [key for key, number in zip(keys, numbers, strict=True) if number in self._numbers]
            self._numbers.update(numbers)
        if not keys:
            return {}
        columns = schema.observation.c
        found = self._connection.execute(
            select(columns.key, columns.id, columns.row, *(columns[name] for name in schema.SAID)).where(
                columns.part_id == self._part_key, among(self._connection, columns.key, keys)
            )
        )
        return {row[0]: tuple(row[1:]) for row in found}

    def _correct(self, changed: list[tuple[Cell, ...]]) -> None:
        if not changed:
            return
        keys = [int(row[0] or 0) for row in changed]
        self._keep_former(keys)
        # Out and in again rather than an update a row: both databases do that many at a time.
        delete_by_key(self._connection, schema.observation, keys)
        insert_rows(self._connection, schema.observation, changed)

    def _keep_former(self, keys: list[int]) -> None:
        columns: list[ColumnElement[Any]] = list(schema.observation.c)
        key = next_key(self._connection, schema.former.c.id)
        for some in chunks(keys):
            numbered = func.row_number().over(order_by=schema.observation.c.id) + (key - 1)
            revision = literal(self._revision + 1)
            before = select(numbered, columns[0], revision, *columns[1:]).where(columns[0].in_(some))
            self._connection.execute(
                insert(schema.former).from_select([column.name for column in schema.former.c], before)
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

    def _withdraw(self) -> None:
        for keys in self._met.missing(self._connection, self._first_new):
            self._keep_former(keys)
            delete_by_key(self._connection, schema.observation, keys)
            self._withdrawn += len(keys)

    def _refuse(self, refusal: Refusal) -> None:
        self._refused_count += 1
        if len(self._refused) < _NAMED:
            self._refused.append(refusal)
        if self._listen is not None:
            self._listen(refusal)

    def _finish(self) -> PartReport:
        report = PartReport(
            source_id=self._keys.source.id,
            part=self._part.name,
            new=self._new,
            same=self._same,
            corrected=self._corrected,
            withdrawn=self._withdrawn,
            refused_count=self._refused_count,
            refused=tuple(self._refused),
        )
        self._connection.execute(
            update(schema.part)
            .where(schema.part.c.id == self._part_key)
            .values(rows=self._new + self._same + self._corrected, refused=self._refused_count)
        )
        if report.changed or not self._is_known:
            next_revision(self._connection)
        return report


class _Met:
    """Which of a part's rows were met in this pass: a bit each, so that it stays small."""

    def __init__(self, connection: Connection, part_key: int) -> None:
        self._part_key = part_key
        columns = schema.observation.c
        first, last = connection.execute(
            select(func.min(columns.id), func.max(columns.id)).where(columns.part_id == part_key)
        ).one()
        self._first: int = first or 0
        self._bits = bytearray((last - first) // 8 + 1 if last is not None else 0)

    def add(self, key: int) -> bool:
        """Note a row; False where it was noted before."""
        byte, bit = divmod(key - self._first, 8)
        if self._bits[byte] & 1 << bit:
            return False
        self._bits[byte] |= 1 << bit
        return True

    def missing(self, connection: Connection, before: int) -> Iterable[list[int]]:
        """The keys of the part's rows below `before` that were not met, some at a time."""
        columns = schema.observation.c
        after = self._first - 1
        while self._bits:
            some = list(
                connection.scalars(
                    select(columns.id)
                    .where(columns.part_id == self._part_key, columns.id > after, columns.id < before)
                    .order_by(columns.id)
                    .limit(_BATCH)
                )
            )
            if not some:
                return
            after = some[-1]
            if missing := [key for key in some if self.add(key)]:
                yield missing


def _next_observation(connection: Connection) -> int:
    # A withdrawn row's key is never given again: its predecessors go by it.
    return max(
        next_key(connection, schema.observation.c.id), next_key(connection, schema.former.c.observation_id)
    )
