"""Pricing: what each typed word costs at each of the words of many names."""

from collections.abc import Sequence
from math import inf
from threading import local

import numpy as np

from knowledge.names.bounds import Costs
from knowledge.names.cost import unlike_costs
from knowledge.names.grouping import Numbers, distinct
from knowledge.names.meanings import Meaning


class Prices:
    """The words of names, priced by number. Each thread fills a table of its own, so any may ask."""

    def __init__(self, words: Sequence[str]) -> None:
        """Take all words of the vocabulary, in its order."""
        self._words = words
        self._local = local()

    def costs(self, meanings: Sequence[Meaning], words: Numbers) -> Costs:
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

    def likened(self, meanings: Sequence[Meaning], words: Numbers) -> Costs:
        """What typed words cost at words of names that are somewhat like them."""
        each = distinct([words])
        texts = [self._words[word] for word in each.tolist()]
        costs = np.full((len(meanings), len(texts)), inf, np.float32)
        for meaning, row in zip(meanings, costs, strict=True):
            for at, cost in unlike_costs(meaning.typed, texts):
                row[at] = cost
        return costs[:, each.searchsorted(words)]
