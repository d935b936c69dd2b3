"""Every word of every name, and those of them that a typed word may be meant as."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.names.cost import LONG_ENOUGH_TO_BEGIN, edits_allowed, token_cost
from knowledge.names.folding import skeleton

_AFTER_ALL_LETTERS = "\U0010ffff"


class Vocabulary:
    """Folded words, made once and then only read.

    Beginnings are found in the sorted list, words that sound alike by their skeleton, and words a letter or
    two away by measuring all of them, which rapidfuzz does faster than any detour in Python.
    """

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words; each counts once."""
        self._sorted = sorted(set(words))
        self._spelled = [word for word in self._sorted if not any(letter.isdigit() for letter in word)]
        self._sounding: dict[str, list[str]] = defaultdict(list)
        for word in self._spelled:
            self._sounding[skeleton(word)].append(word)

    def like(self, typed: str, *, typing: bool) -> Iterator[tuple[str, float]]:
        """The words that a folded word may be meant as, and at what cost.

        `typing` says that it may not be typed to its end yet.
        """
        for word in self._candidates(typed, typing=typing):
            cost = token_cost(typed, word, typing=typing)
            if cost is not None:
                yield word, cost

    def _candidates(self, typed: str, *, typing: bool) -> set[str]:
        found = set(self._between(typed, typed + _AFTER_ALL_LETTERS))
        allowed = edits_allowed(typed)
        if allowed:
            found.update(self._sounding.get(skeleton(typed), ()))
            found.update(_within(typed, self._spelled, self._spelled, allowed))
        if allowed and typing and len(typed) >= LONG_ENOUGH_TO_BEGIN:
            alike = self._between(typed[0], typed[0] + _AFTER_ALL_LETTERS)
            found.update(_within(typed, [word[: len(typed)] for word in alike], alike, 1))
        return found

    def _between(self, first: str, last: str) -> list[str]:
        return self._sorted[bisect_left(self._sorted, first) : bisect_left(self._sorted, last)]


def _within(typed: str, measured: list[str], words: list[str], edits: int) -> Iterator[str]:
    """Those of the words whose measured form is at most so many edits from what was typed."""
    matches = process.extract(
        typed, measured, scorer=OSA.distance, processor=None, score_cutoff=edits, limit=None
    )
    for _, _, at in matches:
        yield words[at]
