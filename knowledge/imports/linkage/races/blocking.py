"""Which printed races are one race."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.curation import Facts
from knowledge.imports.arrays import Numbers
from knowledge.models.observation import SeenRace
from knowledge.names import fold

ON_THE_TRACK = frozenset(("track", "relay"))


@dataclass(frozen=True, slots=True)
class RaceGroups:
    """The races by their numbers: the first seen race of each, and the number of its event.

    `of` gives the number of the race that each seen race is. `split` are races that differ from another there
    and then by nothing but the wind. Of each event `events` has a race.
    """

    firsts: list[SeenRace]
    event_of: list[int]
    events: list[SeenRace]
    split: frozenset[int]
    of: Numbers


def group_races(seen: Sequence[SeenRace], facts: Facts) -> RaceGroups:
    """Group what one source prints by its own key of the race, or by all that tells races apart.

    On the track the wind is the race's, so another wind is another race. Where it isn't told and there is one
    wind only, the race is the one of that wind; where there are several, it can't be said which is meant.
    """
    winds_matter = {d.id for d in facts.disciplines if d.wind and d.group in ON_THE_TRACK}
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
        key: object
        if own is not None:
            key = (event, own)
        else:
            where = venues.get(venue)
            if where is None:
                where = venues[venue] = fold(venue)
            key = (event, day, where, round_, heat)
        next_number = len(firsts)
        number = numbers.setdefault(key, next_number)
        if number != next_number and own is None and discipline in winds_matter:
            first = number
            if wind != firsts[first].wind_mps:
                number = numbers.setdefault((first, wind, None), next_number)
                if number == next_number:
                    rivals.setdefault(first, []).append(number)
        of.append(number)
        if number == next_number:
            firsts.append(race)
            event_of.append(event)
    return _settled(firsts, event_of, len(events), np.array(of, dtype=np.int64), rivals)


def _settled(
    firsts: list[SeenRace], event_of: list[int], events: int, of: Numbers, rivals: dict[int, list[int]]
) -> RaceGroups:
    """Rows without a wind join those of the only one; the rest that differ in the wind stay apart."""
    became = np.arange(len(firsts), dtype=np.int64)
    stays = np.ones(len(firsts), dtype=np.bool_)
    split: set[int] = set()
    for first, others in rivals.items():
        windless = [number for number in (first, *others) if firsts[number].wind_mps is None]
        if len(others) == 1 and windless:
            became[windless[0]] = others[0] if windless[0] == first else first
            stays[windless[0]] = False
        else:
            split.update((first, *others))
    renumbered = np.cumsum(stays) - 1
    kept = np.flatnonzero(stays).tolist()
    own_event = [event_of[number] for number in kept]
    first_of = dict(zip(reversed(own_event), reversed(kept), strict=True))
    return RaceGroups(
        [firsts[number] for number in kept],
        own_event,
        [firsts[first_of[event]] for event in range(events)],
        frozenset(int(renumbered[number]) for number in split),
        renumbered[became][of],
    )
