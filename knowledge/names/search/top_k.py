"""Finding: the names that were found so far, and whether more are wanted."""

import math
from collections.abc import Sequence
from math import inf
from typing import NamedTuple

WHOLE, SPELLED, MISSPELLED = range(3)
"""How a name fits: it is the text, it has the words as they are typed so far, or nearly so."""

SOME_MORE = 3
"""How many more than wanted are looked for, for several may be names of one thing."""
MAX_GAP_TYPING = 2.5
"""How much worse than the best a misspelling may fit and still be offered while typing."""
_ROUNDED = 0.001
"""What least costs may be off by, for they are added up in single precision."""
_ENOUGH = 4


class ScoredName(NamedTuple):
    """The number of a name, what it costs that it is meant, that less the thing's past, and how it fits."""

    name: int
    cost: float
    posterior_cost: float
    tier: int


class TopK:
    """What was found so far, and how many are enough; `typing` says that the text may go on."""

    def __init__(self, limit: int, *, typing: bool = False) -> None:
        self.limit = limit
        self.typing = typing
        self.tier = SPELLED
        self.names: dict[int, ScoredName] = {}
        self.least = inf
        self.work = 0

    @property
    def enough(self) -> bool:
        """Whether these are so many that a list to choose from needs no worse ones."""
        return len(self.names) >= min(self.limit, _ENOUGH)

    @property
    def most(self) -> float:
        """What a name may cost to be wanted: while typing a misspelling must not be far from the best."""
        far = self.typing and self.tier == MISSPELLED
        return self.least + MAX_GAP_TYPING + _ROUNDED if far else inf

    def add(self, name: int, cost: float, popularity_prior: float) -> None:
        """Take a name at a cost, unless it is known at a lower one."""
        known = self.names.get(name)
        if known is None or cost < known.cost:
            tier = self.tier if known is None else known.tier
            self.names[name] = ScoredName(name, cost, cost - popularity_prior, tier)
            self.least = min(self.least, cost)

    def has_enough(self, best: Sequence[float], bound: float) -> bool:
        """Whether the sorted `best` are so many that a name at no less than the bound is not wanted."""
        wanted = self.limit + SOME_MORE
        return len(best) >= wanted and bound > best[wanted - 1]


POPULARITY_EXPONENT = 0.45
"""How much likelier, as an energy, somebody is meant who has done e times as much here."""


def popularity_prior(popularity: int) -> float:
    """What a thing's past takes off its cost."""
    return POPULARITY_EXPONENT * math.log1p(popularity)


class Candidate(NamedTuple):
    """A thing that a typed text may mean.

    `cost` is what the text alone says, `weight` how much the thing has done here; `name` the name that
    matched and `registered` whether that is the one it is shown by.
    """

    kind: str
    id: str
    name: str
    registered: bool
    cost: float
    popularity: int

    @property
    def posterior_cost(self) -> float:
        """The cost less what the thing's past makes likely: what to sort by."""
        return self.cost - popularity_prior(self.popularity)
