"""Completion of `/h2h`: the first athlete from the words, the second among those the first has met."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from math import log1p
from typing import NamedTuple

from knowledge.models.base import AthleteId
from knowledge.models.outcome import Choice
from knowledge.models.records import Rival
from knowledge.names import Candidate, NameIndex, tokens, words_begin
from knowledge.names.linking.disambiguation import is_linkable
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.offers import pair_choice
from knowledge.questions.query.segments import Token
from knowledge.store import KnowledgeBase

Folded = tuple[str, ...]

MAX_FIRSTS = 5
"""Athletes of one name that are each tried as the first athlete."""
MAX_RIVALS = 500
"""Rivals of each first athlete, those met most often."""
MAX_FIRST_GAP = 1.0
"""Nats by which another first athlete may match worse than the best."""
LONGER_FIRST_NAME = 0.5
"""Nats for each word more that is read as part of the first name where no separator divides the names."""
_BEGINNING = 0.4
"""Cost, in nats, of words that begin a rival's name."""
_FOLDED = 8_192
"""Names whose folded words are kept: the rivals of one athlete are compared with every letter typed."""

_folded = lru_cache(maxsize=_FOLDED)(tokens)


class _Completion(NamedTuple):
    """A pair that the words can be completed to, with its cost in nats."""

    cost: float
    first: Candidate
    rival: Rival


class _SecondName(NamedTuple):
    """The words of the second name, and the cost of each athlete that the index finds for them."""

    words: Folded
    costs: Mapping[str, float]


def complete_pairs(
    kb: KnowledgeBase, index: NameIndex, words: tuple[Token, ...], today: date, limit: int
) -> tuple[Choice, ...]:
    """Return at most `limit` pairs who have met, the most probable first. `today` is not used."""
    del today
    best: dict[frozenset[str], _Completion] = {}
    for one in _completions(kb, index, words, limit):
        both = frozenset((one.first.id, one.rival.athlete.id))
        if both not in best or one.cost < best[both].cost:
            best[both] = one
    likeliest = sorted(best.values(), key=lambda pair: pair.cost)[:limit]
    return tuple(
        pair_choice(
            kb,
            HeadToHeadQuestion(first=AthleteId(first.id), second=rival.athlete.id),
            rival.races,
        )
        for _, first, rival in likeliest
    )


def _completions(
    kb: KnowledgeBase, index: NameIndex, words: tuple[Token, ...], limit: int
) -> Iterator[_Completion]:
    """Yield the pairs that the words can be completed to; a pair may occur more than once."""

    @cache
    def rivals(athlete: str, most: int) -> Sequence[Rival]:
        return kb.rivals(AthleteId(athlete), most)

    if not words:
        for first in index.most_popular("athlete", MAX_FIRSTS):
            yield from _with_rivals(rivals(first.id, limit), first, None, 0.0)
        return
    named: list[_Completion] = []
    for number, (one, other) in enumerate(_splits(words)):
        costs = {second.id: second.cost for second in index.search(other, {"athlete"}, typing=True)}
        for first in _firsts(index, one, typing=not other):
            extra = first.cost + LONGER_FIRST_NAME * number
            if other:
                second_name = _SecondName(other, costs)
                pairs = [*_with_rivals(rivals(first.id, MAX_RIVALS), first, second_name, extra)]
                named += pairs
                yield from pairs
            else:
                # Without a second name, rivals rank by shared races. Ties go to the pairs of earlier splits.
                likely = [*rivals(first.id, limit), *_rivals_in(named, AthleteId(first.id), kb)]
                yield from _with_rivals(likely, first, None, extra)


def _rivals_in(pairs: Sequence[_Completion], athlete: AthleteId, kb: KnowledgeBase) -> Iterator[Rival]:
    """Yield the rivals of an athlete in these pairs."""
    for _, first, rival in pairs:
        if first.id == athlete:
            yield rival
        elif rival.athlete.id == athlete:
            yield Rival(athlete=kb.athlete_ref(AthleteId(first.id)), races=rival.races)


def _splits(words: Sequence[Token]) -> list[tuple[Folded, Folded]]:
    """Return the ways to divide the words into two names: at the separator, or else anywhere."""
    folded = tuple(word.folded for word in words)
    separator = next((at for at, word in enumerate(words) if word.side != words[0].side), None)
    if separator is not None:
        return [(folded[:separator], folded[separator:])]
    return [(folded[:cut], folded[cut:]) for cut in range(1, len(folded) + 1)]


def _firsts(index: NameIndex, words: Folded, *, typing: bool) -> Sequence[Candidate]:
    """Return the few best athletes for the first name, which with `typing` may be unfinished."""
    candidates = index.search(words, {"athlete"}, typing=typing)
    worst = min((one.cost for one in candidates), default=0.0) + MAX_FIRST_GAP
    return [one for one in candidates if one.cost <= worst and is_linkable(one.cost, len(words))][:MAX_FIRSTS]


def _with_rivals(
    rivals: Sequence[Rival], first: Candidate, second: _SecondName | None, extra: float
) -> Iterator[_Completion]:
    """Yield the first athlete with each rival that the second name fits; `extra` is added to the cost."""
    for rival in rivals:
        match = _match_cost(rival, second)
        if match is not None:
            yield _Completion(extra + match - log1p(first.popularity) - log1p(rival.races), first, rival)


def _match_cost(rival: Rival, second: _SecondName | None) -> float | None:
    """Return the cost of the second name for a rival; None where it does not fit."""
    if second is None:
        return 0.0
    beginning = _BEGINNING if words_begin(second.words, _folded(rival.athlete.name)) else None
    cost = second.costs.get(rival.athlete.id, beginning)
    if cost is None or beginning is None:
        return cost
    return min(cost, beginning)
