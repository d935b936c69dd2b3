"""Deciding: one thing is meant, several may be, or nobody here is.

What is known about costs becomes probability through one more candidate, nobody: the more words were
typed, the less likely it is that all of them fit somebody by chance.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from knowledge.names.index import Found, NameIndex

SURE = 0.8
"""How probable the best must be among all candidates, nobody included, to be taken without asking."""
NEAR = 1.0
"""How much worse by the text alone a candidate may be and still be meant as well as the best."""
NOBODY = 3.0
NOBODY_A_WORD = 1.2


@dataclass(frozen=True)
class Match:
    """One thing is meant; `found` is it, `exact` says that the text is one of its names or words."""

    found: Found
    exact: bool


@dataclass(frozen=True)
class Ambiguous:
    """Several may be meant, likeliest first."""

    candidates: tuple[Found, ...]


@dataclass(frozen=True)
class NotFound:
    """Nothing here is called that; `nearest` are the things whose names come closest."""

    nearest: tuple[Found, ...]


Resolution = Match | Ambiguous | NotFound


def resolve(index: NameIndex, words: Sequence[str], kinds: Collection[str]) -> Resolution:
    """What the folded words mean among the things of these kinds."""
    return decide(index.find(words, kinds), len(words))


def decide(found: Sequence[Found], words: int) -> Resolution:
    """Decide between candidates for a text of so many words.

    What a candidate has done orders those who fit equally well; it never picks one of them.
    """
    if not found:
        return NotFound(())
    best = min(candidate.cost for candidate in found)
    if not believable(best, words):
        return NotFound(tuple(found))
    meant = tuple(candidate for candidate in found if candidate.cost <= best + NEAR)
    if len(meant) == 1:
        return Match(meant[0], exact=meant[0].cost < NEAR)
    return Ambiguous(meant)


def believable(cost: float, words: int) -> bool:
    """Whether somebody at this cost is sure enough against nobody being meant."""
    nobody = NOBODY + NOBODY_A_WORD * words
    return 1 / (1 + math.exp(cost - nobody)) >= SURE
