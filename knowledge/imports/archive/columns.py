"""Bulk reads of the sources, column by column: numbers, and codes of distinct texts."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Table, select

from knowledge.imports.archive import schema
from knowledge.imports.archive.checksums import CheckedReading
from knowledge.imports.archive.sources import sources
from knowledge.imports.coded_records import (
    CodedRecords,
    Decode,
    Growing,
    RecordEncoder,
    ValueEncoder,
    first_seen,
    narrowed,
)
from knowledge.imports.column_types import MISSING, Codes, Numbers, Truths
from knowledge.models.base import DisciplineId
from knowledge.models.facts import Category, Round, Sex, Source, Status
from knowledge.models.observation import SeenAthlete, SeenRace

_Seen = TypeVar("_Seen")
_Number = TypeVar("_Number", bound=np.integer[Any])
_Team = tuple[str | None, str | None]
"""The name and the nation of a team."""


@dataclass(slots=True)
class SourceRows:
    """The rows of one source, column by column, in the order of their keys.

    `race` and `athlete` are indices of the source's printed races and athletes. Teams have no athlete.
    `mark`, `status`, `notes` and `wind_mps` are indices of the distinct values in `RowValues`.
    """

    key: Numbers
    race: Codes
    athlete: Codes
    place: Codes
    value: Codes
    hand_timed: Truths
    mark: Codes
    status: Codes
    notes: Codes
    wind_mps: Codes

    def drop(self, *columns: str) -> None:
        """Empty columns that nobody reads any more: each takes megabytes."""
        for column in columns:
            setattr(self, column, getattr(self, column)[:0].copy())


class RowValues(NamedTuple):
    """The distinct values of rows. Few stand for many: 45,000 marks for half a million rows."""

    marks: Sequence[str | None]
    statuses: Sequence[Status]
    notes: Sequence[tuple[str, ...]]
    winds: Sequence[str | None]


@dataclass(frozen=True, slots=True)
class SourceColumns:
    """One source: its printed races and athletes, and its rows.

    A race of several parts occurs several times. `teams` are the names and nations of teams, by index of the
    row.
    """

    source: Source
    races: CodedRecords[SeenRace]
    athletes: CodedRecords[SeenAthlete]
    rows: SourceRows
    values: RowValues
    teams: dict[int, _Team]

    def details(self, index: int) -> "RowDetails":
        """The details of a row."""
        rows, values = self.rows, self.values
        return RowDetails(
            _optional(rows.place[index]),
            values.marks[rows.mark[index]],
            _optional(rows.value[index]),
            bool(rows.hand_timed[index]),
            values.statuses[rows.status[index]],
            values.notes[rows.notes[index]],
            values.winds[rows.wind_mps[index]],
        )


class RowDetails(NamedTuple):
    """The details of a row, without its race and athlete."""

    place: int | None
    mark: str | None
    mark_value: int | None
    hand_timed: bool
    status: Status
    notes: tuple[str, ...]
    wind_mps: str | None


def read_source_columns(connection: Connection) -> Iterator[SourceColumns]:
    """The columns of each source, in the order of the first imports.

    Raises DamageError: when any checksum of a source does not match, before it is returned.
    """
    parts = _parts(connection)
    for source in sources(connection):
        reading = CheckedReading(connection, parts.get(source.id, ()))
        race_keys, races = _coded(reading, schema.race, SeenRace, _RACE_FIELDS)
        athlete_keys, printed = _coded(reading, schema.athlete, SeenAthlete, _ATHLETE_FIELDS)
        rows, values, teams = _rows(reading, race_keys, athlete_keys)
        reading.finish()
        if len(rows.key):
            races, race_of = _named(rows.race, races)
            printed, printed_of = _named(rows.athlete, printed)
            # An athlete is printed alike in several parts.
            alike, firsts = first_seen(*(printed.codes(field) for field in _ATHLETE_FIELDS))
            athlete_of = np.append(alike, np.int32(MISSING))[printed_of]
            rows = replace(rows, race=race_of, athlete=athlete_of)
            yield SourceColumns(source, races, printed.take(firsts), rows, values, teams)


def _coded(
    reading: CheckedReading, table: Table, make: Callable[..., _Seen], fields: Mapping[str, Decode]
) -> tuple[Numbers, CodedRecords[_Seen]]:
    """The keys of the rows of a table, ascending, and the rows. `fields` decodes the cells of each field."""
    keys = Growing(np.int64)
    encoder = RecordEncoder(make, fields)
    for some in reading.rows(table):
        key, *cells = zip(*some, strict=True)
        keys.add(np.array(key, np.int64))
        encoder.add(cells)
    return keys.whole(), encoder.records()


def _named(named: Codes, entities: CodedRecords[_Seen]) -> tuple[CodedRecords[_Seen], Codes]:
    """The entities that rows refer to, and for each row the index of its entity, or MISSING.

    Entities without a row, of withdrawn rows only, are left out.
    """
    used = np.zeros(len(entities) + 1, dtype=np.bool_)
    used[named] = True
    used = used[:-1]  # the last one is for MISSING
    if used.all():
        return entities, named
    number = np.append(np.cumsum(used, dtype=np.int32) - 1, np.int32(MISSING))
    return entities.take(np.flatnonzero(used)), number[named]


def _rows(
    reading: CheckedReading, race_keys: Numbers, athlete_keys: Numbers
) -> tuple[SourceRows, RowValues, dict[int, _Team]]:
    """The rows, with indices of races and athletes; their distinct values; the teams by index of the row."""
    columns = [Growing(kind) for kind in _ROW_KINDS]
    marks, statuses, notes, winds = ValueEncoder(), ValueEncoder(), ValueEncoder(), ValueEncoder()
    teams: dict[int, _Team] = {}
    size = 0
    for some in reading.rows(schema.observation):
        keys, _, _, races, athletes, names, nations, places, mark, values, hands, status, texts, wind = zip(
            *some, strict=True
        )
        printed = _numbers(athletes, np.int64)
        there = printed != MISSING
        indices = np.searchsorted(athlete_keys, printed).astype(np.int32)
        batch: tuple[NDArray[Any], ...] = (
            np.array(keys, np.int64),
            np.searchsorted(race_keys, np.array(races, np.int64)).astype(np.int32),
            np.where(there, indices, np.int32(MISSING)),
            _numbers(places, np.int32),
            _numbers(values, np.int32),
            np.array(hands, np.bool_),
            marks.codes(mark),
            statuses.codes(status),
            notes.codes(texts),
            winds.codes(wind),
        )
        for column, cells in zip(columns, batch, strict=True):
            column.add(cells)
        for index in np.flatnonzero(~there).tolist():
            teams[size + index] = (names[index], nations[index])
        size += len(some)
    key, race, athlete, place, value, hand_timed, *codes = (column.whole() for column in columns)
    rows = SourceRows(key, race, athlete, place, value, hand_timed, *map(narrowed, codes))
    values = RowValues([*marks], [*map(_status, statuses)], [*map(_notes, notes)], [*winds])
    return rows, values, teams


def _numbers(cells: Iterable[int | None], kind: type[_Number]) -> NDArray[_Number]:
    return np.array([MISSING if cell is None else cell for cell in cells], kind)


def _optional(number: int) -> int | None:
    return None if number == MISSING else int(number)


def _parts(connection: Connection) -> dict[str, list[int]]:
    part, source = schema.part, schema.source
    keys_by_slug: dict[str, list[int]] = {}
    for key, slug in connection.execute(select(part.c.id, source.c.slug).join_from(part, source)):
        keys_by_slug.setdefault(slug, []).append(key)
    return keys_by_slug


def _same(cell: Any) -> Any:
    return cell


def _status(cell: str | None) -> Status:
    return Status.FINISHED if cell is None else _STATUSES[cell]


def _notes(cell: str | None) -> tuple[str, ...]:
    return tuple(json.loads(cell)) if cell else ()


def _ids(cell: str | None) -> tuple[tuple[str, str], ...]:
    return tuple((system, number) for system, number in json.loads(cell)) if cell else ()


_ROW_KINDS = (np.int64, *(np.int32,) * 4, np.bool_, *(np.int32,) * 4)
"""The type of each column of the rows, while they are read."""
_STATUSES = {str(status): status for status in Status}
_RACE_FIELDS: Mapping[str, Decode] = {
    "discipline": DisciplineId,
    "category": Category,
    "date": date.fromisoformat,
    **dict.fromkeys(("venue", "stadium", "city", "nation"), _same),
    "round": Round,
    **dict.fromkeys(("heat", "competition", "key"), _same),
    "indoor": bool,
    "whole": bool,
    "wind_mps": _same,
}
_ATHLETE_FIELDS: Mapping[str, Decode] = {
    **dict.fromkeys(("name", "family"), _same),
    "sex": Sex,
    **dict.fromkeys(("nation", "born"), _same),
    "ids": _ids,
    "spellings": _notes,
}
