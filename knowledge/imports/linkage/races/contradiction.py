"""Detects groups of rows that cannot be one race, from their places and marks."""

from dataclasses import dataclass

import numpy as np

from knowledge.imports.column_types import Codes, Numbers, Truths


@dataclass(frozen=True, slots=True)
class RaceRows:
    """Rows as columns, with MISSING for a value that a row does not give.

    `race` is the index of a printed race. `entrant` numbers the athletes and teams; rows that print one alike
    share its number. `value` is the mark as an integer. `combined` rows are parts of a combined event.
    """

    race: Codes | Numbers
    entrant: Codes | Numbers
    place: Codes | Numbers
    value: Codes | Numbers
    hand_timed: Truths
    combined: Truths

    def take(self, some: Numbers) -> "RaceRows":
        """Some of the rows, by index."""
        return RaceRows(*(getattr(self, column)[some] for column in self.__slots__))


_RACES_AT_ONCE = 20_000
"""Races whose rows are compared at once: it bounds the memory. Chosen by hand."""
_PLACE_BITS, _VALUE_BITS, _ENTRANT_BITS = 14, 26, 20
"""Bits of a place, a mark and a person in packed keys: with a race they fit into 64 bits."""


def contradictory(rows: RaceRows, race_of: Codes | Numbers, track: Truths, whole: Truths) -> Truths:
    """For each race, whether its rows contradict each other.

    `race_of` gives the race of each row. `track` marks the races that are run on the track, `whole` those
    whose participants are all listed. A race is contradictory where a person has two marks in it. A race
    that is not whole is contradictory also where

    - two people with one place have different marks,
    - the places are impossible (1, 1, 2), or
    - on the track, a better place has a slower time. In the field events that is possible: the longest jump
      may be wind-aided and not listed.
    """
    contradicts = np.zeros(len(track), dtype=np.bool_)
    marked = (rows.value >= 0) & (rows.value < 1 << _VALUE_BITS)
    for start in range(0, len(track), _RACES_AT_ONCE):
        some = np.flatnonzero(marked & (race_of >= start) & (race_of < start + _RACES_AT_ONCE))
        races, block = race_of[some].astype(np.int64), rows.take(some)
        _two_marks(block, races, contradicts)
        placed = ~block.hand_timed & (block.place >= 0) & (block.place < 1 << _PLACE_BITS) & ~whole[races]
        races, block = races[placed], block.take(np.flatnonzero(placed))
        _places_and_marks(block, races, track, contradicts)
        _no_room(block, races, contradicts)
    return contradicts


def _two_marks(rows: RaceRows, race_of: Numbers, contradicts: Truths) -> None:
    entrant = race_of << _ENTRANT_BITS | rows.entrant & ((1 << _ENTRANT_BITS) - 1)
    order = np.argsort(entrant, kind="stable")
    entrant, values = entrant[order], rows.value[order]
    twice = (entrant[1:] == entrant[:-1]) & (values[1:] != values[:-1])
    contradicts[entrant[1:][twice] >> _ENTRANT_BITS] = True


def _places_and_marks(rows: RaceRows, race_of: Numbers, track: Truths, contradicts: Truths) -> None:
    place = race_of << _PLACE_BITS | rows.place
    packed = _once(place << _VALUE_BITS | rows.value)
    place, value = packed >> _VALUE_BITS, packed & ((1 << _VALUE_BITS) - 1)
    race = place >> _PLACE_BITS
    same_place = place[1:] == place[:-1]
    slower = track[race[1:]] & (race[1:] == race[:-1]) & (value[1:] < value[:-1])
    contradicts[race[1:][same_place | slower]] = True


def _no_room(rows: RaceRows, race_of: Numbers, contradicts: Truths) -> None:
    place = race_of << _PLACE_BITS | rows.place
    once = _once(place << _ENTRANT_BITS | rows.entrant & ((1 << _ENTRANT_BITS) - 1)) >> _ENTRANT_BITS
    places, shared_by = np.unique(once, return_counts=True)
    race = places >> _PLACE_BITS
    crowded = (race[1:] == race[:-1]) & (places[1:] < places[:-1] + shared_by[:-1])
    contradicts[race[1:][crowded]] = True


def _once(numbers: Numbers) -> Numbers:
    """The distinct numbers, sorted. np.unique takes ten times as long."""
    ordered = np.sort(numbers)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered
