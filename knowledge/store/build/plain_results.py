"""Results of races with a single source, as columns: half a million rows that need no comparison.

They go straight into the file of columns. No row passes through Python or through a database.
"""

from collections.abc import Callable, Sequence

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
        """Add the `plain` races of a source; `races` has the key of each race. Its rows are dropped."""
        columns, table = self._rows.columns, schema.result.c
        taken = np.flatnonzero(one.shown & plain[one.race_of]).astype(np.int32)
        batches = [taken[start : start + _ROWS_AT_ONCE] for start in range(0, len(taken), _ROWS_AT_ONCE)]
        keys = self._keys(one.printed.rows.key)
        for some in batches:
            self._add_notes(one, some, keys)
        cells_of = self._references(one, races, keys) | _details(one)
        one.printed.rows.drop("key", "notes")
        # In the table's order: what a column drops no later one reads.
        for column in table:
            of, *read = cells_of.get(column.name, (_none,))
            for some in batches:
                columns.add_column(column, of(some))
            one.printed.rows.drop(*read)

    def _references(self, one: LinkedSource, races: Numbers, keys: Codes) -> "_CellsOf":
        printed, rows = one.printed, one.printed.rows
        races = races.astype(np.int32)
        athletes = self._athletes[self._people.of[one.source.id]].astype(np.int32)
        seen, firsts = first_seen(printed.athletes.codes("nation"))
        codes = (athlete.nation for athlete in printed.athletes.take(firsts))
        nations = np.array([*map(self._places.nation, codes)], np.int32)[seen]
        return {
            "id": (lambda some: Cells(keys[some]),),
            "race_id": (lambda some: Cells(races[one.race_of[some]]),),
            "athlete_id": (lambda some: Cells(athletes[rows.athlete[some]]),),
            "position": (lambda some: Cells(keys[some] + np.int32(AFTER_CURATED)),),
            "nation_id": (lambda some: Cells(nations[rows.athlete[some]]), "athlete"),
        }

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
        new, start = np.empty(len(keys), np.int32), 0
        while start < len(keys):
            end = int(np.searchsorted(keys, (keys[start] | _WITHIN_PART) + 1))
            within = keys[start:end] & _WITHIN_PART
            new[start:end] = within + self._rows.next_key(schema.result, int(within[-1]) + 1)
            start = end
        return new


_CellsOf = dict[str, tuple[Callable[[Codes], Cells], *tuple[str, ...]]]
"""What gives the cells of some rows, and the source's columns that are not read afterwards, by column."""


def _none(some: Codes) -> Cells:
    return Cells(np.zeros(len(some), np.int8), (None,))


def _details(one: LinkedSource) -> _CellsOf:
    """The cells that refer to nothing."""
    rows, values = one.printed.rows, one.printed.values
    finished = np.array([status is Status.FINISHED for status in values.statuses], np.bool_)

    def place(some: Codes) -> Cells:
        # Where the rows may be of several races, places cannot be compared.
        placed = one.races.values.mixed[one.race_of[some]] == 0
        placed &= finished[rows.status[some]] & (rows.place[some] > 0)
        return Cells(np.where(placed, rows.place[some], np.int32(NONE)))

    def mark(some: Codes) -> Cells:
        unmarked = np.int32(len(values.marks))
        return _used(np.where(rows.value[some] > 0, rows.mark[some], unmarked), values.marks)

    def mark_value(some: Codes) -> Cells:
        return Cells(np.where(rows.value[some] > 0, rows.value[some], np.int32(NONE)))

    return {
        "place": (place, "place"),
        "mark": (mark, "mark"),
        "mark_value": (mark_value, "value"),
        "hand_timed": (lambda some: Cells(rows.hand_timed[some].astype(np.int8)), "hand_timed"),
        "status": (lambda some: _used(rows.status[some], values.statuses), "status"),
        "wind_mps": (lambda some: _used(rows.wind_mps[some], values.winds), "wind_mps"),
    }


def _used(codes: Codes, values: Sequence[object]) -> Cells:
    """The cells with the values that occur only; the code after the last stands for none."""
    used, places = np.unique(codes, return_inverse=True)
    return Cells(places.astype(np.int32), [values[code] if code < len(values) else None for code in used])
