"""Completion of `/h2h`: the first athlete, and the second among those whom the first has met."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from math import log1p

from knowledge.models.base import AthleteId
from knowledge.models.outcome import Choice
from knowledge.models.records import Rival
from knowledge.names import Candidate, NameIndex, tokens, words_begin
from knowledge.names.linking.disambiguation import is_linkable
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.query.choices import pair_choice
from knowledge.questions.query.tokenizer import Token
from knowledge.store import KnowledgeBase

Folded = tuple[str, ...]

MOST_FIRSTS = 5
"""How many people who share a name are each taken for the first athlete."""
MOST_RIVALS = 500
SECOND_FURTHER_ON = 0.5
"""What it costs that a word more belongs to the first name where nothing parts the two."""
_A_BEGINNING = 0.4


def complete_pairs(
    kb: KnowledgeBase, index: NameIndex, words: tuple[Token, ...], today: date, limit: int
) -> tuple[Choice, ...]:
    """Pairs who have met, likeliest first: the first athlete from these words, the second from his rivals."""
    del today
    found: dict[frozenset[str], tuple[float, HeadToHeadQuestion, int]] = {}
    for energy, first, rival in _pairs(kb, index, words):
        both = frozenset((first.id, rival.athlete.id))
        if both not in found or energy < found[both][0]:
            question = HeadToHeadQuestion(first=AthleteId(first.id), second=rival.athlete.id)
            found[both] = (energy, question, rival.races)
    likeliest = sorted(found.values(), key=lambda pair: pair[0])[:limit]
    return tuple(pair_choice(kb, question, races) for _, question, races in likeliest)


def _pairs(
    kb: KnowledgeBase, index: NameIndex, words: tuple[Token, ...]
) -> Iterator[tuple[float, Candidate, Rival]]:
    """Pairs that the words may mean, with the energy of each."""

    @cache
    def rivals(athlete: str) -> Sequence[tuple[Rival, Folded]]:
        """Whom an athlete met, with the words of their names: asked for once however the words are parted."""
        met = kb.rivals(AthleteId(athlete), MOST_RIVALS)
        return [(rival, tokens(rival.athlete.name)) for rival in met]

    if not words:
        for first in index.most_popular("athlete", MOST_FIRSTS):
            yield from _of(rivals(first.id), first, None, 0.0)
        return
    for number, (one, other) in enumerate(_sides(words)):
        seconds = {second.id: second.cost for second in index.search(other, {"athlete"}, typing=True)}
        for first in _firsts(index, one, typing=not other):
            extra = first.cost + SECOND_FURTHER_ON * number
            yield from _of(rivals(first.id), first, (other, seconds) if other else None, extra)


def _sides(words: Sequence[Token]) -> list[tuple[Folded, Folded]]:
    """The ways to part the words into the two athletes; where a `v` parts them, that way only."""
    folded = tuple(word.folded for word in words)
    split_pair = next((at for at, word in enumerate(words) if word.side != words[0].side), None)
    if split_pair is not None:
        return [(folded[:split_pair], folded[split_pair:])]
    return [(folded[:cut], folded[cut:]) for cut in range(1, len(folded) + 1)]


def _firsts(index: NameIndex, words: Folded, *, typing: bool) -> Sequence[Candidate]:
    """The few likeliest people that a whole name may mean, or with `typing` one that is only begun."""
    found = index.search(words, {"athlete"}, typing=typing)
    best = min((one.cost for one in found), default=0.0)
    return [one for one in found if one.cost <= best + 1 and is_linkable(one.cost, len(words))][:MOST_FIRSTS]


def _of(
    rivals: Sequence[tuple[Rival, Folded]],
    first: Candidate,
    second: tuple[Folded, Mapping[str, float]] | None,
    extra: float,
) -> Iterator[tuple[float, Candidate, Rival]]:
    """The rivals of one athlete whom the words for the second fit."""
    for rival, name in rivals:
        cost = 0.0
        if second is not None:
            begun = _A_BEGINNING if words_begin(second[0], name) else None
            known = second[1].get(rival.athlete.id, begun)
            if known is None:
                continue
            cost = known if begun is None else min(known, begun)
        yield extra + cost - log1p(first.popularity) - log1p(rival.races), first, rival
