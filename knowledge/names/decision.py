"""Deciding: one thing is meant, several may be, or nobody here is.

What is known about costs becomes probability through one more candidate, nobody: the more words were
typed, and the rarer they are among the names here, the less likely it is that all fit somebody by chance.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from knowledge.names.index import Found, NameIndex

SURE = 0.8
"""How probable the best must be among all candidates, nobody included, to be taken without asking."""
MOST_NEAREST = 25
NEAR = 1.0
"""How much worse by the text alone a candidate may be and still be meant as well as the best."""
NOBODY = 3.0
NOBODY_A_WORD = 1.2
_NOBODY_AT_ALL = 4.2
_NOBODY_A_RARE_WORD = 0.3
_RAREST = 12.0
_AMONG_MORE = 0.55
_FEW_NAMES = 1_000


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


@dataclass(frozen=True)
class Weighed:
    """What a name means, and all that it may mean, likeliest first, with how probable each of these is."""

    resolution: Resolution
    found: tuple[Found, ...]
    probabilities: tuple[float, ...]


def resolve(
    index: NameIndex, words: Sequence[str], kinds: Collection[str], limit: int = MOST_NEAREST
) -> Resolution:
    """What the folded words, a name and nothing else, mean among the things of these kinds.

    Stricter than `decide`, for nothing around the name tells who is meant: of a thousand names of which two
    hundred are nobody's here, about two of these are taken for somebody's (see benchmarks/names.py).
    """
    return weigh(index, words, kinds, limit).resolution


def weigh(
    index: NameIndex, words: Sequence[str], kinds: Collection[str], limit: int = MOST_NEAREST
) -> Weighed:
    """The same, with how probable each of the candidates is."""
    found = index.find(words, kinds, loose=True, limit=limit)
    nobody_costs = nobody(index.bearers(words, kinds), index.count(kinds))
    return Weighed(_decide(found, nobody_costs), found, probabilities(found, nobody_costs))


def probabilities(found: Sequence[Found], nobody_costs: float) -> tuple[float, ...]:
    """How probable each candidate is, in their order; what is missing from 1 is that nobody here is meant.

    Costs are energies: whether anybody is meant is said by the text alone, as what the best costs against
    what nobody does; who of those it is, by what the text costs less what their past makes likely.
    """
    if not found:
        return ()
    somebody = 1 / (1 + math.exp(min(one.cost for one in found) - nobody_costs))
    least = min(one.ranked for one in found)
    shares = [math.exp(least - one.ranked) for one in found]
    return tuple(somebody * share / sum(shares) for share in shares)


def nobody(bearers: Sequence[int], names: int) -> float:
    """The cost of nobody being meant: by how many names here hold each word, and how many names there are.

    A word that nobody bears was misspelled, or belongs to somebody who is not here; one that many bear is
    likely somebody's who is called like others. The more names, the more of them are like any word.
    """
    rareness = sum(_RAREST - math.log1p(count) for count in bearers)
    return _NOBODY_AT_ALL + _NOBODY_A_RARE_WORD * rareness - _AMONG_MORE * math.log(max(names, _FEW_NAMES))


def decide(found: Sequence[Found], words: int) -> Resolution:
    """Decide between candidates for so many words of a question, whose answer shows whom it is about.

    What a candidate has done orders those who fit equally well; it never picks one of them.
    """
    return _decide(found, NOBODY + NOBODY_A_WORD * words)


def _decide(found: Sequence[Found], nobody_costs: float) -> Resolution:
    if not found:
        return NotFound(())
    best = min(candidate.cost for candidate in found)
    if not _sure(best, nobody_costs):
        return NotFound(tuple(found))
    meant = tuple(candidate for candidate in found if candidate.cost <= best + NEAR)
    if len(meant) == 1:
        return Match(meant[0], exact=meant[0].cost < NEAR)
    return Ambiguous(meant)


def believable(cost: float, words: int) -> bool:
    """Whether somebody at this cost is sure enough against nobody being meant."""
    return _sure(cost, NOBODY + NOBODY_A_WORD * words)


def _sure(cost: float, nobody_costs: float) -> bool:
    return 1 / (1 + math.exp(cost - nobody_costs)) >= SURE
