"""Rows of an outside source, before they are linked to an athlete and a race."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from knowledge.models.base import DisciplineId
from knowledge.models.facts import Category, Round, Sex, Status

COMBINED = "combined event"
"""The note of a row about a part of a decathlon or heptathlon, which is no race of that part's event."""


@dataclass(frozen=True, slots=True)
class SeenAthlete:
    """An athlete as a source prints the name.

    `name` is in spoken order, `family` the part that the source marks as the family name. `nation`
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
    """A race as a row describes it.

    `venue` is as printed (`Stade Louis II, Monaco (MON)`); `stadium`, `city` and `nation` are parsed from it.
    `key` is the source's own id of the race: rows with the same key are one race. Without a key, rows of the
    same discipline, category, date, venue, round and heat are one. `whole` says that all participants are
    listed. Races and rows are tuples, because there are millions of them.
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

    `row` is its place in the file, for people. `key` identifies it in its file, and stays the same when a
    value is corrected. `mark` is as published, `mark_value` the same as an exact integer (hundredths of a
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
    """A row that cannot be imported: its place in the file, its content and the reason."""

    row: str
    value: str
    why: str
