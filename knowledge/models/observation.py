"""Rows of an outside source, before they are linked to an athlete and a race."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from knowledge.models.base import DisciplineId
from knowledge.models.facts import Category, Round, Sex, Status

COMBINED = "combined event"
"""The note of a row that is of a part of a decathlon or heptathlon: its race is none of that event."""


@dataclass(frozen=True, slots=True)
class SeenAthlete:
    """A person as a source prints him or her.

    `name` is in the order it is spoken, `family` the part that the source marks as the family name. `nation`
    is a World Athletics code, `born` an ISO date, month or year. `ids` are pairs of a system and the id there
    (`world-athletics`, `tilastopaja`, `paris-2024`); `spellings` other forms that the same row prints.
    """

    name: str
    family: str | None
    sex: Sex
    nation: str
    born: str | None = None
    ids: tuple[tuple[str, str], ...] = ()
    spellings: tuple[str, ...] = ()


class SeenRace(NamedTuple):
    """A race as far as a row tells.

    `venue` is as printed (`Stade Louis II, Monaco (MON)`); `stadium`, `city` and `nation` are read from it.
    `key` is the source's own id of the race: rows of one key are one race. Without one, rows of the same
    discipline, category, date, venue, round and heat are. `whole` says that all who took part are listed.
    Races and rows are tuples, for there are very many of them.
    """

    discipline: DisciplineId
    category: Category
    date: date
    venue: str
    stadium: str | None
    city: str | None
    nation: str | None
    round: Round = Round.FINAL
    heat: int | None = None
    competition: str | None = None
    key: str | None = None
    indoor: bool = False
    whole: bool = False
    wind_mps: str | None = None


class Observation(NamedTuple):
    """One row: an athlete (or a team, by its name) in a race.

    `row` says where it stands, for people; `key` tells it from the other rows of its file and stays the same
    when a value is corrected. `mark` is as published and `mark_value` its exact integer (hundredths of a
    second, centimetres, points).
    """

    row: str
    key: str
    race: SeenRace
    athlete: SeenAthlete | None = None
    team: str | None = None
    team_nation: str | None = None
    place: int | None = None
    mark: str | None = None
    mark_value: int | None = None
    hand_timed: bool = False
    status: Status = Status.FINISHED
    notes: tuple[str, ...] = ()
    wind_mps: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that can't be taken, where it stands, what it holds and why not, for the one who imports."""

    row: str
    value: str
    why: str
