"""Completion of `/athlete`."""

from datetime import date

from knowledge.models.outcome import Choice
from knowledge.names import NameIndex
from knowledge.questions.offers import athlete_choices
from knowledge.questions.query.segments import Token
from knowledge.store import KnowledgeBase


def complete_athletes(
    kb: KnowledgeBase, index: NameIndex, words: tuple[Token, ...], today: date, limit: int
) -> tuple[Choice, ...]:
    """Return at most `limit` athletes whose names begin with these words, the most probable first.

    Without words these are the most popular athletes. `today` is not used.
    """
    del today
    folded = [word.folded for word in words]
    candidates = (
        index.search(folded, {"athlete"}, typing=True) if folded else index.most_popular("athlete", limit)
    )
    return athlete_choices(kb, candidates[:limit])
