"""A part as it is read: batches of rows for the tables, refusals on the way, and a digest of it all."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from typing import Generic, NamedTuple, TypeVar

from knowledge.imports.archive import schema
from knowledge.imports.archive.checksums import PartChecksum
from knowledge.imports.archive.encoding import (
    Cells,
    athlete_cells,
    cells_can_be_kept,
    columns_can_be_kept,
    race_cells,
    row_cells,
)
from knowledge.imports.archive.records import Part
from knowledge.models.observation import Observation, Refusal, SeenAthlete, SeenRace

Seen = TypeVar("Seen")

_MOST = 50_000
"""How many may be remembered: what bounds the memory."""


class Numbered(Generic[Seen]):
    """Gives keys to one kind of seen things, in the order in which they are met."""

    def __init__(self, first: int, cells: Callable[[Seen], Cells]) -> None:
        """`first` is a key that no thing has; `cells` makes a thing's cells but for its key."""
        self._next = first + 1
        self._cells = cells
        # By identity: readers share one object between rows, and hashing a whole one takes longer than the
        # rest. The objects are kept, so that their identity isn't given to others meanwhile.
        self._near: dict[int, int] = {}
        self._met: list[Seen] = []
        self._far: dict[Cells, int] = {}
        self._new: list[Cells] = []
        self._unfit: set[int | None] = set()

    def keys(self, things: Sequence[Seen | None]) -> list[int | None]:
        """The keys of things, None for None."""
        near, add = self._near, self._add
        return [None if thing is None else near.get(id(thing)) or add(thing) for thing in things]

    def all_fit(self, keys: Sequence[int | None]) -> bool:
        """Whether every database takes the things that have these keys."""
        # Most cells come again and again.
        if not cells_can_be_kept(set(chain.from_iterable(self._new))):
            first = self._next - len(self._new)
            self._unfit.update(
                key for key, cells in enumerate(self._new, first) if not cells_can_be_kept(cells)
            )
        return self._unfit.isdisjoint(keys)

    def take_new(self) -> list[Cells]:
        """The rows of what was met for the first time since this was last asked, and can be kept."""
        new, self._new = self._new, []
        first = self._next - len(new)
        return [(key, *cells) for key, cells in enumerate(new, first) if key not in self._unfit]

    @property
    def many(self) -> bool:
        """Whether so many are remembered that it is time to forget."""
        return len(self._met) > _MOST

    def forget(self) -> None:
        """Number from here on anew, from the next free key."""
        self._near.clear()
        self._met.clear()
        self._far.clear()

    def _add(self, thing: Seen) -> int:
        cells = self._cells(thing)
        key = self._far.get(cells)
        if key is None:
            key = self._far[cells] = self._next
            self._next += 1
            self._new.append(cells)
        self._near[id(thing)] = key
        self._met.append(thing)
        return key


_BATCH = 2_000
_UNFIT = "It can't be kept: a text holds a character that no database takes, or a number is too large."
_TWICE = "Another row of this file is told from it by nothing."


class Batch(NamedTuple):
    """Some rows of a part as cells, and the races and people that are met in them for the first time.

    `afresh` says that these are told again from here on: no row has a key for one that was told before.
    """

    afresh: bool
    races: list[Cells]
    athletes: list[Cells]
    rows: list[Cells]


class PartReading:
    """Reads a part once, from beginning to end.

    Its keys are numbered from 1 on, as if the archive had nothing of the part yet.
    """

    def __init__(self, part: Part, part_key: int, refused: Callable[[Refusal], None]) -> None:
        """`refused` is told the rows that aren't taken, as they stand in the part."""
        self._part = part
        self._first, _ = schema.keys_of_part(part_key)
        self._refuse = refused
        self._checksum = PartChecksum()
        self._races = Numbered[SeenRace](self._first, race_cells)
        self._athletes = Numbered[SeenAthlete](self._first, athlete_cells)
        # Numbers in the place of texts: they take little.
        self._keys: set[int] = set()
        self.read = 0

    def batches(self) -> Iterator[Batch]:
        """The part, batch by batch. `read` counts the rows, refused ones too."""
        rows = self._part.rows()
        while some := list(islice(rows, _BATCH)):
            afresh = self._races.many or self._athletes.many
            if afresh:
                self._races.forget()
                self._athletes.forget()
            cells = self._rows(some)
            batch = Batch(afresh, self._races.take_new(), self._athletes.take_new(), cells)
            self._checksum.add(schema.race, batch.races)
            self._checksum.add(schema.athlete, batch.athletes)
            self._checksum.add(schema.observation, batch.rows)
            self.read += len(some)
            yield batch

    @property
    def taken(self) -> int:
        """How many rows were read that weren't refused."""
        return len(self._keys)

    @property
    def digest(self) -> str:
        """The checksum of all that was read so far, as if the archive had nothing of the part yet."""
        return self._checksum.text()

    def _rows(self, some: list[Observation | Refusal]) -> list[Cells]:
        rows = [row for row in some if isinstance(row, Observation)]
        cells = self._cells(rows)
        if cells is None:
            return self._cells(self._sound(some)) or []
        if len(rows) < len(some):
            for row in some:
                if isinstance(row, Refusal):
                    self._refuse(row)
        return cells

    def _cells(self, rows: list[Observation]) -> list[Cells] | None:
        """The cells of rows, None where one of them can't be taken. Column by column, which is fastest."""
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

    def _sound(self, some: list[Observation | Refusal]) -> list[Observation]:
        """The rows that can be taken; the others are refused, in the order in which they stand."""
        sound: list[Observation] = []
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
                sound.append(row)
        return sound
