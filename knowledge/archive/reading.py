"""A part as it is read: batches of rows for the tables, refusals on the way, and a digest of it all."""

import marshal
from collections.abc import Callable, Iterator
from hashlib import blake2b
from itertools import islice
from typing import NamedTuple

from knowledge.archive import schema
from knowledge.archive.coding import Cells, athlete_cells, can_be_kept, race_cells, row_cells
from knowledge.archive.numbered import UNFIT, Numbered
from knowledge.archive.records import Part
from knowledge.models.observation import Observation, Refusal, SeenAthlete, SeenRace

_BATCH = 2_000
_UNFIT = "It can't be kept: a text holds a character that no database takes, or a number is too large."
_TWICE = "Another row of this file is told from it by nothing."
# The oldest form that all texts fit into: newer ones write equal rows in several ways.
_FORM = 2


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
        self._digest = blake2b(digest_size=16)
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
            self._digest.update(marshal.dumps(tuple(batch), _FORM))
            self.read += len(some)
            yield batch

    @property
    def taken(self) -> int:
        """How many rows were read that weren't refused."""
        return len(self._keys)

    @property
    def digest(self) -> str:
        """Stands for all that was read so far: rows, races, people and their order."""
        return self._digest.hexdigest()

    def _rows(self, some: list[Observation | Refusal]) -> list[Cells]:
        races, athletes, keys = self._races, self._athletes, self._keys
        near_races, near_athletes = races.near, athletes.near
        all_fit = _fit([row for row in some if isinstance(row, Observation)])
        number = self._first + len(keys)
        cells: list[Cells] = []
        for row in some:
            if isinstance(row, Refusal):
                self._refuse(row)
                continue
            race, athlete = row.race, row.athlete
            known = near_races.get(id(race))
            race_key = races.add(race) if known is None else known[1]
            athlete_key = None
            if athlete is not None:
                met = near_athletes.get(id(athlete))
                athlete_key = athletes.add(athlete) if met is None else met[1]
            if UNFIT in (race_key, athlete_key) or not (all_fit or _fit([row])):
                self._refuse(Refusal(row=row.row, value=row.key, why=_UNFIT))
                continue
            name = hash(row.key)
            if name in keys:
                self._refuse(Refusal(row=row.row, value=row.key, why=_TWICE))
                continue
            keys.add(name)
            number += 1
            cells.append(row_cells(number, row, race_key, athlete_key))
        return cells


def _fit(rows: list[Observation]) -> bool:
    """Whether databases can keep what these rows say, but for their races and people."""
    texts: list[str | None] = []
    numbers: list[int | None] = []
    for row, key, _, _, team, team_nation, place, mark, value, _, _, notes, wind in rows:
        texts += (row, key, team, team_nation, mark, wind, *notes)
        numbers += (place, value)
    kept = [number for number in numbers if number is not None]
    return can_be_kept("".join(filter(None, texts)), kept)
