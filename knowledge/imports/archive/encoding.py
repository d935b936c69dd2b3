"""Conversion of observations, races and athletes to table cells, and back."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from knowledge.models.base import DisciplineId
from knowledge.models.facts import Category, Round, Sex, Status
from knowledge.models.observation import Observation, SeenAthlete, SeenRace

Cell = str | int | None
"""A value of a column. Booleans are 0 or 1, as drivers handle integers faster. Empty texts are None."""

Cells = tuple[Cell, ...]

_LARGEST = 2**31 - 1
"""Largest number of an INTEGER column of PostgreSQL."""
_FINISHED = Status.FINISHED
_MOST_CACHED = 4_096
"""Entries of each cache. Chosen by hand."""


def athlete_cells(seen: SeenAthlete) -> Cells:
    """The cells of an athlete, from `name` to `spellings`."""
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
    """The athlete of cells from `athlete_cells`."""
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
    """The cells of a race, from `discipline` to `wind_mps`."""
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
    """The race of cells from `race_cells`."""
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


def row_cells(
    keys: Iterable[int], columns: Sequence[Any], race_keys: Iterable[Cell], athlete_keys: Iterable[Cell]
) -> list[Cells]:
    """The cells of rows, from `id` to `wind_mps`. `columns` has one sequence a field of an observation."""
    rows, names, _, _, teams, nations, places, marks, values, hands, statuses, notes, winds = columns
    return list(
        zip(
            keys,
            names,
            rows,
            race_keys,
            athlete_keys,
            _optional(teams),
            _optional(nations),
            places,
            _optional(marks),
            values,
            [1 if hand_timed else 0 for hand_timed in hands],
            [None if status is _FINISHED else status._value_ for status in statuses],
            [_json(texts) if texts else None for texts in notes],
            _optional(winds),
            strict=True,
        )
    )


def _optional(texts: Sequence[str | None]) -> Sequence[str | None]:
    return texts if all(texts) else [text or None for text in texts]


def read_observation(
    key: str, row: str, values: Sequence[Any], race: SeenRace, athlete: SeenAthlete | None
) -> Observation:
    """The observation of cells from `row_cells`, from `team` on, with its race and athlete."""
    team, team_nation, place, mark, mark_value, hand_timed, status, notes, wind = values
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


@lru_cache(maxsize=_MOST_CACHED)
def _json(texts: tuple[str, ...]) -> str:
    return json.dumps(texts, ensure_ascii=False)


@lru_cache(maxsize=_MOST_CACHED)
def _iso(day: date) -> str:
    return day.isoformat()


def columns_can_be_kept(columns: Sequence[Any]) -> bool:
    """Whether every database accepts the values of rows, without races and athletes.

    `columns` has a sequence for each field of an observation.
    """
    rows, names, _, _, teams, nations, places, marks, values, _, _, notes, winds = columns
    texts = [*rows, *names]
    for column in (marks, teams, nations, winds, *filter(None, notes)):
        texts.extend(filter(None, column))
    return can_be_kept("".join(texts), [*filter(None, places), *filter(None, values)])


def cells_can_be_kept(cells: Iterable[Cell]) -> bool:
    """Whether every database accepts these cells."""
    kept = list(cells)
    texts = "".join([cell for cell in kept if isinstance(cell, str)])
    return can_be_kept(texts, [cell for cell in kept if isinstance(cell, int)])


def can_be_kept(text: str, numbers: Sequence[int]) -> bool:
    """Whether every database accepts a text (several may be joined) and these numbers."""
    if numbers and (min(numbers) < -_LARGEST or max(numbers) > _LARGEST):
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text
