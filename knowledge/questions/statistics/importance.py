"""The order of an athlete's events, the most important first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import inf

from knowledge.models.base import DisciplineId
from knowledge.models.facts import Tier
from knowledge.models.mark import Measure
from knowledge.questions.statistics.model import EventBests, Honour, Title

COUNTED = 3
"""Medals of a kind that count. Chosen by hand."""


def by_importance(events: Iterable[EventBests], honours: Iterable[Honour]) -> tuple[EventBests, ...]:
    """The events of an athlete with these honours, the most important first.

    Olympic titles and medals count first, then those of World Championships, then all others, then races. Of
    two events with the same at the Games and the Worlds the shorter race is first.
    """
    won: defaultdict[DisciplineId, list[Honour]] = defaultdict(list)
    for honour in honours:
        won[honour.performance.head.discipline.id].append(honour)
    return tuple(sorted(events, key=lambda event: _rank(event, won[event.discipline.id])))


def _rank(event: EventBests, won: Sequence[Honour]) -> tuple[float, ...]:
    """The least for the most important event. A fourth medal of a kind adds nothing."""
    highest = []
    for tier in (Tier.OLYMPIC_GAMES, Tier.WORLD_CHAMPIONSHIPS):
        medals = [honour.title for honour in won if honour.tier is tier]
        highest += [-min(n, COUNTED) for n in (medals.count(Title.GOLD), len(medals))]
    best = event.best.result.mark if event.best else None
    length = float(best.value) if best and best.measure is Measure.TIME else inf
    others = sum(4 ** (4 - min(list(Tier).index(honour.tier), 4)) for honour in won)
    return (*highest, length if any(highest) else 0, -others, -event.races)
