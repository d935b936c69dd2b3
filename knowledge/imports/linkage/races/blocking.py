"""Groups the printed races of one source into races, by the source's key or by equal values."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.curation import Facts
from knowledge.imports.column_types import Numbers
from knowledge.models.observation import SeenRace
from knowledge.names import fold

ON_THE_TRACK = frozenset(("track", "relay"))
"""Groups of disciplines whose races have one wind for all."""


@dataclass(frozen=True, slots=True)
class RaceGroups:
    """The races by number: the first printed race of each, and the number of its event.

    `of` gives the number of the race of each printed race. `split` are races that differ from another one by
    the wind only. `events` has one race of each event.
    """

    firsts: list[SeenRace]
    event_of: list[int]
    events: list[SeenRace]
    split: frozenset[int]
    of: Numbers


def group_races(seen: Sequence[SeenRace], facts: Facts) -> RaceGroups:
    """Group printed races by the source's own key or, without one, by event, date, venue, round and heat.

    On the track another wind means another race. A race without a wind is the one of the only wind there;
    with several winds it is_kept a race of its own.
    """
    windy = {d.id for d in facts.disciplines if d.wind and d.group in ON_THE_TRACK}
    firsts: list[SeenRace] = []
    event_of: list[int] = []
    of: list[int] = []
    events: dict[object, int] = {}
    venues: dict[str, str] = {}
    numbers: dict[object, int] = {}
    rivals: dict[int, list[int]] = {}
    for race in seen:
        discipline, category, day, venue, _, _, _, round_, heat, _, own, indoor, _, wind = race
        event = events.setdefault((discipline, category, indoor), len(events))
        if own is None:
            key: object = (event, day, _folded(venue, venues), round_, heat)
        else:
            key = (event, own)
        free = len(firsts)
        number = numbers.setdefault(key, free)
        if number != free and own is None and discipline in windy and wind != firsts[number].wind_mps:
            first, number = number, numbers.setdefault((number, wind, None), free)
            if number == free:
                rivals.setdefault(first, []).append(number)
        of.append(number)
        if number == free:
            firsts.append(race)
            event_of.append(event)
    return _renumbered(firsts, event_of, len(events), np.array(of, dtype=np.int64), rivals)


def _folded(venue: str, cache: dict[str, str]) -> str:
    text = cache.get(venue)
    if text is None:
        text = cache[venue] = fold(venue)
    return text


def _renumbered(
    firsts: list[SeenRace], event_of: list[int], events: int, of: Numbers, rivals: dict[int, list[int]]
) -> RaceGroups:
    """Merge races without a wind into the race of the only wind there; the others stay separate."""
    merged_into = np.arange(len(firsts), dtype=np.int64)
    is_kept = np.ones(len(firsts), dtype=np.bool_)
    split: set[int] = set()
    for first, others in rivals.items():
        windless = [number for number in (first, *others) if firsts[number].wind_mps is None]
        if len(others) == 1 and windless:
            merged_into[windless[0]] = others[0] if windless[0] == first else first
            is_kept[windless[0]] = False
        else:
            split.update((first, *others))
    renumbered = np.cumsum(is_kept) - 1
    kept = np.flatnonzero(is_kept).tolist()
    own_event = [event_of[number] for number in kept]
    first_of = dict(zip(reversed(own_event), reversed(kept), strict=True))
    return RaceGroups(
        [firsts[number] for number in kept],
        own_event,
        [firsts[first_of[event]] for event in range(events)],
        frozenset(int(renumbered[number]) for number in split),
        renumbered[merged_into][of],
    )
