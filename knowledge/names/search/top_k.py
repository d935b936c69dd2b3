"""Candidates of a search, and the collector of the best names found so far (top k)."""

import math
from collections.abc import Sequence
from math import inf
from typing import NamedTuple

WHOLE, SPELLED, MISSPELLED = range(3)
"""The tier of a match: the whole name, words as typed so far, or nearly so."""

MARGIN = 3
"""Names collected beyond the limit, for several may be of one entity. Chosen by hand."""
MAX_GAP_TYPING = 2.5
"""Nats by which a misspelling may cost more than the best and be offered while typing. Chosen by hand."""
_ROUNDING = 0.001
"""Nats by which lower bounds may be off, for they are sums in single precision."""
_ENOUGH = 4
"""Names that make a list to choose from. Chosen by hand."""
POPULARITY_EXPONENT = 0.45
"""The prior of an entity grows as this power of its popularity.

Chosen by hand to mix popularity with the cost of a text; benchmarks/names.py measures the ranking.
"""


def popularity_prior(popularity: int) -> float:
    """The nats that an entity's popularity takes off its cost: the logarithm of its prior."""
    return POPULARITY_EXPONENT * math.log1p(popularity)


class Candidate(NamedTuple):
    """An entity that a typed text may name.

    `cost` is the cost of the text alone, in nats. `popularity` is the weight of its `NameEntry`: for an
    athlete tenths of a result, of which recent and curated ones count more. `name` is the name that matched,
    and `registered` says whether it is the one shown.
    """

    kind: str
    id: str
    name: str
    registered: bool
    cost: float
    popularity: int

    @property
    def posterior_cost(self) -> float:
        """The cost less the prior, in nats: what candidates are sorted by."""
        return self.cost - popularity_prior(self.popularity)


class ScoredName(NamedTuple):
    """The number of a name, its cost in nats, that cost less the prior of its entity, and its tier."""

    name: int
    cost: float
    posterior_cost: float
    tier: int


class TopK:
    """The best names so far. `limit` entities are wanted; `typing` says that the text may go on.

    The searcher sets `tier` for what it adds next, and counts names times words in `work`.
    """

    def __init__(self, limit: int, *, typing: bool = False) -> None:
        self.limit = limit
        self.typing = typing
        self.tier = SPELLED
        self.names: dict[int, ScoredName] = {}
        self.least = inf
        self.work = 0

    @property
    def enough(self) -> bool:
        """Whether there are enough names for a list to choose from, without worse ones."""
        return len(self.names) >= min(self.limit, _ENOUGH)

    @property
    def most(self) -> float:
        """The cost up to which a name is wanted: while typing, a misspelling must be close to the best."""
        bounded = self.typing and self.tier == MISSPELLED
        return self.least + MAX_GAP_TYPING + _ROUNDING if bounded else inf

    def add(self, name: int, cost: float, prior: float) -> None:
        """Add a name at a cost, unless it is known at a lower one. It keeps its first tier."""
        known = self.names.get(name)
        if known is None or cost < known.cost:
            tier = self.tier if known is None else known.tier
            self.names[name] = ScoredName(name, cost, cost - prior, tier)
            self.least = min(self.least, cost)

    def has_enough(self, best: Sequence[float], bound: float) -> bool:
        """Whether the sorted posterior costs `best` are enough, so that none at `bound` or more is wanted."""
        wanted = self.limit + MARGIN
        return len(best) >= wanted and bound > best[wanted - 1]
