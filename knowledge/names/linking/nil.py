"""NIL prediction: link a name without a question around it, or predict that its entity is not here.

Costs are negative log-likelihoods in nats. NIL is one more candidate, whose cost depends on evidence: the
more letters were typed, and the rarer the words are among the names here, the less likely all fit by chance.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.names.linking.disambiguation import MIN_P_IN_QUESTION, TIE_MARGIN, p_not_nil
from knowledge.names.search.index import NameIndex
from knowledge.names.search.top_k import Candidate
from knowledge.names.text.edit_costs import SAME
from knowledge.names.text.normalize import name_words, romanise

MIN_P_ALONE = 0.95
"""Least probability that the name of an athlete is not NIL, where nothing else is evidence.

Fitted with NIL_WEIGHTS: the lowest bar that links at most 0.6 % of the names that are not here.
"""
MAX_NEAREST = 25
"""Candidates that are looked at. Chosen by hand."""
NIL_WEIGHTS = (4.15, 0.035, 0.137, -2.2)
"""The cost of NIL in nats for each unit of `nil_evidence`, for names of athletes.

Fitted by logistic regression in benchmarks/naming/deciding.py, on other people than it measures.
"""
NIL_WEIGHTS_OTHER_KINDS = (2.0, 0.0, 0.3, -2.0)
"""The same for places, competitions and all other kinds, for which MIN_P_IN_QUESTION is enough.

There are fewer of these: with the weights for athletes half of all slips of one letter would be refused. With
these it is one in seven, and 5 % of the names that are not here are linked, as with those. Chosen by hand.
"""
_ATHLETE = "athlete"
_CLOSED_LISTS = frozenset({"city", "venue", "discipline", "nation", "tier"})
"""Kinds of which an exact name ties with nothing else: Germany is not East Germany."""
_MAX_RARENESS = 12.0
"""Rareness in nats of a word that no name has: about the logarithm of 160,000 names. Chosen by hand."""


@dataclass(frozen=True)
class Match:
    """One entity is linked; `exact` says that the text is one of its names or words of one."""

    found: Candidate
    exact: bool


@dataclass(frozen=True)
class Tie:
    """Several candidates fit about equally well, likeliest first."""

    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class Nil:
    """No entity here has the name; `nearest` are the candidates that fit best."""

    nearest: tuple[Candidate, ...]


Link = Match | Tie | Nil


@dataclass(frozen=True)
class LinkedMention:
    """The link of a name, and all candidates, likeliest first, with the probability of each.

    What the probabilities lack of 1 is that of NIL.
    """

    link: Link
    candidates: tuple[Candidate, ...]
    probabilities: tuple[float, ...]


def link_mention(
    index: NameIndex, words: Sequence[str], kinds: Collection[str], limit: int = MAX_NEAREST
) -> LinkedMention:
    """Link folded words, a name and nothing else, to an entity of these kinds.

    Stricter than `disambiguate`, for there is no other evidence: of a thousand names, two hundred of which
    are not here, about one is linked wrongly (benchmarks/naming/deciding.py).
    """
    candidates = index.search(words, kinds, loose=True, limit=limit)
    if not candidates:
        return LinkedMention(Nil(()), (), ())
    evidence = nil_evidence(words, index.frequencies(words, kinds), candidates)
    athletes = _ATHLETE in kinds
    nil_cost = nil_cost_by_evidence(evidence, NIL_WEIGHTS if athletes else NIL_WEIGHTS_OTHER_KINDS)
    exact = _CLOSED_LISTS.issuperset(kinds) and any(one.cost == SAME for one in candidates)
    link = _decide(
        candidates,
        nil_cost,
        min_p=MIN_P_ALONE if athletes else MIN_P_IN_QUESTION,
        margin=SAME if exact else TIE_MARGIN,
    )
    return LinkedMention(link, candidates, probabilities(candidates, nil_cost))


def probabilities(candidates: Sequence[Candidate], nil_cost: float) -> tuple[float, ...]:
    """The probability of each candidate, in their order; what is missing from 1 is that of NIL.

    Whether the name is NIL depends on the text alone: the cost of the best against that of NIL, in nats.
    Which candidate it is depends on popularity as well.
    """
    if not candidates:
        return ()
    not_nil = p_not_nil(min(one.cost for one in candidates), nil_cost)
    least = min(one.posterior_cost for one in candidates)
    shares = [math.exp(least - one.posterior_cost) for one in candidates]
    return tuple(not_nil * share / sum(shares) for share in shares)


def nil_evidence(
    words: Sequence[str], frequencies: Sequence[int], candidates: Sequence[Candidate]
) -> tuple[float, ...]:
    """What speaks for or against NIL beside the cost of the best candidate, one number for each weight.

    They are: 1; how rare the words are, in nats, by how many names here have each (`frequencies`); how many
    letters were typed, for the more there are, the less they fit by chance; and how many of the words are of
    names here but not of the best candidate's, for then another entity is likelier than a slip.
    """
    latin = tuple(latin for word in words for latin in romanise(word))
    name = name_words(min(candidates, key=lambda one: one.cost).name)
    own = {*name, *(one + other for one, other in pairwise(name))}
    others = sum(count > 0 and word not in own for word, count in zip(latin, frequencies, strict=True))
    rareness = sum(_MAX_RARENESS - math.log1p(count) for count in frequencies)
    return (1.0, rareness, float(sum(map(len, latin))), float(others))


def nil_cost_by_evidence(evidence: Sequence[float], weights: Sequence[float] = NIL_WEIGHTS) -> float:
    """The cost of NIL in nats: the weighted sum of `nil_evidence`."""
    return sum(weight * much for weight, much in zip(weights, evidence, strict=True))


def _decide(candidates: Sequence[Candidate], nil_cost: float, *, min_p: float, margin: float) -> Link:
    best = min(candidate.cost for candidate in candidates)
    if p_not_nil(best, nil_cost) < min_p:
        return Nil(tuple(candidates))
    tied = tuple(candidate for candidate in candidates if candidate.cost <= best + margin)
    if len(tied) == 1:
        return Match(tied[0], exact=tied[0].cost < TIE_MARGIN)
    return Tie(tied)
