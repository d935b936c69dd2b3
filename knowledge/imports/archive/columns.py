"""Bulk reads of the sources: numbers as columns, texts only on request."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, compress
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from knowledge.imports.archive import schema
from knowledge.imports.archive.bulk import chunks
from knowledge.imports.archive.checksums import CheckedReading
from knowledge.imports.archive.encoding import read_athlete
from knowledge.imports.archive.sources import sources
from knowledge.imports.column_types import MISSING, Numbers, Truths
from knowledge.models.base import DisciplineId
from knowledge.models.facts import Category, Round, Source, Status
from knowledge.models.observation import SeenAthlete, SeenRace

_Seen = TypeVar("_Seen")
_Words = tuple[str | None, str | None, str | None]
"""The notes of a row as JSON, and the name and nation of its team."""


@dataclass(frozen=True, slots=True)
class SourceRows:
    """The rows of one source, column by column, in the order of their keys.

    `race` and `athlete` are indices of the source's printed races and athletes. Teams have no athlete.
    """

    key: Numbers
    race: Numbers
    athlete: Numbers
    place: Numbers
    value: Numbers
    hand_timed: Truths


@dataclass(frozen=True, slots=True)
class SourceColumns:
    """One source: its printed races and athletes with their keys, and its rows.

    A race or athlete of several parts occurs several times. `notes` are the notes of rows, by index; `teams`
    the names and nations of teams, by index.
    """

    source: Source
    races: tuple[SeenRace, ...]
    race_keys: Numbers
    athletes: tuple[SeenAthlete, ...]
    athlete_keys: Numbers
    rows: SourceRows
    notes: dict[int, tuple[str, ...]]
    teams: dict[int, tuple[str | None, str | None]]


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
    rows, texts = _rows(reading)
    race_keys, races = _races(reading)
    athlete_keys, athletes = _athletes(reading)
    reading.finish()
    parts = _parts(connection)
    part_of = rows.key >> schema.PART_BITS
    for source in sources(connection):
        its_parts = np.zeros(int(part_of[-1]) + 1 if len(part_of) else 0, dtype=np.bool_)
        its_parts[[part for part in parts.get(source.id, []) if part < len(its_parts)]] = True
        own = its_parts[part_of]
        if own.any():
            some = SourceRows(*(getattr(rows, column)[own] for column in SourceRows.__slots__))
            yield _printed(source, some, (race_keys, races), (athlete_keys, athletes), texts)


def read_row_details(connection: Connection, keys: Sequence[int]) -> dict[int, RowDetails]:
    """The details of the rows with these keys, by key."""
    c = schema.observation.c
    query = select(c.id, c.place, c.mark, c.mark_value, c.hand_timed, c.status, c.notes, c.wind_mps)
    details: dict[int, RowDetails] = {}
    for some in chunks(keys):
        for key, place, mark, value, by_hand, status, notes, wind in connection.execute(
            query.where(c.id.in_(some))
        ):
            details[key] = RowDetails(place, mark, value, bool(by_hand), _status(status), _notes(notes), wind)
    return details


def _printed(
    source: Source,
    rows: SourceRows,
    races: tuple[Numbers, list[SeenRace]],
    athletes: tuple[Numbers, list[SeenAthlete]],
    texts: dict[int, _Words],
) -> SourceColumns:
    race_keys, its_races, race_of = _named(rows.race, *races)
    athlete_keys, its_athletes, athlete_of = _named(rows.athlete, *athletes)
    rows = replace(rows, race=race_of, athlete=athlete_of)
    notes: dict[int, tuple[str, ...]] = {}
    teams: dict[int, tuple[str | None, str | None]] = {}
    for key, (written, team, nation) in texts.items():
        index = int(np.searchsorted(rows.key, key))
        if index == len(rows.key) or rows.key[index] != key:
            continue
        if written is not None:
            notes[index] = _notes(written)
        if athlete_of[index] == MISSING:
            teams[index] = (team, nation)
    return SourceColumns(source, its_races, race_keys, its_athletes, athlete_keys, rows, notes, teams)


def _named(
    named: Numbers, keys: Numbers, entities: list[_Seen]
) -> tuple[Numbers, tuple[_Seen, ...], Numbers]:
    """The keys and entities that rows refer to, and for each row the index of its entity, or MISSING.

    `keys` are sorted. Entities without a row, of withdrawn rows only, are left out.
    """
    where = np.searchsorted(keys, named)
    there = named != MISSING
    used = np.zeros(len(keys) + 1, dtype=np.bool_)
    used[where[there]] = True
    used = used[:-1]
    number = np.cumsum(used) - 1
    of = np.full(len(named), MISSING, dtype=np.int64)
    of[there] = number[where[there]]
    return keys[used], tuple(compress(entities, used.tolist())), of


def _rows(reading: CheckedReading) -> tuple[SourceRows, dict[int, _Words]]:
    """All rows, and the texts of rows with notes or a team, by key."""
    batches: list[NDArray[np.int64]] = []
    words: dict[int, _Words] = {}
    for some in reading.rows(schema.observation):
        keys, _, _, races, athletes, teams, nations, places, _, values, hands, _, notes, _ = zip(
            *some, strict=True
        )
        numbers = (keys, races, _or_nothing(athletes), _or_nothing(places), _or_nothing(values), hands)
        batches.append(np.array(numbers, dtype=np.int64))
        for key, athlete, written, team, nation in zip(keys, athletes, notes, teams, nations, strict=True):
            if written is not None or athlete is None:
                words[key] = (written, team, nation)
    table = (
        np.concatenate(batches, axis=1)
        if batches
        else np.empty((len(SourceRows.__slots__), 0), dtype=np.int64)
    )
    batches.clear()
    key, race, athlete, place, value, hand_timed = (column.copy() for column in table)
    return SourceRows(key, race, athlete, place, value, hand_timed.astype(np.bool_)), words


def _or_nothing(cells: Iterable[int | None]) -> list[int]:
    return [MISSING if cell is None else cell for cell in cells]


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


def _status(cell: str | None) -> Status:
    return Status.FINISHED if cell is None else _STATUSES[cell]


def _notes(cell: str | None) -> tuple[str, ...]:
    return tuple(json.loads(cell)) if cell else ()


_CATEGORIES = {str(category): category for category in Category}
_ROUNDS = {str(round_): round_ for round_ in Round}
_STATUSES = {str(status): status for status in Status}
