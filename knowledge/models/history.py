"""The finals of an event through the editions of a competition, and earlier races of two, both in short."""

from datetime import date
from typing import NamedTuple

from knowledge.models.base import AthleteId, DisciplineId, EditionId, NationId
from knowledge.models.facts import Completeness, Round, Status


class ShortMark(NamedTuple):
    """A mark without its measure: the text, `Mark.value`, and whether it was timed by hand."""

    text: str
    value: int
    hand_timed: bool


class ShortResult(NamedTuple):
    """A place among the first three. `entrant` is the id of an athlete, or that of a team.

    `superseded` says that the place was another on the day.
    """

    place: int
    entrant: str
    mark: ShortMark | None
    superseded: bool = False


class Staging(NamedTuple):
    """An event at one edition: the first three of its final, none where the final is not curated.

    `held` is None where nothing says whether the edition had this event.
    """

    edition: EditionId
    year: int
    start: date
    held: bool | None
    podium: tuple[ShortResult, ...] = ()


class EventHistory(NamedTuple):
    """An event at the curated editions of a competition, oldest first."""

    stagings: tuple[Staging, ...]
    complete: Completeness | None


class ShortOutcome(NamedTuple):
    """How one athlete's race ended."""

    place: int | None
    status: Status


class Encounter(NamedTuple):
    """A race that an athlete and another both entered as individuals, in short."""

    other: AthleteId
    edition: EditionId
    discipline: DisciplineId
    round: Round
    date: date
    dated: bool
    own: ShortOutcome
    others: ShortOutcome


def team_entrant(nation: NationId, team: str | None) -> str:
    """The entrant of a team's result: its nation and, where it is not called after it, its name."""
    return f"{nation} {team}" if team else nation
