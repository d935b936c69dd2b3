"""Insights into the earlier meetings of a winner with those on the podium behind.

They are of known races, and say so: that a win was the first ever can't be proven. Finals of every event in
which both have a place count. Where an earlier race of any round may have been a win, or where it is open
which race was earlier, nothing is said.
"""

from collections.abc import Sequence
from enum import Enum, auto
from itertools import takewhile
from typing import NamedTuple

from knowledge.models.facts import Round, Status
from knowledge.models.history import Encounter
from knowledge.models.records import AthleteRef, RaceHead, ResultLine
from knowledge.questions.result.insight_model import Insight, InsightKind
from knowledge.store import KnowledgeBase

# Chosen by hand: fewer would be no news.
FEWEST_DEFEATS = 3
"""Finals lost to an athlete, without a win."""
FEWEST_IN_A_ROW = 5
"""Finals in a row lost to an athlete, after a win."""
_NOT_RACED = (Status.DNS, Status.OC, Status.PACEMAKER)
_UNFINISHED = (Status.DNF, Status.DQ, Status.NM)


class Ended(Enum):
    """How a race ended for an athlete beside another."""

    WON = auto()
    LOST = auto()  # both with a place
    LOST_UNFINISHED = auto()
    OPEN = auto()  # a tie, or a place is not known
    NO_RACE = auto()  # one of them did not race, or neither finished


class Earlier(NamedTuple):
    """How the earlier races with another ended, newest first: all of them, and the finals alone."""

    other: AthleteRef
    races: tuple[Ended, ...]
    finals: tuple[Ended, ...]


def read_earlier(
    kb: KnowledgeBase, head: RaceHead, winner: ResultLine, behind: Sequence[ResultLine]
) -> list[Earlier]:
    """The earlier races of the winner with each of those behind; without whom the order of races is open."""
    if not behind:
        return []
    met = kb.encounters(winner.athlete.id, [line.athlete.id for line in behind])
    earlier = (_earlier(line.athlete, head, met) for line in behind)
    return [one for one in earlier if one is not None]


def _earlier(other: AthleteRef, head: RaceHead, met: Sequence[Encounter]) -> Earlier | None:
    before = []
    for race in sorted((one for one in met if one.other == other.id), key=_day, reverse=True):
        is_before = _is_before(race, head)
        if is_before is None:
            return None
        if is_before:
            before.append((race.round, _ended(race)))
    races = tuple(ended for _, ended in before if ended is not Ended.NO_RACE)
    finals = tuple(ended for round_, ended in before if round_ is Round.FINAL and ended is not Ended.NO_RACE)
    return Earlier(other, races, finals)


def _day(race: Encounter) -> int:
    return race.date.toordinal()


def _is_before(race: Encounter, head: RaceHead) -> bool | None:
    """Whether a race was before the final `head`, which itself was not; None where that is not known."""
    if race.edition == head.edition.id and race.discipline == head.discipline.id:
        return race.round is not Round.FINAL
    first = head.date if head.dated else head.edition.start
    if race.date < first:
        return True
    return False if race.dated and race.date > head.date else None


def _ended(race: Encounter) -> Ended:
    own, others = race.own, race.others
    if own.status in _NOT_RACED or others.status in _NOT_RACED:
        return Ended.NO_RACE
    unfinished = [one.status in _UNFINISHED for one in (own, others)]
    if all(unfinished):
        return Ended.NO_RACE
    if any(unfinished):
        return Ended.LOST_UNFINISHED if unfinished[0] else Ended.WON
    if own.place is None or others.place is None or own.place == others.place:
        return Ended.OPEN
    return Ended.WON if own.place < others.place else Ended.LOST


def all_lost(earlier: Sequence[Earlier]) -> Insight | None:
    """An athlete behind, the one of most finals, had won every known one."""
    beaten = [
        (one.finals.count(Ended.LOST), one.other)
        for one in earlier
        if not {Ended.WON, Ended.OPEN} & set(one.races)
    ]
    return _of_most(InsightKind.ALL_LOST, beaten, FEWEST_DEFEATS)


def last_lost(earlier: Sequence[Earlier]) -> Insight | None:
    """An athlete behind, the one of most finals, had won the last known ones."""
    runs = [
        (sum(1 for _ in takewhile(lambda ended: ended is Ended.LOST, one.finals)), one.other)
        for one in earlier
    ]
    return _of_most(InsightKind.LAST_LOST, runs, FEWEST_IN_A_ROW)


def _of_most(kind: InsightKind, counted: Sequence[tuple[int, AthleteRef]], fewest: int) -> Insight | None:
    """The insight into the athlete with the highest count; of equal ones the better placed."""
    count, other = max(counted, key=lambda pair: pair[0], default=(0, None))
    return Insight(kind=kind, other=other, count=count) if other and count >= fewest else None
