"""Bulk reads of the sources, column by column: numbers, and codes of distinct texts."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, compress
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from knowledge.imports.archive import schema
from knowledge.imports.archive.checksums import CheckedReading
from knowledge.imports.archive.encoding import read_athlete
from knowledge.imports.archive.sources import sources
from knowledge.imports.column_types import MISSING, Codes, Numbers, Truths
from knowledge.models.base import DisciplineId
from knowledge.models.facts import Category, Round, Source, Status
from knowledge.models.observation import SeenAthlete, SeenRace

_Seen = TypeVar("_Seen")
_Value = TypeVar("_Value")
_Number = TypeVar("_Number", bound=np.integer[Any])
_Team = tuple[str | None, str | None]
"""The name and the nation of a team."""


@dataclass(frozen=True, slots=True)
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


class RowValues(NamedTuple):
    """The distinct values of rows. Few stand for many: 45,000 marks for half a million rows."""

    marks: Sequence[str | None]
    statuses: Sequence[Status]
    notes: Sequence[tuple[str, ...]]
    winds: Sequence[str | None]


@dataclass(frozen=True, slots=True)
class SourceColumns:
    """One source: its printed races and athletes, and its rows.

    A race or athlete of several parts occurs several times. `teams` are the names and nations of teams, by
    index of the row. `values` may have values of other sources too.
    """

    source: Source
    races: tuple[SeenRace, ...]
    athletes: tuple[SeenAthlete, ...]
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

    Raises DamageError: when any checksum does not match, before the first source is returned.
    """
    reading = CheckedReading(connection)
    race_keys, races = _races(reading)
    athlete_keys, athletes = _athletes(reading)
    rows, values, teams = _rows(reading, race_keys, athlete_keys)
    reading.finish()
    parts = _parts(connection)
    part_of = rows.key >> schema.PART_BITS
    for source in sources(connection):
        its_parts = np.zeros(int(part_of[-1]) + 1 if len(part_of) else 0, dtype=np.bool_)
        its_parts[[part for part in parts.get(source.id, []) if part < len(its_parts)]] = True
        own = its_parts[part_of]
        if own.any():
            some = rows
            if not own.all():
                some = SourceRows(*(getattr(rows, column)[own] for column in SourceRows.__slots__))
            yield _printed(source, some, races, athletes, values, teams)


def _printed(
    source: Source,
    rows: SourceRows,
    races: Sequence[SeenRace],
    athletes: Sequence[SeenAthlete],
    values: RowValues,
    teams: dict[int, _Team],
) -> SourceColumns:
    its_races, race_of = _named(rows.race, races)
    its_athletes, athlete_of = _named(rows.athlete, athletes)
    rows = replace(rows, race=race_of, athlete=athlete_of)
    keys = np.fromiter(teams, np.int64, len(teams))
    at = np.minimum(np.searchsorted(rows.key, keys), len(rows.key) - 1)
    its_teams = {
        index: team
        for index, team, is_its_own in zip(at.tolist(), teams.values(), rows.key[at] == keys, strict=True)
        if is_its_own
    }
    return SourceColumns(source, its_races, its_athletes, rows, values, its_teams)


def _named(named: Codes, entities: Sequence[_Seen]) -> tuple[tuple[_Seen, ...], Codes]:
    """The entities that rows refer to, and for each row the index of its entity, or MISSING.

    Entities without a row, of withdrawn rows only, are left out.
    """
    used = np.zeros(len(entities) + 1, dtype=np.bool_)
    used[named] = True
    used = used[:-1]  # the last one is for MISSING
    number = np.append(np.cumsum(used, dtype=np.int32) - 1, np.int32(MISSING))
    return tuple(compress(entities, used.tolist())), number[named]


class _Encoder(dict[str | None, int], Generic[_Value]):
    """Encodes texts by their first appearance, and decodes each distinct one once."""

    def __init__(self, decode: Callable[[str | None], _Value]) -> None:
        super().__init__()
        self._decode = decode

    def __missing__(self, text: str | None) -> int:
        code = self[text] = len(self)
        return code

    def codes(self, texts: Sequence[str | None]) -> Codes:
        """The code of each text."""
        return np.fromiter(map(self.__getitem__, texts), np.int32, len(texts))

    def decoded(self) -> list[_Value]:
        """The decoded text of each code."""
        return [*map(self._decode, self)]


def _rows(
    reading: CheckedReading, race_keys: Numbers, athlete_keys: Numbers
) -> tuple[SourceRows, RowValues, dict[int, _Team]]:
    """All rows, with indices of all races and athletes; their distinct values; teams by key of the row."""
    columns: list[list[NDArray[Any]]] = [[] for _ in SourceRows.__slots__]
    marks, winds = _Encoder(_text), _Encoder(_text)
    statuses, notes = _Encoder(_status), _Encoder(_notes)
    teams: dict[int, _Team] = {}
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
            column.append(cells)
        for index in np.flatnonzero(~there).tolist():
            teams[keys[index]] = (names[index], nations[index])
    if not columns[0]:
        no_keys, none, no_truths = np.empty(0, np.int64), np.empty(0, np.int32), np.empty(0, np.bool_)
        rows = SourceRows(no_keys, none, none, none, none, no_truths, none, none, none, none)
        return rows, RowValues((), (), (), ()), teams
    rows = SourceRows(*map(_joined, columns))
    return rows, RowValues(marks.decoded(), statuses.decoded(), notes.decoded(), winds.decoded()), teams


def _joined(batches: list[NDArray[Any]]) -> NDArray[Any]:
    """One array of all batches, which are emptied: so only one column is in memory twice."""
    joined = np.concatenate(batches)
    batches.clear()
    return joined


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


def _athletes(reading: CheckedReading) -> tuple[Numbers, list[SeenAthlete]]:
    """All athletes in the order of the keys. Athletes printed alike in several parts share one object."""
    once: dict[tuple[Any, ...], SeenAthlete] = {}
    keys: list[int] = []
    athletes: list[SeenAthlete] = []
    for key, *cells in chain.from_iterable(reading.rows(schema.athlete)):
        printed = tuple(cells)
        seen = once.get(printed)
        if seen is None:
            seen = once[printed] = read_athlete(printed)
        keys.append(key)
        athletes.append(seen)
    return np.array(keys, dtype=np.int64), athletes


def _races(reading: CheckedReading) -> tuple[Numbers, list[SeenRace]]:
    """All races in the order of their keys. Equal texts share one object, to save memory."""
    keys: list[int] = []
    races: list[SeenRace] = []
    disciplines: dict[DisciplineId, DisciplineId] = {}
    days: dict[str, date] = {}
    places: dict[str, tuple[str, str | None, str | None, str | None]] = {}
    texts: dict[str | None, str | None] = {}
    for (
        key,
        discipline,
        category,
        day,
        venue,
        stadium,
        city,
        nation,
        round_,
        heat,
        competition,
        own,
        indoor,
        whole,
        wind,
    ) in chain.from_iterable(reading.rows(schema.race)):
        when = days.get(day)
        if when is None:
            when = days[day] = date.fromisoformat(day)
        place = places.get(venue)
        if place is None or place[1:] != (stadium, city, nation):
            place = places[venue] = (venue, stadium, city, nation)
        keys.append(key)
        races.append(
            SeenRace(
                disciplines.setdefault(discipline, discipline),
                _CATEGORIES[category],
                when,
                *place,
                _ROUNDS[round_],
                heat,
                texts.setdefault(competition, competition),
                own,
                bool(indoor),
                bool(whole),
                texts.setdefault(wind, wind),
            )
        )
    return np.array(keys, dtype=np.int64), races


def _text(cell: str | None) -> str | None:
    return cell


def _status(cell: str | None) -> Status:
    return Status.FINISHED if cell is None else _STATUSES[cell]


def _notes(cell: str | None) -> tuple[str, ...]:
    return tuple(json.loads(cell)) if cell else ()


_CATEGORIES = {str(category): category for category in Category}
_ROUNDS = {str(round_): round_ for round_ in Round}
_STATUSES = {str(status): status for status in Status}
