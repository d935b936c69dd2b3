"""Disambiguation: link a name in a question to one athlete, ask which of several, or predict NIL.

The evidence is the cost of the typed text, whether the rest of the question fits, and popularity. Costs are
negative log-likelihoods in nats: a difference of 1 makes a hypothesis e times less likely. NIL (no athlete
here) competes as one more hypothesis. This module alone says how probable a link must be to be answered
without asking.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

MIN_P_IN_QUESTION = 0.8
"""Least probability that a name is not NIL, where the rest of a question is evidence too. Chosen by hand."""
TIE_MARGIN = 1.0
"""Nats that a candidate's text may cost more than the best one's and still tie with it. Chosen by hand."""
_NIL_COST = 3.0
_NIL_COST_A_WORD = 1.2
"""Nats of NIL in a question, at all and for each word: the more words fit, the less likely by chance.

Chosen by hand.
"""

MISFIT = 5.0
"""Nats against a hypothesis that other words of the question do not fit, where our data may be incomplete.

Supposed, not measured: of ten questions with an event nine name one of the athlete's two, and one any of
forty, for not all of an athlete's events are known.
"""
CONTRADICTED = 7.0
"""Nats against one that other words contradict, where the fact is known of everyone, as the nation is.

Supposed, not measured: one question in twenty names a wrong nation.
"""
MIN_P_BY_POPULARITY = 0.9
"""Least posterior of the likeliest of several candidates that only popularity distinguishes. Chosen by hand.

One answer in ten may be about the wrong athlete, so it names the link and offers the others.
"""
WELL_KNOWN = 180.0
"""Popularity from which a candidate is well known: just under one curated race of the latest season.

Between two well-known candidates we ask instead of picking the more popular. Chosen by hand.
"""
MIN_P_ONLY_FIT = 0.5
"""Least posterior of the only candidate that fits the text: above this it outweighs all others together."""
_MIN_RELATIVE_P = 0.1
"""Least posterior, as a share of the likeliest one's, to be offered with a worse text. Chosen by hand."""


class Hypothesis(NamedTuple):
    """One athlete, or pair of athletes, that a name may stand for.

    `cost` is the cost of the typed text and `misfit` that of the rest of the question, both in nats.
    `popularity` is a weight as in `Candidate`: all else equal, twice the popularity is twice as likely.
    """

    cost: float
    misfit: float = 0.0
    popularity: float = 0.0


class LinkDecision(NamedTuple):
    """The number of the chosen hypothesis, None to ask or for NIL; and all `plausible` ones, likeliest first.

    No plausible one is NIL.
    """

    chosen: int | None
    plausible: tuple[int, ...]


def disambiguate(
    hypotheses: Sequence[Hypothesis], nil_cost: float, *, in_context: bool = False
) -> LinkDecision:
    """Choose among hypotheses, or among them and NIL at a cost of `nil_cost` nats.

    Those within TIE_MARGIN of the least cost tie. A single one is chosen unless the popularity of the others
    outweighs it. Of several the likeliest is chosen where its posterior is high enough: MIN_P_BY_POPULARITY
    and no other is well known, or MIN_P_IN_QUESTION where popularity already counts the rest of the question
    (`in_context`). Else the decision is to ask.
    """
    costs = [one.cost + one.misfit for one in hypotheses]
    if not hypotheses or _is_nil(hypotheses, costs, nil_cost):
        return LinkDecision(None, ())
    posteriors = _posteriors(hypotheses, costs)
    ranked = sorted(range(len(hypotheses)), key=lambda at: -posteriors[at])
    worst = min(costs) + TIE_MARGIN
    tied = [at for at in ranked if costs[at] <= worst]
    if _is_sure([hypotheses[at] for at in tied], posteriors[tied[0]], in_context=in_context):
        return LinkDecision(tied[0], tuple(tied))
    offered = _MIN_RELATIVE_P * posteriors[ranked[0]]
    plausible = (at for at in ranked if costs[at] <= worst or posteriors[at] >= offered)
    return LinkDecision(None, tuple(plausible))


def _is_nil(hypotheses: Sequence[Hypothesis], costs: Sequence[float], nil_cost: float) -> bool:
    """Whether the best hypothesis is too improbable. NIL fits the question as badly as the worst of them."""
    misfit = max(one.misfit for one in hypotheses)
    return p_not_nil(min(costs), nil_cost + misfit) < MIN_P_IN_QUESTION


def _posteriors(hypotheses: Sequence[Hypothesis], costs: Sequence[float]) -> list[float]:
    """The probability of each hypothesis, given that one of them is right."""
    least = min(costs)
    shares = [
        (1 + one.popularity) * math.exp(least - cost) for one, cost in zip(hypotheses, costs, strict=True)
    ]
    total = sum(shares)
    return [share / total for share in shares]


def _is_sure(tied: Sequence[Hypothesis], posterior: float, *, in_context: bool) -> bool:
    """Whether the likeliest of the tied hypotheses, of this posterior, may be chosen without asking."""
    if len(tied) == 1:
        return posterior >= MIN_P_ONLY_FIT
    if in_context:
        return posterior >= MIN_P_IN_QUESTION
    well_known = sum(one.popularity >= WELL_KNOWN for one in tied)
    return posterior >= MIN_P_BY_POPULARITY and well_known < 2


def nil_cost_in_question(words: int) -> float:
    """The cost in nats of NIL for a name of this many words in a question.

    Less strict than for a name alone (`nil.link_mention`): the answer shows which athlete it is about.
    """
    return _NIL_COST + _NIL_COST_A_WORD * words


def is_linkable(cost: float, words: int) -> bool:
    """Whether the best candidate, at this cost in nats for `words` words of a question, beats NIL."""
    return p_not_nil(cost, nil_cost_in_question(words)) >= MIN_P_IN_QUESTION


def p_not_nil(cost: float, nil_cost: float) -> float:
    """The probability that a name is not NIL, from the costs in nats of the best candidate and of NIL."""
    return 1 / (1 + math.exp(cost - nil_cost))
