"""Results of races with a single source, as columns: half a million rows that need no comparison.

They go straight into the file of columns. No row passes through Python or through a database.
"""

from collections.abc import Sequence

import numpy as np

from knowledge.imports.archive.schema import PART_BITS
from knowledge.imports.coded_records import first_seen
from knowledge.imports.column_types import Codes, Numbers, Truths
from knowledge.imports.linkage.merge import LinkedPeople, LinkedSource, notes_of
from knowledge.models.facts import Status
from knowledge.store import schema
from knowledge.store.build.merged_races import AFTER_CURATED, PlaceWriter
from knowledge.store.build.rows import Rows
from knowledge.store.build.write_columns import Cells
from knowledge.store.columns import NONE

_WITHIN_PART = (1 << PART_BITS) - 1
_ROWS_AT_ONCE = 100_000
"""Rows that become columns at once: it bounds the memory. Chosen by hand."""


class PlainResults:
    """Adds the results to the columns, source by source."""

    def __init__(self, rows: Rows, people: LinkedPeople, places: PlaceWriter, athletes: Numbers) -> None:
        """`athletes` has the key of each person, by number."""
        self._rows = rows
        self._people = people
        self._places = places
        self._athletes = athletes

    def add(self, one: LinkedSource, plain: Truths, races: Numbers) -> None:
        """Add the `plain` races of a source; `races` has the key of each race."""
        printed, rows = one.printed, one.printed.rows
        keys = self._keys(rows.key)
        athletes = self._athletes[self._people.of[one.source.id]].astype(np.int32)
        seen, firsts = first_seen(printed.athletes.codes("nation"))
        codes = (athlete.nation for athlete in printed.athletes.take(firsts))
        nations = np.array([*map(self._places.nation, codes)], np.int32)[seen]
        taken = np.flatnonzero(one.shown & plain[one.race_of]).astype(np.int32)
        for start in range(0, len(taken), _ROWS_AT_ONCE):
            some = taken[start : start + _ROWS_AT_ONCE]
            race_of, athlete_of = one.race_of[some], rows.athlete[some]
            references = {
                "id": Cells(keys[some]),
                "race_id": Cells(races[race_of].astype(np.int32)),
                "athlete_id": Cells(athletes[athlete_of]),
                "nation_id": Cells(nations[athlete_of]),
                "position": Cells(keys[some] + np.int32(AFTER_CURATED)),
            }
            self._rows.columns.add_cells(schema.result, references | _details(one, some))
            self._add_notes(one, some, keys)

    def _add_notes(self, one: LinkedSource, some: Codes, keys: Codes) -> None:
        """Add the notes of some rows; `keys` are those of all rows."""
        rows, values = one.printed.rows, one.printed.values
        noted = np.array([bool(notes) for notes in values.notes], np.bool_)[rows.notes[some]]
        noted |= one.races.seen.mapped("indoor", bool, np.bool_)[one.race_of[some]]
        for index, key in zip(some[noted].tolist(), keys[some[noted]].tolist(), strict=True):
            notes = notes_of(one.races[one.race_of[index]], values.notes[rows.notes[index]])
            self._rows.add_texts(schema.result_note, key, notes)

    def _keys(self, keys: Numbers) -> Codes:
        """Reserve keys for the rows of all parts, and return that of each row."""
        _, starts, of = np.unique(keys >> PART_BITS, return_index=True, return_inverse=True)
        largest = (keys[np.append(starts[1:], len(keys)) - 1] & _WITHIN_PART).tolist()
        first = np.array([self._rows.next_key(schema.result, most + 1) for most in largest], np.int64)
        return ((keys & _WITHIN_PART) + first[of]).astype(np.int32)


def _details(one: LinkedSource, some: Codes) -> dict[str, Cells]:
    """The cells of some rows that refer to nothing."""
    rows, values = one.printed.rows, one.printed.values
    finished = np.array([status is Status.FINISHED for status in values.statuses], np.bool_)
    # Where the rows may be of several races, places cannot be compared.
    placed = (
        (one.races.values.mixed[one.race_of[some]] == 0)
        & finished[rows.status[some]]
        & (rows.place[some] > 0)
    )
    marked = rows.value[some] > 0
    return {
        "place": Cells(np.where(placed, rows.place[some], np.int32(NONE))),
        "mark": _used(np.where(marked, rows.mark[some], np.int32(len(values.marks))), values.marks),
        "mark_value": Cells(np.where(marked, rows.value[some], np.int32(NONE))),
        "hand_timed": Cells(rows.hand_timed[some].astype(np.int8)),
        "status": _used(rows.status[some], values.statuses),
        "wind_mps": _used(rows.wind_mps[some], values.winds),
    }


def _used(codes: Codes, values: Sequence[object]) -> Cells:
    """The cells with the values that occur only; the code after the last stands for none."""
    used, places = np.unique(codes, return_inverse=True)
    return Cells(places.astype(np.int32), [values[code] if code < len(values) else None for code in used])
