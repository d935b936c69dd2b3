"""Results of races that one source alone tells of: from the archive's tables into ours, all at once.

There are half a million of them, and nothing needs to look at any: each goes as it is to the race and the
athlete that its source's keys stand for.
"""

import numpy as np
from sqlalchemy import BigInteger, Column, Integer, MetaData, Table, and_, case, func, insert, select

from knowledge.imports.archive import schema as archived
from knowledge.imports.archive.schema import PART_BITS
from knowledge.imports.linkage.merge.link import LinkedArchive
from knowledge.imports.linkage.merge.sources import LinkedSource
from knowledge.imports.linkage.races.contradiction import Numbers, Truths
from knowledge.models.facts import Status
from knowledge.store import schema
from knowledge.store.build.merged_places import AFTER_CURATED, Places
from knowledge.store.build.merged_results import notes_of
from knowledge.store.build.rows import Rows

_metadata = MetaData()
_WITHIN_PART = (1 << PART_BITS) - 1


def _key() -> Column[int]:
    # A whole number of any size is SQLite's own key of a row only where it is called so.
    large = BigInteger().with_variant(Integer, "sqlite")
    return Column("id", large, primary_key=True, autoincrement=False)


def _temporary(name: str, *columns: str) -> Table:
    numbers = (Column(column, Integer, nullable=False) for column in columns)
    return Table(name, _metadata, _key(), *numbers, prefixes=["TEMPORARY"])


# Which races, athletes and keys of ours those of the archive stand for.
_part = _temporary("plain_part", "first")
_race = _temporary("plain_race", "race_id", "placed")
_athlete = _temporary("plain_athlete", "athlete_id", "nation_id")


class PlainResults:
    """Writes results, source by source; all are there when `finish` returns."""

    def __init__(self, rows: Rows, outside: LinkedArchive, places: Places, athletes: dict[str, int]) -> None:
        self._rows = rows
        self._people = outside.people
        self._places = places
        self._athletes = athletes
        self._taken: list[tuple[LinkedSource, Truths, dict[int, int]]] = []
        _metadata.create_all(rows.connection, checkfirst=False)

    def write(self, one: LinkedSource, plain: Truths, races: Numbers) -> None:
        """Take up the `plain` races of a source, whose keys are `races`."""
        printed = one.printed
        first = self._parts(printed.rows.key)
        race_of = one.number_of
        taken = plain[race_of] & (races[race_of] >= 0)
        clear = np.array([race.mixed is None for race in one.races], dtype=np.int64)
        self._rows.insert(
            _race,
            list(
                zip(
                    printed.race_keys[taken].tolist(),
                    races[race_of][taken].tolist(),
                    clear[race_of][taken].tolist(),
                    strict=True,
                )
            ),
        )
        self._rows.insert(
            _athlete,
            [
                (key, self._athletes[who], self._places.nation(seen.nation))
                for key, who, seen in zip(
                    printed.athlete_keys.tolist(),
                    self._people.of[one.source.id],
                    printed.athletes,
                    strict=True,
                )
            ],
        )
        self._taken.append((one, plain, first))

    def finish(self) -> None:
        """Write all results whose race and athlete were taken up."""
        said = archived.observation.c
        status = func.coalesce(said.status, str(Status.FINISHED))
        key = said.id.bitwise_and(_WITHIN_PART) + _part.c.first
        placed = and_(_race.c.placed == 1, status == str(Status.FINISHED), said.place > 0)
        marked = said.mark_value > 0
        cells = {
            "id": key,
            "race_id": _race.c.race_id,
            "athlete_id": _athlete.c.athlete_id,
            "position": key + AFTER_CURATED,
            "nation_id": _athlete.c.nation_id,
            "place": case((placed, said.place)),
            "mark": case((marked, said.mark)),
            "mark_value": case((marked, said.mark_value)),
            "hand_timed": said.hand_timed,
            "status": status,
            "wind_mps": said.wind_mps,
        }
        query = (
            select(*cells.values())
            .select_from(archived.observation)
            .join(_part, _part.c.id == said.id // (1 << PART_BITS))
            .join(_race, _race.c.id == said.race_id)
            .join(_athlete, _athlete.c.id == said.athlete_id)
        )
        self._rows.flush()
        self._rows.connection.execute(insert(schema.result).from_select(list(cells), query))
        _metadata.drop_all(self._rows.connection, checkfirst=False)
        for one, plain, first in self._taken:
            self._write_notes(one, plain, first)

    def _parts(self, keys: Numbers) -> dict[int, int]:
        """Keys of ours for all rows of the parts; what to add to a row's number within its part."""
        parts, starts = np.unique(keys >> PART_BITS, return_index=True)
        ends = np.append(starts[1:], len(keys)) - 1
        largest = (keys[ends] & _WITHIN_PART).tolist()
        first = {
            part: self._rows.next_key(schema.result, most + 1)
            for part, most in zip(parts.tolist(), largest, strict=True)
        }
        self._rows.insert(_part, list(first.items()))
        return first

    def _write_notes(self, one: LinkedSource, plain: Truths, first: dict[int, int]) -> None:
        indoor = np.array([race.seen.indoor for race in one.races], dtype=np.bool_)
        noted = np.zeros(len(one.shown), dtype=np.bool_)
        noted[list(one.printed.notes)] = True
        for index in np.flatnonzero(one.shown & plain[one.race_of] & (noted | indoor[one.race_of])).tolist():
            key = int(one.printed.rows.key[index])
            result = first[key >> PART_BITS] + (key & _WITHIN_PART)
            race = one.races[one.race_of[index]]
            self._rows.add_texts(schema.result_note, result, notes_of(race, one.printed.notes.get(index, ())))
