"""Holding: which names hold the words that a typed one may be."""

from collections.abc import Iterator
from operator import itemgetter

import numpy as np

from knowledge.names.grouping import Numbers, distinct
from knowledge.names.meanings import Meaning
from knowledge.names.saved import Arrays

MOST_NAMES = 2_000
"""How many names of words that begin alike are looked at, those of the busiest things."""
_MOST_CANDIDATES = 12_000
MOST_LOOSELY = 128
_cost = itemgetter(2)


class Holders:
    """The tables of which names hold which words; made once and then only read, from any thread."""

    def __init__(self, arrays: Arrays) -> None:
        """Take the tables of a shelf."""
        self._starts = arrays["posting_starts"].data
        self._names = arrays["posting_names"].data
        self._postings = arrays["posting_names"]
        self._heads = {
            (first, last): arrays["heads"][begin:end]
            for first, last, begin, end in arrays["head_places"].tolist()
        }

    def few(self, meaning: Meaning) -> set[int]:
        """All names that hold one of the words, where these are few."""
        starts, postings = self._starts, self._names
        names: set[int] = set()
        for word in meaning.costs:
            names.update(postings[starts[word] : starts[word + 1]].tolist())
        for first, last, _ in meaning.stretches:
            names.update(postings[starts[first] : starts[last]].tolist())
        return names

    def busiest(self, meaning: Meaning) -> Numbers:
        """Names that hold one of the words, those of the busiest things, as many as are looked at."""
        return distinct([self._holding(first, last) for first, last, _ in meaning.hits])[:_MOST_CANDIDATES]

    def likeliest(self, meaning: Meaning) -> Iterator[Numbers]:
        """Names that hold a word, those of its likeliest readings first, as many as are looked at loosely."""
        left = MOST_LOOSELY
        for first, last, _ in sorted(meaning.hits, key=_cost):
            names = self._holding(first, last)[:left]
            yield names
            left -= len(names)
            if not left:
                return

    def _holding(self, first: int, last: int) -> Numbers:
        names: Numbers = self._postings[self._starts[first] : self._starts[last]]
        if last == first + 1 or len(names) <= MOST_NAMES:
            return names
        head = self._heads.get((first, last))
        return np.partition(names, MOST_NAMES)[:MOST_NAMES] if head is None else head
