"""Deciding: one thing is meant, several may be, or nobody here is.

What is known about costs becomes probability through one more candidate, nobody: the more words were
typed, and the rarer they are among the names here, the less likely it is that all fit somebody by chance.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.names.search.index import NameIndex
from knowledge.names.search.top_k import Candidate
from knowledge.names.text.edit_costs import SAME
from knowledge.names.text.normalize import name_words, romanise

MIN_P_IN_QUESTION = 0.8
"""How probable it must be that somebody here is meant, where the rest of a question speaks as well."""
MIN_P_ALONE = 0.95
"""The same for a name and nothing else."""
MAX_NEAREST = 25
"""How many candidates are weighed."""
TIE_MARGIN = 1.0
"""How much worse by the text alone a candidate may be and still be meant as well as the best."""
_NOBODY = 3.0
_NOBODY_A_WORD = 1.2
NIL_WEIGHTS = (4.15, 0.035, 0.137, -2.2)
"""What nobody being meant by a name costs, for each of `evidence`.

These and SURE_OF_A_NAME are fitted by benchmarks/naming/deciding.py, on other people than it measures.
"""
NIL_WEIGHTS_OTHER_KINDS = (2.0, 0.0, 0.3, -2.0)
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

    found: Candidate
    exact: bool


@dataclass(frozen=True)
class Tie:
    """Several may be meant, likeliest first."""

    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class Nil:
    """Nothing here is called that; `nearest` are the things whose names come closest."""

    nearest: tuple[Candidate, ...]


Link = Match | Tie | Nil


@dataclass(frozen=True)
class LinkedMention:
    """What a name means, and all that it may mean, likeliest first, with how probable each of these is."""

    link: Link
    candidates: tuple[Candidate, ...]
    probabilities: tuple[float, ...]


def link_mention(
    index: NameIndex, words: Sequence[str], kinds: Collection[str], limit: int = MAX_NEAREST
) -> LinkedMention:
    """Link the folded words, a name and nothing else, to an entity of these kinds.

    Stricter than `disambiguation.disambiguate`, for nothing around the name is evidence: of a thousand names
    of which two hundred are nobody's here, about one is linked wrongly (benchmarks/naming/deciding.py).
    """
    found = index.search(words, kinds, loose=True, limit=limit)
    if not found:
        return LinkedMention(Nil(()), (), ())
    told = nil_evidence(words, index.frequencies(words, kinds), found)
    people = _PERSON in kinds
    nobody_costs = nil_cost(told, NIL_WEIGHTS if people else NIL_WEIGHTS_OTHER_KINDS)
    whole = _LISTS.issuperset(kinds) and any(one.cost == SAME for one in found)
    link = _decide(
        found, nobody_costs, MIN_P_ALONE if people else MIN_P_IN_QUESTION, SAME if whole else TIE_MARGIN
    )
    return LinkedMention(link, found, probabilities(found, nobody_costs))


def probabilities(found: Sequence[Candidate], nobody_costs: float) -> tuple[float, ...]:
    """How probable each candidate is, in their order; what is missing from 1 is that nobody here is meant.

    Costs are energies: whether anybody is meant is said by the text alone, as what the best costs against
    what nobody does; who of those it is, by what the text costs less what their past makes likely.
    """
    if not found:
        return ()
    anybody = p_not_nil(min(one.cost for one in found), nobody_costs)
    least = min(one.posterior_cost for one in found)
    shares = [math.exp(least - one.posterior_cost) for one in found]
    return tuple(anybody * share / sum(shares) for share in shares)


def nil_evidence(
    words: Sequence[str], bearers: Sequence[int], found: Sequence[Candidate]
) -> tuple[float, ...]:
    """What tells, beside the cost of the best found, whether folded words name anybody here.

    One; how rare the words are among the names here, which hold each so many times (`bearers`); how many
    letters they have, for the more were typed, the less they fit anybody by chance; and how many of them are
    words of names here but not of the best one, for then somebody else is likelier meant than a slip.
    """
    latin = tuple(latin for word in words for latin in romanise(word))
    name = name_words(min(found, key=lambda one: one.cost).name)
    borne = {*name, *(one + other for one, other in pairwise(name))}
    others = sum(count > 0 and word not in borne for word, count in zip(latin, bearers, strict=True))
    rareness = sum(_RAREST - math.log1p(count) for count in bearers)
    return (1.0, rareness, float(sum(map(len, latin))), float(others))


def nil_cost(told: Sequence[float], costs: Sequence[float] = NIL_WEIGHTS) -> float:
    """The cost of nobody being meant, by this `evidence`."""
    return sum(cost * much for cost, much in zip(costs, told, strict=True))


def _decide(found: Sequence[Candidate], nobody_costs: float, bar: float, near: float) -> Link:
    best = min(candidate.cost for candidate in found)
    if p_not_nil(best, nobody_costs) < bar:
        return Nil(tuple(found))
    meant = tuple(candidate for candidate in found if candidate.cost <= best + near)
    if len(meant) == 1:
        return Match(meant[0], exact=meant[0].cost < TIE_MARGIN)
    return Tie(meant)


def nil_cost_in_question(words: int) -> float:
    """The cost of nobody being meant by so many words of a question, whose answer shows whom it is about."""
    return _NOBODY + _NOBODY_A_WORD * words


def is_linkable(cost: float, words: int) -> bool:
    """Whether somebody at this cost is sure enough against nobody being meant by words of a question."""
    return p_not_nil(cost, nil_cost_in_question(words)) >= MIN_P_IN_QUESTION


def p_not_nil(cost: float, nobody_costs: float) -> float:
    """How probable it is that somebody here is meant, where the best costs so much and nobody so much."""
    return 1 / (1 + math.exp(cost - nobody_costs))
