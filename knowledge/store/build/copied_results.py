"""Copies the results of races with a single source from the archive's tables, in one SQL statement.

These are half a million rows that need no comparison. Each is copied with the keys of its race and athlete
translated, so no row passes through Python.
"""

import numpy as np
from sqlalchemy import BigInteger, Column, Integer, MetaData, Table, and_, case, func, insert, select

from knowledge.imports.archive import schema as archived
from knowledge.imports.archive.schema import PART_BITS
from knowledge.imports.column_types import Numbers, Truths
from knowledge.imports.linkage.merge import LinkedPeople, LinkedSource, notes_of
from knowledge.models.facts import Status
from knowledge.store import schema
from knowledge.store.build.merged_races import AFTER_CURATED, PlaceWriter
from knowledge.store.build.rows import Rows

_metadata = MetaData()
_WITHIN_PART = (1 << PART_BITS) - 1


def _key() -> Column[int]:
    # In SQLite a column is the row id only where its type is INTEGER, which has 64 bits.
    large = BigInteger().with_variant(Integer, "sqlite")
    return Column("id", large, primary_key=True, autoincrement=False)


def _temporary(name: str, *columns: str) -> Table:
    numbers = (Column(column, Integer, nullable=False) for column in columns)
    return Table(name, _metadata, _key(), *numbers, prefixes=["TEMPORARY"])


# Translations of the archive's keys: of parts to the first result, of races and of athletes.
_part = _temporary("plain_part", "first")
_race = _temporary("plain_race", "race_id", "placed")
_athlete = _temporary("plain_athlete", "athlete_id", "nation_id")


class ResultCopier:
    """Collects the translation of keys, source by source, and then copies all results at once."""

    def __init__(
        self, rows: Rows, people: LinkedPeople, places: PlaceWriter, athletes: dict[str, int]
    ) -> None:
        """`athletes` has the keys of all people. Creates the temporary tables."""
        self._rows = rows
        self._people = people
        self._places = places
        self._athletes = athletes
        self._sources: list[tuple[LinkedSource, Truths, dict[int, int]]] = []
        _metadata.create_all(rows.connection, checkfirst=False)

    def add(self, one: LinkedSource, plain: Truths, races: Numbers) -> None:
        """Add the `plain` races of a source; `races` has the key of each race, MISSING for hidden ones."""
        printed = one.printed
        first = self._parts(printed.rows.key)
        race_of = one.number_of
        copied = plain[race_of] & (races[race_of] >= 0)
        placed = np.array([race.mixed is None for race in one.races], dtype=np.int64)
        self._rows.insert(
            _race,
            list(
                zip(
                    printed.race_keys[copied].tolist(),
                    races[race_of][copied].tolist(),
                    placed[race_of][copied].tolist(),
                    strict=True,
                )
            ),
        )
        self._rows.insert(
            _athlete,
            [
                (key, self._athletes[person], self._places.nation(seen.nation))
                for key, person, seen in zip(
                    printed.athlete_keys.tolist(),
                    self._people.of[one.source.id],
                    printed.athletes,
                    strict=True,
                )
            ],
        )
        self._sources.append((one, plain, first))

    def write(self) -> None:
        """Copy the results of all races that were added, then write their notes."""
        row = archived.observation.c
        status = func.coalesce(row.status, str(Status.FINISHED))
        key = row.id.bitwise_and(_WITHIN_PART) + _part.c.first
        placed = and_(_race.c.placed == 1, status == str(Status.FINISHED), row.place > 0)
        marked = row.mark_value > 0
        cells = {
            "id": key,
            "race_id": _race.c.race_id,
            "athlete_id": _athlete.c.athlete_id,
            "position": key + AFTER_CURATED,
            "nation_id": _athlete.c.nation_id,
            "place": case((placed, row.place)),
            "mark": case((marked, row.mark)),
            "mark_value": case((marked, row.mark_value)),
            "hand_timed": row.hand_timed,
            "status": status,
            "wind_mps": row.wind_mps,
        }
        query = (
            select(*cells.values())
            .select_from(archived.observation)
            .join(_part, _part.c.id == row.id // (1 << PART_BITS))
            .join(_race, _race.c.id == row.race_id)
            .join(_athlete, _athlete.c.id == row.athlete_id)
        )
        self._rows.flush()
        self._rows.connection.execute(insert(schema.result).from_select(list(cells), query))
        _metadata.drop_all(self._rows.connection, checkfirst=False)
        for one, plain, first in self._sources:
            self._write_notes(one, plain, first)

    def _parts(self, keys: Numbers) -> dict[int, int]:
        """Reserve keys for the rows of all parts. Returns the offset of each part's row numbers."""
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
