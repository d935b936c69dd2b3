"""What a search finds."""

import math
from typing import NamedTuple

HOW_MUCH_DOING_COUNTS = 0.45
"""How much likelier, as an energy, somebody is meant who has done e times as much here."""


def prior(weight: int) -> float:
    """What a thing's past takes off its cost."""
    return HOW_MUCH_DOING_COUNTS * math.log1p(weight)


class Found(NamedTuple):
    """A thing that a typed text may mean.

    `cost` is what the text alone says, `weight` how much the thing has done here; `name` the name that
    matched and `registered` whether that is the one it is shown by.
    """

    kind: str
    id: str
    name: str
    registered: bool
    cost: float
    weight: int

    @property
    def ranked(self) -> float:
        """The cost less what the thing's past makes likely: what to sort by."""
        return self.cost - prior(self.weight)
