"""Deciding: one thing is meant, several may be, or nobody here is.

What is known about costs becomes probability through one more candidate, nobody: the more words were
typed, and the rarer they are among the names here, the less likely it is that all fit somebody by chance.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.names.search.index import Found, NameIndex
from knowledge.names.text.edit_costs import SAME
from knowledge.names.text.normalize import name_words, romanised

SURE = 0.8
"""How probable it must be that somebody here is meant, where the rest of a question speaks as well."""
SURE_OF_A_NAME = 0.95
"""The same for a name and nothing else."""
MOST_NEAREST = 25
"""How many candidates are weighed."""
NEAR = 1.0
"""How much worse by the text alone a candidate may be and still be meant as well as the best."""
_NOBODY = 3.0
_NOBODY_A_WORD = 1.2
NOBODY_BY_EVIDENCE = (4.15, 0.035, 0.137, -2.2)
"""What nobody being meant by a name costs, for each of `evidence`.

These and SURE_OF_A_NAME are fitted by benchmarks/naming/deciding.py, on other people than it measures.
"""
NOBODY_BUT_PEOPLE = (2.0, 0.0, 0.3, -2.0)
"""The same for places, competitions and whatever else is no person, for which SURE is sure enough.

These are fewer: with the figures for people half of all slips of one letter would be refused. So it is one in
seven, and of names that are not here 5 % are taken for others, as they would be with those figures.
"""
_PERSON = "athlete"
_LISTS = frozenset({"city", "venue", "discipline", "nation", "tier"})
"""Kinds of which a whole name means what is called just that: Germany is not East Germany."""
_RAREST = 12.0


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

    Stricter than `judging.judge`, for nothing around the name tells who is meant: of a thousand names of
    which two hundred are nobody's here, about one is taken for somebody's (benchmarks/naming/deciding.py).
    """
    return weigh(index, words, kinds, limit).resolution


def weigh(
    index: NameIndex, words: Sequence[str], kinds: Collection[str], limit: int = MOST_NEAREST
) -> Weighed:
    """The same, with how probable each of the candidates is."""
    found = index.find(words, kinds, loose=True, limit=limit)
    if not found:
        return Weighed(NotFound(()), (), ())
    told = evidence(words, index.bearers(words, kinds), found)
    people = _PERSON in kinds
    nobody_costs = nobody(told, NOBODY_BY_EVIDENCE if people else NOBODY_BUT_PEOPLE)
    whole = _LISTS.issuperset(kinds) and any(one.cost == SAME for one in found)
    resolution = _decide(found, nobody_costs, SURE_OF_A_NAME if people else SURE, SAME if whole else NEAR)
    return Weighed(resolution, found, probabilities(found, nobody_costs))


def probabilities(found: Sequence[Found], nobody_costs: float) -> tuple[float, ...]:
    """How probable each candidate is, in their order; what is missing from 1 is that nobody here is meant.

    Costs are energies: whether anybody is meant is said by the text alone, as what the best costs against
    what nobody does; who of those it is, by what the text costs less what their past makes likely.
    """
    if not found:
        return ()
    anybody = somebody(min(one.cost for one in found), nobody_costs)
    least = min(one.ranked for one in found)
    shares = [math.exp(least - one.ranked) for one in found]
    return tuple(anybody * share / sum(shares) for share in shares)


def evidence(words: Sequence[str], bearers: Sequence[int], found: Sequence[Found]) -> tuple[float, ...]:
    """What tells, beside the cost of the best found, whether folded words name anybody here.

    One; how rare the words are among the names here, which hold each so many times (`bearers`); how many
    letters they have, for the more were typed, the less they fit anybody by chance; and how many of them are
    words of names here but not of the best one, for then somebody else is likelier meant than a slip.
    """
    latin = tuple(latin for word in words for latin in romanised(word))
    name = name_words(min(found, key=lambda one: one.cost).name)
    borne = {*name, *(one + other for one, other in pairwise(name))}
    others = sum(count > 0 and word not in borne for word, count in zip(latin, bearers, strict=True))
    rareness = sum(_RAREST - math.log1p(count) for count in bearers)
    return (1.0, rareness, float(sum(map(len, latin))), float(others))


def nobody(told: Sequence[float], costs: Sequence[float] = NOBODY_BY_EVIDENCE) -> float:
    """The cost of nobody being meant, by this `evidence`."""
    return sum(cost * much for cost, much in zip(costs, told, strict=True))


def _decide(found: Sequence[Found], nobody_costs: float, bar: float, near: float) -> Resolution:
    best = min(candidate.cost for candidate in found)
    if somebody(best, nobody_costs) < bar:
        return NotFound(tuple(found))
    meant = tuple(candidate for candidate in found if candidate.cost <= best + near)
    if len(meant) == 1:
        return Match(meant[0], exact=meant[0].cost < NEAR)
    return Ambiguous(meant)


def nobody_asked_about(words: int) -> float:
    """The cost of nobody being meant by so many words of a question, whose answer shows whom it is about."""
    return _NOBODY + _NOBODY_A_WORD * words


def believable(cost: float, words: int) -> bool:
    """Whether somebody at this cost is sure enough against nobody being meant by words of a question."""
    return somebody(cost, nobody_asked_about(words)) >= SURE


def somebody(cost: float, nobody_costs: float) -> float:
    """How probable it is that somebody here is meant, where the best costs so much and nobody so much."""
    return 1 / (1 + math.exp(cost - nobody_costs))
