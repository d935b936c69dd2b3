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

    def __len__(self) -> int:
        return len(self.race)


_PLACE_BITS, _VALUE_BITS, _ENTRANT_BITS = 14, 26, 20
"""Bits of a place, a mark and a person in packed keys: with a race they fit into 64 bits."""


def contradictory(rows: RaceRows, race_of: Numbers, track: Truths, whole: Truths) -> Truths:
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
    _two_marks(rows, race_of, marked, contradicts)
    placed = marked & ~rows.hand_timed & (rows.place >= 0) & (rows.place < 1 << _PLACE_BITS)
    placed &= ~whole[race_of]
    _places_and_marks(rows, race_of, placed, track, contradicts)
    _no_room(rows, race_of, placed, contradicts)
    return contradicts


def _two_marks(rows: RaceRows, race_of: Numbers, marked: Truths, contradicts: Truths) -> None:
    entrant = race_of[marked] << _ENTRANT_BITS | rows.entrant[marked] & ((1 << _ENTRANT_BITS) - 1)
    order = np.argsort(entrant, kind="stable")
    entrant, values = entrant[order], rows.value[marked][order]
    twice = (entrant[1:] == entrant[:-1]) & (values[1:] != values[:-1])
    contradicts[entrant[1:][twice] >> _ENTRANT_BITS] = True


def _places_and_marks(
    rows: RaceRows, race_of: Numbers, placed: Truths, track: Truths, contradicts: Truths
) -> None:
    place = race_of[placed] << _PLACE_BITS | rows.place[placed]
    packed = _once(place << _VALUE_BITS | rows.value[placed])
    place, value = packed >> _VALUE_BITS, packed & ((1 << _VALUE_BITS) - 1)
    race = place >> _PLACE_BITS
    same_place = place[1:] == place[:-1]
    slower = track[race[1:]] & (race[1:] == race[:-1]) & (value[1:] < value[:-1])
    contradicts[race[1:][same_place | slower]] = True


def _no_room(rows: RaceRows, race_of: Numbers, placed: Truths, contradicts: Truths) -> None:
    place = race_of[placed] << _PLACE_BITS | rows.place[placed]
    once = _once(place << _ENTRANT_BITS | rows.entrant[placed] & ((1 << _ENTRANT_BITS) - 1)) >> _ENTRANT_BITS
    places, shared_by = np.unique(once, return_counts=True)
    race = places >> _PLACE_BITS
    crowded = (race[1:] == race[:-1]) & (places[1:] < places[:-1] + shared_by[:-1])
    contradicts[race[1:][crowded]] = True


def _once(numbers: Numbers) -> Numbers:
    """The distinct numbers, sorted. np.unique takes ten times as long."""
    ordered = np.sort(numbers)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered
