"""Results of races with a single source, as columns: half a million rows that need no comparison.

They go straight into the file of columns. No row passes through Python or through a database.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from knowledge.imports.archive.schema import PART_BITS
from knowledge.imports.column_types import Codes, Numbers, Truths
from knowledge.imports.linkage.merge import LinkedPeople, LinkedSource, notes_of
from knowledge.models.facts import Status
from knowledge.store import schema
from knowledge.store.build.merged_races import AFTER_CURATED, PlaceWriter
from knowledge.store.build.rows import Rows
from knowledge.store.build.write_columns import Cells
from knowledge.store.columns import NONE

_WITHIN_PART = (1 << PART_BITS) - 1


class PlainResults:
    """Adds the results to the columns, source by source."""

    def __init__(
        self, rows: Rows, people: LinkedPeople, places: PlaceWriter, athletes: Mapping[str, int]
    ) -> None:
        """`athletes` has the keys of all people."""
        self._rows = rows
        self._people = people
        self._places = places
        self._athletes = athletes

    def add(self, one: LinkedSource, plain: Truths, races: Numbers) -> None:
        """Add the `plain` races of a source; `races` has the key of each race."""
        printed, rows = one.printed, one.printed.rows
        keys = self._keys(rows.key)
        athletes = np.array([self._athletes[person] for person in self._people.of[one.source.id]], np.int32)
        nations = np.array([self._places.nation(seen.nation) for seen in printed.athletes], np.int32)
        taken = np.flatnonzero(one.shown & plain[one.race_of]).astype(np.int32)
        if not len(taken):
            return

        race_of, athlete_of = one.race_of[taken], rows.athlete[taken]
        statuses, values = printed.values.statuses, printed.values
        finished = np.array([status is Status.FINISHED for status in statuses], np.bool_)[rows.status[taken]]
        # Where the rows may be of several races, places cannot be compared.
        placed = np.array([race.mixed is None for race in one.races], np.bool_)[race_of] & finished
        placed &= rows.place[taken] > 0
        marked = rows.value[taken] > 0
        self._rows.columns.add_cells(
            schema.result,
            {
                "id": Cells(keys[taken]),
                "race_id": Cells(races[race_of].astype(np.int32)),
                "athlete_id": Cells(athletes[athlete_of]),
                "nation_id": Cells(nations[athlete_of]),
                "position": Cells(keys[taken] + np.int32(AFTER_CURATED)),
                "place": Cells(np.where(placed, rows.place[taken], np.int32(NONE))),
                "mark": _used(np.where(marked, rows.mark[taken], np.int32(len(values.marks))), values.marks),
                "mark_value": Cells(np.where(marked, rows.value[taken], np.int32(NONE))),
                "hand_timed": Cells(rows.hand_timed[taken].astype(np.int8)),
                "status": _used(rows.status[taken], statuses),
                "wind_mps": _used(rows.wind_mps[taken], values.winds),
            },
        )
        noted = np.array([bool(notes) for notes in values.notes], np.bool_)[rows.notes[taken]]
        noted |= np.array([race.seen.indoor for race in one.races], np.bool_)[race_of]
        for index, key in zip(taken[noted].tolist(), keys[taken[noted]].tolist(), strict=True):
            notes = notes_of(one.races[one.race_of[index]], values.notes[rows.notes[index]])
            self._rows.add_texts(schema.result_note, key, notes)

    def _keys(self, keys: Numbers) -> Codes:
        """Reserve keys for the rows of all parts, and return that of each row."""
        _, starts, of = np.unique(keys >> PART_BITS, return_index=True, return_inverse=True)
        largest = (keys[np.append(starts[1:], len(keys)) - 1] & _WITHIN_PART).tolist()
        first = np.array([self._rows.next_key(schema.result, most + 1) for most in largest], np.int64)
        return ((keys & _WITHIN_PART) + first[of]).astype(np.int32)


def _used(codes: Codes, values: Sequence[object]) -> Cells:
    """The cells with the values that occur only; the code after the last stands for none."""
    used, places = np.unique(codes, return_inverse=True)
    return Cells(places.astype(np.int32), [values[code] if code < len(values) else None for code in used])
