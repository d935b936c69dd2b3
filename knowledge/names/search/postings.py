"""Holding: which names hold the words that a typed one may be."""

from collections.abc import Iterator, Sequence
from math import inf
from operator import itemgetter
from threading import local

import numpy as np

from knowledge.names.search.alignment import Costs
from knowledge.names.search.arrays import Arrays, Numbers, distinct
from knowledge.names.search.term_expansion import Expansion
from knowledge.names.text.edit_costs import weak_match_costs

MAX_NAMES_PER_RANGE = 2_000
"""How many names of words that begin alike are looked at, those of the busiest things."""
_MOST_CANDIDATES = 12_000
MAX_LOOSE_NAMES = 128
_cost = itemgetter(2)


class PostingLists:
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

    def few(self, meaning: Expansion) -> set[int]:
        """All names that hold one of the words, where these are few."""
        starts, postings = self._starts, self._names
        names: set[int] = set()
        for word in meaning.costs:
            names.update(postings[starts[word] : starts[word + 1]].tolist())
        for first, last, _ in meaning.stretches:
            names.update(postings[starts[first] : starts[last]].tolist())
        return names

    def busiest(self, meaning: Expansion) -> Numbers:
        """Names that hold one of the words, those of the busiest things, as many as are looked at."""
        return distinct([self._holding(first, last) for first, last, _ in meaning.hits])[:_MOST_CANDIDATES]

    def likeliest(self, meaning: Expansion) -> Iterator[Numbers]:
        """Names that hold a word, those of its likeliest readings first, as many as are looked at loosely."""
        left = MAX_LOOSE_NAMES
        for first, last, _ in sorted(meaning.hits, key=_cost):
            names = self._holding(first, last)[:left]
            yield names
            left -= len(names)
            if not left:
                return

    def _holding(self, first: int, last: int) -> Numbers:
        names: Numbers = self._postings[self._starts[first] : self._starts[last]]
        if last == first + 1 or len(names) <= MAX_NAMES_PER_RANGE:
            return names
        head = self._heads.get((first, last))
        return np.partition(names, MAX_NAMES_PER_RANGE)[:MAX_NAMES_PER_RANGE] if head is None else head


class TermCosts:
    """The words of names, priced by number. Each thread fills a table of its own, so any may ask."""

    def __init__(self, words: Sequence[str]) -> None:
        """Take all words of the vocabulary, in its order."""
        self._words = words
        self._local = local()

    def costs(self, meanings: Sequence[Expansion], words: Numbers) -> Costs:
        """What each typed word costs at each of these words of names."""
        try:
            table = self._local.table
        except AttributeError:
            table = self._local.table = np.full(len(self._words), inf, np.float32)
        costs = np.empty((len(meanings), len(words)), np.float32)
        for meaning, row in zip(meanings, costs, strict=True):
            for first, last, cost in meaning.stretches:
                table[first:last] = cost
            for word, cost in meaning.costs.items():
                table[word] = cost
            table.take(words, out=row)
            for first, last, _ in meaning.stretches:
                table[first:last] = inf
            for word in meaning.costs:
                table[word] = inf
        return costs

    def likened(self, meanings: Sequence[Expansion], words: Numbers) -> Costs:
        """What typed words cost at words of names that are somewhat like them."""
        each = distinct([words])
        texts = [self._words[word] for word in each.tolist()]
        costs = np.full((len(meanings), len(texts)), inf, np.float32)
        for meaning, row in zip(meanings, costs, strict=True):
            for at, cost in weak_match_costs(meaning.typed, texts):
                row[at] = cost
        return costs[:, each.searchsorted(words)]
