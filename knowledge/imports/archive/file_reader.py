"""Reads a source file into batches of table rows, with refusals and a digest of the whole file."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from typing import Generic, NamedTuple, TypeVar

from knowledge.imports.archive import schema
from knowledge.imports.archive.checksums import FileChecksum
from knowledge.imports.archive.encoding import (
    Cells,
    athlete_cells,
    cells_can_be_kept,
    columns_can_be_kept,
    race_cells,
    row_cells,
)
from knowledge.imports.formats import SourceFile
from knowledge.models.observation import Observation, Refusal, SeenAthlete, SeenRace

Seen = TypeVar("Seen")

_MOST_CACHED = 50_000
"""Races, or athletes, cached at once, in entities: it bounds the memory. Chosen by hand."""


class KeyAllocator(Generic[Seen]):
    """Assigns keys to races, or to athletes, in the order of their first occurrence."""

    def __init__(self, first: int, cells: Callable[[Seen], Cells]) -> None:
        """The first key assigned is `first` + 1; `cells` returns the cells of an entity without its key."""
        self._next = first + 1
        self._cells = cells
        # By identity: formats share one object between rows, and hashing a whole object dominates the time.
        # `_kept` holds a reference to each object, so that its identity is not reused.
        self._by_identity: dict[int, int] = {}
        self._kept: list[Seen] = []
        self._by_cells: dict[Cells, int] = {}
        self._new: list[Cells] = []
        self._unfit: set[int | None] = set()

    def keys(self, entities: Sequence[Seen | None]) -> list[int | None]:
        """The keys of entities, None for None."""
        known, add = self._by_identity, self._add
        return [None if one is None else known.get(id(one)) or add(one) for one in entities]

    def all_fit(self, keys: Sequence[int | None]) -> bool:
        """Whether every database accepts the entities with these keys."""
        # Few cells are distinct, so each is tested once.
        if not cells_can_be_kept(set(chain.from_iterable(self._new))):
            first = self._next - len(self._new)
            self._unfit.update(
                key for key, cells in enumerate(self._new, first) if not cells_can_be_kept(cells)
            )
        return self._unfit.isdisjoint(keys)

    def take_new(self) -> list[Cells]:
        """The rows of the entities that are new since the last call and that every database accepts."""
        new, self._new = self._new, []
        first = self._next - len(new)
        return [(key, *cells) for key, cells in enumerate(new, first) if key not in self._unfit]

    @property
    def is_full(self) -> bool:
        """Whether the cache has reached its bound."""
        return len(self._kept) > _MOST_CACHED

    def restart(self) -> None:
        """Empty the cache: entities that occur again get new keys."""
        self._by_identity.clear()
        self._kept.clear()
        self._by_cells.clear()

    def _add(self, entity: Seen) -> int:
        cells = self._cells(entity)
        key = self._by_cells.get(cells)
        if key is None:
            key = self._by_cells[cells] = self._next
            self._next += 1
            self._new.append(cells)
        self._by_identity[id(entity)] = key
        self._kept.append(entity)
        return key


_BATCH = 2_000
"""Rows read at once. Chosen by hand."""
_UNFIT = "It can't be kept: a text holds a character that no database takes, or a number is too large."
_TWICE = "Another row of this file is told from it by nothing."


class Batch(NamedTuple):
    """Rows of a file as cells, and the races and athletes that occur in them for the first time.

    `restarted` means that keys of earlier batches are not used again, from this batch on.
    """

    restarted: bool
    races: list[Cells]
    athletes: list[Cells]
    rows: list[Cells]


class FileReader:
    """Reads a file once, from start to end.

    Keys are numbered from 1 on, as if the archive held nothing of the file.
    """

    def __init__(
        self, file: SourceFile[Observation], part_key: int, refused: Callable[[Refusal], None]
    ) -> None:
        """`refused` receives the refused rows, in the order of the file."""
        self._file = file
        self._first, _ = schema.keys_of_part(part_key)
        self._refuse = refused
        self._checksum = FileChecksum()
        self._races = KeyAllocator[SeenRace](self._first, race_cells)
        self._athletes = KeyAllocator[SeenAthlete](self._first, athlete_cells)
        # Hashes instead of texts, to save memory.
        self._keys: set[int] = set()
        self.read = 0

    def batches(self) -> Iterator[Batch]:
        """The file, batch by batch. `read` counts the rows so far, refused ones included."""
        rows = self._file.rows()
        while some := list(islice(rows, _BATCH)):
            restarted = self._races.is_full or self._athletes.is_full
            if restarted:
                self._races.restart()
                self._athletes.restart()
            cells = self._accepted(some)
            batch = Batch(restarted, self._races.take_new(), self._athletes.take_new(), cells)
            self._checksum.add(schema.race, batch.races)
            self._checksum.add(schema.athlete, batch.athletes)
            self._checksum.add(schema.observation, batch.rows)
            self.read += len(some)
            yield batch

    @property
    def accepted(self) -> int:
        """The number of rows read so far that were not refused."""
        return len(self._keys)

    @property
    def digest(self) -> str:
        """The checksum of all rows read so far, as if the archive held nothing of the file."""
        return self._checksum.text()

    def _accepted(self, some: list[Observation | Refusal]) -> list[Cells]:
        rows = [row for row in some if isinstance(row, Observation)]
        cells = self._cells(rows)
        if cells is None:
            return self._cells(self._checked(some)) or []
        if len(rows) < len(some):
            for row in some:
                if isinstance(row, Refusal):
                    self._refuse(row)
        return cells

    def _cells(self, rows: list[Observation]) -> list[Cells] | None:
        """The cells of rows; None where a row has to be refused. Works column by column, which is fastest."""
        if not rows:
            return []
        columns = tuple(zip(*rows, strict=True))
        race_keys, athlete_keys = self._races.keys(columns[2]), self._athletes.keys(columns[3])
        names = list(map(hash, columns[1]))
        if not (
            self._races.all_fit(race_keys)
            and self._athletes.all_fit(athlete_keys)
            and columns_can_be_kept(columns)
            and len(set(names)) == len(names)
            and self._keys.isdisjoint(names)
        ):
            return None
        number = self._first + len(self._keys) + 1
        self._keys.update(names)
        return row_cells(range(number, number + len(rows)), columns, race_keys, athlete_keys)

    def _checked(self, some: list[Observation | Refusal]) -> list[Observation]:
        """The rows to accept; the others are refused, in the order of the file."""
        fit: list[Observation] = []
        names: set[int] = set()
        for row in some:
            if isinstance(row, Refusal):
                self._refuse(row)
                continue
            name = hash(row.key)
            fits = columns_can_be_kept(tuple((value,) for value in row))
            if not (
                fits
                and self._races.all_fit(self._races.keys([row.race]))
                and self._athletes.all_fit(self._athletes.keys([row.athlete]))
            ):
                self._refuse(Refusal(row=row.row, value=row.key, why=_UNFIT))
            elif name in names or name in self._keys:
                self._refuse(Refusal(row=row.row, value=row.key, why=_TWICE))
            else:
                names.add(name)
                fit.append(row)
        return fit
