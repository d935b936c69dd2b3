"""Judging between the readings of a name in a question: one is meant, several may be, or nobody here is.

Everything is evidence: what the text costs, whether what else is said fits, and what somebody has done. It
becomes probability as in `decision`, nobody being one more reading. This is the one place that says how
sure one must be to answer without asking.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from knowledge.names.linking.nil import MIN_P_IN_QUESTION, TIE_MARGIN, p_not_nil

MISFIT = 5.0
"""What it costs a reading that something else which is said does not fit it, where that may be unknown here.

Supposed, not measured: of ten questions that name an event nine name one of the two that somebody does, and
one any of forty, for not all that he does is known.
"""
CONTRADICTED = 7.0
"""The same where it is known of everybody, as nations are: of twenty questions one names a wrong one."""
MIN_P_BY_POPULARITY = 0.9
"""How probable the likeliest of several must be whom only what they have done tells apart.

One in ten may have meant another, so the answer says who was taken and offers the others.
"""
WELL_KNOWN = 180.0
"""The standing from which somebody is known to many: somewhat less than one meeting of the newest year counts
that curators wrote down. Of two of these none is taken because the other did less.
"""
MIN_P_ONLY_FIT = 0.5
"""How probable somebody must be whom the text tells from all others: these together are no likelier."""
_AS_LIKELY = 0.1
"""How probable another must be, as a part of the likeliest, to be offered though the text fits it less."""


class Hypothesis(NamedTuple):
    """One way to take a name.

    `cost` is what the text says against it and `misfit` what else is said, as energies. `standing` is how
    much it is asked about: all else equal, with twice as much one is twice as likely.
    """

    cost: float
    misfit: float = 0.0
    popularity: float = 0.0


class LinkDecision(NamedTuple):
    """Which reading is meant, by number, where it is sure enough; and all that may be, likeliest first.

    Where none is `possible` nobody here is meant.
    """

    chosen: int | None
    plausible: tuple[int, ...]


def disambiguate(
    readings: Sequence[Hypothesis], nobody_costs: float, *, in_context: bool = False
) -> LinkDecision:
    """What a name means, where nobody being meant costs so much.

    Who fits text and context about as well as the best may be meant. Where that is one, it is taken unless
    what others have done makes these likelier all the same. Where it is several, the likeliest is taken if it
    is sure by what they have done and the only one known to many or, where standing is made of what else is
    said (`in_context`), as sure as a question must be. Else it is asked.
    """
    if not readings:
        return LinkDecision(None, ())
    told = max(one.misfit for one in readings)
    energies = [one.cost + one.misfit for one in readings]
    least = min(energies)
    # Nobody fits what else is said as little as who fits it least.
    if p_not_nil(least, nobody_costs + told) < MIN_P_IN_QUESTION:
        return LinkDecision(None, ())
    shares = [
        (1 + one.popularity) * math.exp(least - energy)
        for one, energy in zip(readings, energies, strict=True)
    ]
    likely = [share / sum(shares) for share in shares]
    ranked = sorted(range(len(readings)), key=lambda at: -likely[at])
    near = [at for at in ranked if energies[at] <= least + TIE_MARGIN]
    bar = MIN_P_ONLY_FIT if len(near) == 1 else MIN_P_IN_QUESTION if in_context else MIN_P_BY_POPULARITY
    known = sum(readings[at].popularity >= WELL_KNOWN for at in near)
    if likely[near[0]] >= bar and (in_context or known < 2):
        return LinkDecision(near[0], tuple(near))
    offered = _AS_LIKELY * likely[ranked[0]]
    return LinkDecision(None, tuple(at for at in ranked if at in near or likely[at] >= offered))
