"""Groups the printed races of one source into races, by the source's key or by equal values."""

from dataclasses import dataclass

import numpy as np

from knowledge.curation import Facts
from knowledge.imports.coded_records import CodedRecords, first_seen
from knowledge.imports.column_types import Codes, Numbers
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

    firsts: CodedRecords[SeenRace]
    event_of: Codes
    events: CodedRecords[SeenRace]
    split: frozenset[int]
    of: Codes


def group_races(seen: CodedRecords[SeenRace], facts: Facts) -> RaceGroups:
    """Group printed races by the source's own key or, without one, by event, date, venue, round and heat.

    On the track another wind means another race. A race without a wind is the one of the only wind there;
    with several winds it is_kept a race of its own.
    """
    windy = {d.id for d in facts.disciplines if d.wind and d.group in ON_THE_TRACK}
    event, _ = first_seen(*(seen.codes(field) for field in ("discipline", "category", "indoor")))
    keyless = seen.mapped("key", lambda key: key is None, np.bool_)
    venues: dict[str, int] = {}
    venue = seen.mapped("venue", lambda venue: venues.setdefault(fold(venue), len(venues)), np.int32)
    told = [seen.codes(field) for field in ("date", "round", "heat")]
    like, firsts = first_seen(event, seen.codes("key"), *(column * keyless for column in (venue, *told)))
    wind = seen.codes("wind_mps")
    other_wind = keyless & seen.mapped("discipline", windy.__contains__, np.bool_)
    other_wind &= wind != wind[firsts][like]
    # A number above that of every wind stands for the wind of the first.
    number, firsts = first_seen(like, np.where(other_wind, wind, np.int32(len(seen.values("wind_mps")))))
    of_rivals = like[firsts]
    rivals = _rivals(of_rivals)
    return _renumbered(seen, firsts, event, number, rivals)


def _rivals(like: Codes) -> dict[int, list[int]]:
    """The races that differ by the wind only, in ascending order, by the first of them."""
    order = np.argsort(like, kind="stable")
    several = np.flatnonzero(np.bincount(like)[like[order]] > 1)
    rivals: dict[int, list[int]] = {}
    for number in order[several].tolist():
        rivals.setdefault(int(like[number]), []).append(number)
    return {numbers[0]: numbers[1:] for numbers in rivals.values()}


def _renumbered(
    seen: CodedRecords[SeenRace], firsts: Numbers, event: Codes, of: Codes, rivals: dict[int, list[int]]
) -> RaceGroups:
    """Merge races without a wind into the race of the only wind there; the others stay separate."""
    merged_into = np.arange(len(firsts), dtype=np.int32)
    is_kept = np.ones(len(firsts), dtype=np.bool_)
    split: set[int] = set()
    for first, others in rivals.items():
        windless = [number for number in (first, *others) if seen[firsts[number]].wind_mps is None]
        if len(others) == 1 and windless:
            merged_into[windless[0]] = others[0] if windless[0] == first else first
            is_kept[windless[0]] = False
        else:
            split.update((first, *others))
    renumbered = np.cumsum(is_kept, dtype=np.int32) - 1
    kept = firsts[is_kept]
    _, of_events = np.unique(event[kept], return_index=True)
    return RaceGroups(
        seen.take(kept),
        event[kept],
        seen.take(kept[of_events]),
        frozenset(renumbered[[*split]].tolist()) if split else frozenset(),
        renumbered[merged_into][of],
    )
