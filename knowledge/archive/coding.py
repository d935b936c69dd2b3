"""Seen things as rows of the tables, and back."""

import json
from collections.abc import Sequence
from datetime import date
from hashlib import blake2b
from typing import Any

from knowledge.models.base import DisciplineId
from knowledge.models.facts import Category, Round, Sex, Status
from knowledge.models.observation import Observation, SeenAthlete, SeenRace

Cell = str | int | None
"""What a column takes. Truth is 0 or 1: drivers are faster with whole numbers."""

_LARGEST = 2**31 - 1


def athlete_cells(seen: SeenAthlete) -> tuple[Cell, ...]:
    """The cells of a person, `name` to `spellings`."""
    return (
        seen.name,
        seen.family or None,
        str(seen.sex),
        seen.nation,
        seen.born or None,
        json.dumps(seen.ids, ensure_ascii=False) if seen.ids else None,
        json.dumps(seen.spellings, ensure_ascii=False) if seen.spellings else None,
    )


def read_athlete(cells: Sequence[Any]) -> SeenAthlete:
    """The person of the cells that `athlete_cells` made."""
    name, family, sex, nation, born, ids, spellings = cells
    return SeenAthlete(
        name=name,
        family=family,
        sex=Sex(sex),
        nation=nation,
        born=born,
        ids=tuple((system, number) for system, number in json.loads(ids)) if ids else (),
        spellings=tuple(json.loads(spellings)) if spellings else (),
    )


def race_cells(seen: SeenRace) -> tuple[Cell, ...]:
    """The cells of a race, `discipline` to `wind_mps`."""
    return (
        seen.discipline,
        str(seen.category),
        seen.date.isoformat(),
        seen.venue,
        seen.stadium or None,
        seen.city or None,
        seen.nation or None,
        str(seen.round),
        seen.heat,
        seen.competition or None,
        seen.key or None,
        1 if seen.indoor else 0,
        1 if seen.whole else 0,
        seen.wind_mps or None,
    )


def read_race(cells: Sequence[Any]) -> SeenRace:
    """The race of the cells that `race_cells` made."""
    discipline, category, day, venue, stadium, city, nation, round_, heat, competition, key, *rest = cells
    indoor, whole, wind = rest
    return SeenRace(
        discipline=DisciplineId(discipline),
        category=Category(category),
        date=date.fromisoformat(day),
        venue=venue,
        stadium=stadium,
        city=city,
        nation=nation,
        round=Round(round_),
        heat=heat,
        competition=competition,
        key=key,
        indoor=bool(indoor),
        whole=bool(whole),
        wind_mps=wind,
    )


def said_cells(row: Observation, race_id: int, athlete_id: int | None) -> tuple[Cell, ...]:
    """What a row says, in the order of `schema.SAID`. An empty text is no text."""
    return (
        race_id,
        athlete_id,
        row.team or None,
        row.team_nation or None,
        row.place,
        row.mark or None,
        row.mark_value,
        1 if row.hand_timed else 0,
        str(row.status),
        json.dumps(row.notes, ensure_ascii=False) if row.notes else None,
        row.wind_mps or None,
    )


def read_observation(
    key: str, row: str, said: Sequence[Any], race: SeenRace, athlete: SeenAthlete | None
) -> Observation:
    """The observation of the cells that `said_cells` made, with its race and its person."""
    team, team_nation, place, mark, mark_value, hand_timed, status, notes, wind = said[2:]
    return Observation(
        row=row,
        key=key,
        race=race,
        athlete=athlete,
        team=team,
        team_nation=team_nation,
        place=place,
        mark=mark,
        mark_value=mark_value,
        hand_timed=bool(hand_timed),
        status=_STATUSES[status],
        notes=tuple(json.loads(notes)) if notes else (),
        wind_mps=wind,
    )


_STATUSES = {str(status): status for status in Status}


_BETWEEN = "␟"
"""Stands between cells: the sign for a unit separator, which is printable and in no name."""


def digest(cells: tuple[Cell, ...]) -> str | None:
    """A short text that stands for cells: equal for equal ones alone. None where they can't be kept."""
    # None and an empty text never mean two things in one column.
    text = _BETWEEN.join(["" if cell is None else str(cell) for cell in cells])
    if not can_be_kept(text, *[cell for cell in cells if isinstance(cell, int)]):
        return None
    if text.count(_BETWEEN) != len(cells) - 1:
        return None
    return blake2b(text.encode(), digest_size=12).hexdigest()


def can_be_kept(text: str, *numbers: int | None) -> bool:
    """Whether every database takes a text (several may be joined) and these numbers."""
    for number in numbers:
        if number is not None and not -_LARGEST <= number <= _LARGEST:
            return False
    if text.isprintable():  # nearly always, and quick to tell
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text
