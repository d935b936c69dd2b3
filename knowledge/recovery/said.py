"""What rows say of races, in numbers: half a million rows fit where as many objects would not."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Truths = NDArray[np.bool_]

NOTHING = -1
"""Stands in a column where a row tells nothing."""


@dataclass(frozen=True, slots=True)
class Said:
    """Rows, column by column. `NOTHING` stands for what one doesn't tell.

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
