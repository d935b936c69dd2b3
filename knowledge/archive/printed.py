"""All that the sources print, in bulk: numbers in columns, and texts only where they are asked for."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Integer, cast, func, or_, select

from knowledge.archive import schema
from knowledge.archive.bulk import chunks
from knowledge.archive.bulk_read import read_numbers, read_rows
from knowledge.archive.coding import read_athlete
from knowledge.archive.sources import sources
from knowledge.models.facts import Category, Round, Source, Status
from knowledge.models.observation import SeenAthlete, SeenRace

Numbers = NDArray[np.int64]
Truths = NDArray[np.bool_]

NOTHING = -1
"""Stands in a column of numbers where a row tells nothing."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one source, column by column, in the order of their keys.

    `race` and `athlete` are indices of what the source prints; teams have no athlete.
    """

    key: Numbers
    race: Numbers
    athlete: Numbers
    place: Numbers
    value: Numbers
    hand_timed: Truths


@dataclass(frozen=True, slots=True)
class Printed:
    """One source: the races and people that its rows name, with their keys, and its rows.

    A race or person may stand here several times, once for each part. `notes` are those of the rows (by
    index) that have any, `teams` the name and nation of those that are a team's.
    """

    source: Source
    races: tuple[SeenRace, ...]
    race_keys: Numbers
    athletes: tuple[SeenAthlete, ...]
    athlete_keys: Numbers
    rows: Rows
    notes: dict[int, tuple[str, ...]]
    teams: dict[int, tuple[str | None, str | None]]


class Told(NamedTuple):
    """What one row says in words; whose it is and in which race, `Rows` tells."""

    place: int | None
    mark: str | None
    mark_value: int | None
    hand_timed: bool
    status: Status
    notes: tuple[str, ...]
    wind_mps: str | None


def read_printed(connection: Connection) -> Iterator[Printed]:
    """What every source prints, in the order in which the sources came."""
    columns = schema.observation.c
    table = read_numbers(
        connection,
        select(
            columns.id,
            columns.race_id,
            func.coalesce(columns.athlete_id, NOTHING),
            func.coalesce(columns.place, NOTHING),
            func.coalesce(columns.mark_value, NOTHING),
            cast(columns.hand_timed, Integer),
        ).order_by(columns.id),
    )
    races, athletes = _races(connection), _athletes(connection)
    texts = _texts(connection)
    parts = _parts(connection)
    part_of = table[:, 0] >> schema.PART_BITS
    for source in sources(connection):
        own = table[np.isin(part_of, parts.get(source.id, []))]
        if len(own):
            yield _printed(source, own, races, athletes, texts)


def read_told(connection: Connection, keys: Sequence[int]) -> dict[int, Told]:
    """What the rows of these keys say, by key."""
    c = schema.observation.c
    query = select(c.id, c.place, c.mark, c.mark_value, c.hand_timed, c.status, c.notes, c.wind_mps)
    told: dict[int, Told] = {}
    for some in chunks(keys):
        for key, place, mark, value, by_hand, status, notes, wind in connection.execute(
            query.where(c.id.in_(some))
        ):
            told[key] = Told(place, mark, value, bool(by_hand), _status(status), _notes(notes), wind)
    return told


def _printed(
    source: Source,
    table: Numbers,
    races: dict[int, SeenRace],
    athletes: dict[int, SeenAthlete],
    texts: dict[int, tuple[str | None, str | None, str | None]],
) -> Printed:
    race_keys, race_of = np.unique(table[:, 1], return_inverse=True)
    athlete_keys, athlete_of = np.unique(table[:, 2], return_inverse=True)
    if athlete_keys[0] == NOTHING:
        athlete_keys, athlete_of = athlete_keys[1:], athlete_of - 1
    rows = Rows(table[:, 0], race_of, athlete_of, table[:, 3], table[:, 4], table[:, 5].astype(np.bool_))
    worded = np.array(sorted(texts), dtype=np.int64)
    notes: dict[int, tuple[str, ...]] = {}
    teams: dict[int, tuple[str | None, str | None]] = {}
    for index in np.flatnonzero(np.isin(rows.key, worded)).tolist():
        written, team, nation = texts[int(rows.key[index])]
        if written is not None:
            notes[index] = _notes(written)
        if athlete_of[index] == NOTHING:
            teams[index] = (team, nation)
    return Printed(
        source,
        tuple([races[key] for key in race_keys.tolist()]),
        race_keys,
        tuple([athletes[key] for key in athlete_keys.tolist()]),
        athlete_keys,
        rows,
        notes,
        teams,
    )


def _texts(connection: Connection) -> dict[int, tuple[str | None, str | None, str | None]]:
    columns = schema.observation.c
    worded = or_(columns.notes.is_not(None), columns.athlete_id.is_(None))
    query = select(columns.id, columns.notes, columns.team, columns.team_nation).where(worded)
    found = read_rows(connection, query)
    return {key: (notes, team, nation) for key, notes, team, nation in found}


def _parts(connection: Connection) -> dict[str, list[int]]:
    part, source = schema.part, schema.source
    found: dict[str, list[int]] = {}
    for key, slug in connection.execute(select(part.c.id, source.c.slug).join_from(part, source)):
        found.setdefault(slug, []).append(key)
    return found


def _athletes(connection: Connection) -> dict[int, SeenAthlete]:
    """Everybody by key; who is printed alike in several parts is one object."""
    once: dict[tuple[Any, ...], SeenAthlete] = {}
    athletes: dict[int, SeenAthlete] = {}
    for key, *cells in read_rows(connection, select(schema.athlete)):
        said = tuple(cells)
        seen = once.get(said)
        if seen is None:
            seen = once[said] = read_athlete(said)
        athletes[key] = seen
    return athletes


def _races(connection: Connection) -> dict[int, SeenRace]:
    """All seen races by key. Equal texts are one object, for there are hundreds of thousands."""
    once: dict[object, Any] = {}
    keep = once.setdefault
    dates: dict[str, date] = {}
    races: dict[int, SeenRace] = {}
    for cells in read_rows(connection, select(schema.race)):
        key, discipline, category, day, *place, round_, heat, competition, own, indoor, whole, wind = cells
        when = dates.get(day)
        if when is None:
            when = dates[day] = date.fromisoformat(day)
        where = tuple(place)
        venue, stadium, city, nation = keep(where, where)
        races[key] = SeenRace(
            keep(discipline, discipline),
            _CATEGORIES[category],
            when,
            venue,
            stadium,
            city,
            nation,
            _ROUNDS[round_],
            heat,
            competition,
            own,
            bool(indoor),
            bool(whole),
            wind,
        )
    return races


def _status(cell: str | None) -> Status:
    return Status.FINISHED if cell is None else _STATUSES[cell]


def _notes(cell: str | None) -> tuple[str, ...]:
    return tuple(json.loads(cell)) if cell else ()


_CATEGORIES = {str(category): category for category in Category}
_ROUNDS = {str(round_): round_ for round_ in Round}
_STATUSES = {str(status): status for status in Status}
