"""How much of an event is known: its final, the podium, the marks, the first eight, the teams."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from knowledge.models.base import EventId
from knowledge.models.facts import CoverageKind, Race, Result, Round
from knowledge.models.identifiers import event_id

ON_PODIUM = 3
FIRST_EIGHT = 8
_PARTLY = (CoverageKind.PARTIAL, CoverageKind.WINNER)
_DEEP = (CoverageKind.COMPLETE, CoverageKind.FIRST_EIGHT)


class Lack(StrEnum):
    """What is not known of an event, worst first. Only the worst is said of each."""

    FINAL = "final"
    PODIUM = "podium"
    MARKS = "marks"
    PLACES = "places"


def finals_by_event(races: Iterable[Race]) -> Mapping[EventId, Race]:
    """The finals of one edition by event."""
    return {event_id(race.discipline, race.category): race for race in races if race.round is Round.FINAL}


def podium_of(race: Race) -> tuple[Result, ...]:
    """The rows of those with medals or, where no medal is recorded, of the first three places."""
    medallists = tuple(row for row in race.results if row.medal)
    return medallists or tuple(row for row in race.results if row.place and row.place <= ON_PODIUM)


def is_podium_known(race: Race) -> bool:
    """Whether the podium has three rows, or the race shows why there are fewer.

    A note does, and a row that was changed later. Where all results are known, there was nobody else.
    """
    if len(podium_of(race)) >= ON_PODIUM or race.coverage.kind is CoverageKind.COMPLETE:
        return True
    return race.note is not None or any(row.superseded for row in race.results)


def are_first_eight_known(race: Race) -> bool:
    """Whether the first eight have their places, or all of fewer starters."""
    placed = [row for row in race.results if row.place and row.place <= FIRST_EIGHT]
    return race.coverage.kind in _DEEP or len(placed) >= FIRST_EIGHT


def lack_of(final: Race | None) -> Lack | None:
    """What is not known of the event with this final (None: the final is not here); None if nothing."""
    if final is None:
        return Lack.FINAL
    if not is_podium_known(final):
        return Lack.PODIUM
    if any(row.mark is None for row in podium_of(final)):
        return Lack.MARKS
    return Lack.PLACES if final.coverage.kind in _PARTLY else None
