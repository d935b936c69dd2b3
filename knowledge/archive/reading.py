"""A part as it is read: batches of rows for the tables, refusals on the way, and a digest of it all."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from knowledge.archive import schema
from knowledge.archive.checksums import PartChecksum
from knowledge.archive.coding import Cells, athlete_cells, columns_can_be_kept, race_cells, row_cells
from knowledge.archive.numbered import Numbered
from knowledge.archive.records import Part
from knowledge.models.observation import Observation, Refusal, SeenAthlete, SeenRace

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
