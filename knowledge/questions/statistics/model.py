"""What answers count: ages, bests, honours and tallies, as data."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.models.base import Record
from knowledge.models.facts import Discipline, Tier
from knowledge.models.records import Performance


@dataclass(frozen=True, slots=True, kw_only=True)
class Age(Record):
    """Whole years on a day. `least` and `most` differ where only a year or month of birth is known."""

    on: date
    least: int
    most: int


class Barred(StrEnum):
    """Why a mark counts for its race but not for bests."""

    WIND = "wind"
    TRACK = "track"
    HAND_TIMED = "hand-timed"


@dataclass(frozen=True, slots=True, kw_only=True)
class BarredMark(Record):
    """A mark that is better than the best given, and why it is not the best."""

    performance: Performance
    why: Barred


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonBest(Record):
    """The best mark of a year, by the race's date."""

    year: int
    performance: Performance


@dataclass(frozen=True, slots=True, kw_only=True)
class EventBests(Record):
    """An athlete in one discipline: how many races, and the best marks among them, newest season first.

    A team's mark is no athlete's best, so relays have none.
    """

    discipline: Discipline
    races: int
    best: Performance | None
    seasons: tuple[SeasonBest, ...]
    barred: tuple[BarredMark, ...]


class Title(StrEnum):
    """What was won."""

    GOLD = "gold"
    SILVER = "silver"
    BRONZE = "bronze"
    DIAMOND_LEAGUE = "diamond-league"


@dataclass(frozen=True, slots=True, kw_only=True)
class Honour(Record):
    """A medal at a championships or games, or a Diamond League title."""

    tier: Tier
    title: Title
    performance: Performance


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally(Record):
    """Counts of an athlete's known results. Wins and podiums (first to third) are of finals.

    `relays` are those of the races that were run for a team; they count among the others.
    """

    races: int
    relays: int
    finals: int
    wins: int
    podiums: int
