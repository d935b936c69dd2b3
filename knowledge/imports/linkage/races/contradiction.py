"""Detects groups of rows that cannot be one race, from their places and marks."""

from dataclasses import dataclass

import numpy as np

from knowledge.imports.column_types import Numbers, Truths


@dataclass(frozen=True, slots=True)
class RaceRows:
    """Rows as columns, with MISSING for a value that a row does not give.

    `race` is the index of a printed race. `who` is a number that rows share where they print an athlete or a
    team alike. `value` is the mark as an integer. `combined` rows are parts of a combined event.
    """

    race: Numbers
    who: Numbers
    place: Numbers
    value: Numbers
    hand_timed: Truths
    combined: Truths

    def __len__(self) -> int:
        return len(self.race)


_PLACE_BITS, _VALUE_BITS, _WHO_BITS = 14, 26, 20
"""Bits of a place, a mark and a person in packed keys: with a race they fit into 64 bits."""


def contradictory(said: RaceRows, race_of: Numbers, track: Truths, whole: Truths) -> Truths:
    """For each race, whether its rows contradict each other.

    `race_of` gives the race of each row. `track` says of each race whether it is run on the track, `whole`
    whether all participants are listed. A race is contradictory where a person has two marks in it. A race
    that is not whole is contradictory also where

    - two people with one place have different marks,
    - the places are impossible (1, 1, 2), or
    - on the track, a better place has a slower time. In the field events that is possible: the longest jump
      may be wind-aided and not listed.
    """
    found = np.zeros(len(track), dtype=np.bool_)
    marked = (said.value >= 0) & (said.value < 1 << _VALUE_BITS)
    _two_marks(said, race_of, marked, found)
    placed = marked & ~said.hand_timed & (said.place >= 0) & (said.place < 1 << _PLACE_BITS)
    placed &= ~whole[race_of]
    _places_and_marks(said, race_of, placed, track, found)
    _no_room(said, race_of, placed, found)
    return found


def _two_marks(said: RaceRows, race_of: Numbers, marked: Truths, found: Truths) -> None:
    who = race_of[marked] << _WHO_BITS | said.who[marked] & ((1 << _WHO_BITS) - 1)
    order = np.argsort(who, kind="stable")
    who, values = who[order], said.value[marked][order]
    twice = (who[1:] == who[:-1]) & (values[1:] != values[:-1])
    found[who[1:][twice] >> _WHO_BITS] = True


def _places_and_marks(said: RaceRows, race_of: Numbers, placed: Truths, track: Truths, found: Truths) -> None:
    place = race_of[placed] << _PLACE_BITS | said.place[placed]
    packed = _once(place << _VALUE_BITS | said.value[placed])
    place, value = packed >> _VALUE_BITS, packed & ((1 << _VALUE_BITS) - 1)
    race = place >> _PLACE_BITS
    same_place = place[1:] == place[:-1]
    slower = track[race[1:]] & (race[1:] == race[:-1]) & (value[1:] < value[:-1])
    found[race[1:][same_place | slower]] = True


def _no_room(said: RaceRows, race_of: Numbers, placed: Truths, found: Truths) -> None:
    place = race_of[placed] << _PLACE_BITS | said.place[placed]
    once = _once(place << _WHO_BITS | said.who[placed] & ((1 << _WHO_BITS) - 1)) >> _WHO_BITS
    places, shared_by = np.unique(once, return_counts=True)
    race = places >> _PLACE_BITS
    crowded = (race[1:] == race[:-1]) & (places[1:] < places[:-1] + shared_by[:-1])
    found[race[1:][crowded]] = True


def _once(numbers: Numbers) -> Numbers:
    """The distinct numbers, sorted. np.unique takes ten times as long."""
    ordered = np.sort(numbers)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered
