"""Which races can't be one race: what their rows say of places and marks."""

from dataclasses import dataclass

import numpy as np

from knowledge.imports.arrays import Numbers, Truths


@dataclass(frozen=True, slots=True)
class RaceRows:
    """Rows, column by column. `MISSING` stands for what one doesn't tell.

    `race` is the index of its seen race, `who` a number that is equal for rows that print an athlete (or a
    team) alike, `value` the mark as an integer. `combined` rows are of a part of a combined event.
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


def contradictory(said: RaceRows, race_of: Numbers, track: Truths, whole: Truths) -> Truths:
    """For each race, whether rows that were taken for its own can't all be.

    `race_of` gives each row's race; `track` and `whole` say of each race whether it is run on the track, and
    whether all who took part are listed. A race is contradictory where somebody has two marks in it. One that
    is not whole also is where two with one place have different marks, where a place is taken that those
    before leave no room for (1, 1, 2) and, on the track, where a better place has a slower time. In the field
    that can be true: the longest jump may be wind-aided and in no list.
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
    taken, shared_by = np.unique(once, return_counts=True)
    race = taken >> _PLACE_BITS
    crowded = (race[1:] == race[:-1]) & (taken[1:] < taken[:-1] + shared_by[:-1])
    found[race[1:][crowded]] = True


def _once(numbers: Numbers) -> Numbers:
    """The numbers in order, each once; numpy's own way takes ten times as long."""
    ordered = np.sort(numbers)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered
