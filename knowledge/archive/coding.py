"""Seen things as rows of the tables, and back."""

import json
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from knowledge.models.base import DisciplineId
from knowledge.models.facts import Category, Round, Sex, Status
from knowledge.models.observation import Observation, SeenAthlete, SeenRace

Cell = str | int | None
"""What a column takes. Truth is 0 or 1: drivers are faster with whole numbers. An empty text is no text."""

Cells = tuple[Cell, ...]

_LARGEST = 2**31 - 1
_FINISHED = Status.FINISHED
_MANY = 4_096


def athlete_cells(seen: SeenAthlete) -> Cells:
    """The cells of a person, `name` to `spellings`."""
    return (
        seen.name,
        seen.family or None,
        seen.sex.value,
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


def race_cells(seen: SeenRace) -> Cells:
    """The cells of a race, `discipline` to `wind_mps`."""
    discipline, category, day, venue, stadium, city, nation, round_, heat, competition, key, *rest = seen
    indoor, whole, wind = rest
    return (
        discipline,
        category._value_,
        _iso(day),
        venue,
        stadium or None,
        city or None,
        nation or None,
        round_._value_,
        heat,
        competition or None,
        key or None,
        1 if indoor else 0,
        1 if whole else 0,
        wind or None,
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


def row_cells(key: int, seen: Observation, race_key: int, athlete_key: int | None) -> Cells:
    """The cells of a row, `id` to `wind_mps`."""
    row, name, _, _, team, team_nation, place, mark, mark_value, hand_timed, status, notes, wind = seen
    return (
        key,
        name,
        row,
        race_key,
        athlete_key,
        team or None,
        team_nation or None,
        place,
        mark or None,
        mark_value,
        1 if hand_timed else 0,
        None if status is _FINISHED else status._value_,
        _json(notes) if notes else None,
        wind or None,
    )


def read_observation(
    key: str, row: str, said: Sequence[Any], race: SeenRace, athlete: SeenAthlete | None
) -> Observation:
    """The observation of what `row_cells` made of it from `team` on, with its race and its person."""
    team, team_nation, place, mark, mark_value, hand_timed, status, notes, wind = said
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


_STATUSES: dict[str | None, Status] = {None: _FINISHED, **{status.value: status for status in Status}}


@lru_cache(maxsize=_MANY)
def _json(texts: tuple[str, ...]) -> str:
    return json.dumps(texts, ensure_ascii=False)


@lru_cache(maxsize=_MANY)
def _iso(day: date) -> str:
    return day.isoformat()


def cells_can_be_kept(cells: Cells) -> bool:
    """Whether every database takes these cells."""
    texts = "".join([cell for cell in cells if isinstance(cell, str)])
    return can_be_kept(texts, [cell for cell in cells if isinstance(cell, int)])


def can_be_kept(text: str, numbers: Sequence[int]) -> bool:
    """Whether every database takes a text (several may be joined) and these numbers."""
    if numbers and (min(numbers) < -_LARGEST or max(numbers) > _LARGEST):
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text
