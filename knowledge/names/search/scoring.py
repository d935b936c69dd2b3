"""Candidate scoring: the cost in nats of names that have a word of each expansion, best names first."""

from bisect import insort
from collections.abc import Sequence
from math import inf
from threading import local
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from knowledge.array_file import Arrays
from knowledge.names.search.alignment import (
    AFTER_INITIAL_COSTS,
    ALONE_COSTS,
    FAR,
    INITIAL_COSTS,
    MAX_ALIGNED,
    WORD_UNUSED,
    Costs,
    Fit,
    align,
    distinct_bound,
    lowest,
    unmatched_bound,
)
from knowledge.names.search.arrays import Numbers, sorted_unique
from knowledge.names.search.postings import PostingLists
from knowledge.names.search.term_expansion import Expansion
from knowledge.names.search.top_k import MARGIN, TopK
from knowledge.names.text.edit_costs import weak_match_costs

_FEW = 48
"""Names up to which scoring one after the other is faster than arrays."""
_BLOCK = 256
"""Names of the first block, after which the search often stops."""
_FEW_TO_INTERSECT = 300
"""Names of the second rarest word up to which intersecting sets is faster than looking at each name."""
_MAX_PAIRED = 4
"""Typed words up to which their pairs are compared for a sharper bound."""
_ALONE = np.array(ALONE_COSTS, np.float32)
_INITIAL = np.array(INITIAL_COSTS, np.float32)
_AFTER_INITIAL = np.array(AFTER_INITIAL_COSTS, np.float32)


class NameBlock(NamedTuple):
    """Several names, with the words and places of all of them, name after name."""

    names: Numbers
    words: Numbers
    places: npt.NDArray[np.uint8]
    firsts: Numbers
    counts: Numbers


class Scorer:
    """Scores names by their words and places; built once and then only read, from any thread."""

    def __init__(self, arrays: Arrays, words: Sequence[str]) -> None:
        """Use the arrays of a segment and the words of its term dictionary, in order."""
        self._arrays = arrays
        self._postings = PostingLists(arrays)
        self._term_costs = TermCosts(words)
        self._place_starts = arrays["place_starts"].data
        self._place_words = arrays["place_words"].data
        self._places = arrays["places"].data
        self._lengths = arrays["lengths"].data
        self._prior = arrays["prior"].data

    def prior(self, name: int) -> float:
        """The nats that the popularity of its entity takes off the cost of a name."""
        return float(self._prior[name])

    def add(self, expansions: Sequence[Expansion], top: TopK, *, extra: float = 0.0) -> None:
        """Add the best names that have a place for every word; `extra` nats are added to each cost."""
        rarest, *others = sorted(expansions, key=_frequency)
        if not rarest.frequency:
            return
        if rarest.frequency <= _FEW:
            self._add_few(rarest, others, expansions, top, extra)
            return
        names = self._with_words(self._postings.most_popular(rarest), len(expansions))
        least = sum([expansion.least for expansion in expansions])
        best: list[float] = []
        for block in (names[:_BLOCK], names[_BLOCK:]):
            # Names are in the order of popularity, so the cost of a later one is no lower than this.
            if not len(block) or top.has_enough(best, least - self.prior(int(block[0]))):
                return
            top.work += len(block) * len(expansions)
            self._add_block(self._block(block), expansions, top, extra, best)

    def _add_few(
        self,
        rarest: Expansion,
        others: Sequence[Expansion],
        expansions: Sequence[Expansion],
        top: TopK,
        extra: float,
    ) -> None:
        """Add those of a few names that have a place for every word."""
        names = self._postings.all_names(rarest)
        if others and others[0].frequency <= _FEW_TO_INTERSECT:
            names &= self._postings.all_names(others[0])
        top.work += len(names) * len(expansions)
        for name in names:
            if self._lengths[name] >= len(expansions):
                self._add_one(name, expansions, top, extra)

    def _add_block(
        self, block: NameBlock, expansions: Sequence[Expansion], top: TopK, extra: float, best: list[float]
    ) -> None:
        """Add the best names of a block; `best` are the posterior costs so far, kept sorted."""
        rows = self._term_costs.costs(expansions, block.words)
        if len(rows) == 1:
            self._add_alone(block, rows[0], top, extra, best)
            return
        if _has_initial(expansions, top):
            rows[0] += _INITIAL[block.places]
            rows[1:] += _AFTER_INITIAL[block.places]
        for at, bound in zip(*self._most_promising(block, rows), strict=True):
            if top.has_enough(best, bound):
                break
            name = int(block.names[at])
            if bound + self._prior[name] > top.most:
                continue
            posterior_cost = self._add_one(name, expansions, top, extra)
            if posterior_cost < inf:
                insort(best, posterior_cost)

    def _add_one(self, name: int, expansions: Sequence[Expansion], top: TopK, extra: float) -> float:
        """Add a name if every word has a place; its posterior cost without `extra`, infinite if not."""
        begin, end = self._place_starts[name], self._place_starts[name + 1]
        placed = list(zip(self._place_words[begin:end].tolist(), self._places[begin:end], strict=True))
        fits = []
        for expansion in expansions:
            row = _fits(expansion, placed)
            if not row:
                return inf
            fits.append(row)
        if len(fits) > 1 and _has_initial(expansions, top):
            fits = [[(cost + INITIAL_COSTS[byte], byte) for cost, byte in fits[0]]] + [
                [(cost + AFTER_INITIAL_COSTS[byte], byte) for cost, byte in row] for row in fits[1:]
            ]
        length = self._lengths[name]
        cost = align(fits, length) if len(fits) > 1 else _align_alone(fits[0], length)
        if cost == inf:
            return inf
        prior = self._prior[name]
        top.add(name, cost + extra, prior)
        return cost - prior

    def add_loosely(self, expansions: Sequence[Expansion], unmatched: Sequence[float], top: TopK) -> None:
        """Add names that have a place for at least half of the words.

        `unmatched` is the cost in nats of each word without a place.
        """
        rarest = sorted(expansions, key=_frequency)[: len(expansions) // 2 + 1]
        lists = [names for expansion in rarest for names in self._postings.cheapest(expansion)]
        if not lists:
            return
        names = self._with_words(sorted_unique(lists), len(expansions) - len(expansions) // 2)
        if not len(names):
            return
        block = self._block(names)
        top.work += len(names) * len(expansions)
        costs = self._term_costs
        rows = np.minimum(costs.costs(expansions, block.words), costs.weak_costs(expansions, block.words))
        best: list[float] = []
        for at, bound in zip(*self._most_promising(block, rows, unmatched), strict=True):
            if top.has_enough(best, bound):
                break
            name = int(names[at])
            cost = align(_fits_in_block(block, rows, at), self._lengths[name], unmatched)
            if cost < inf:
                insort(best, cost - self.prior(name))
                top.add(name, cost, self.prior(name))

    def _block(self, names: Numbers) -> NameBlock:
        arrays = self._arrays
        begins = arrays["place_starts"][names]
        counts = arrays["place_starts"][names + 1] - begins
        ends = counts.cumsum()
        firsts = ends - counts
        flat = (begins - firsts).repeat(counts) + np.arange(int(ends[-1]))
        return NameBlock(names, arrays["place_words"][flat], arrays["places"][flat], firsts, counts)

    def _add_alone(self, block: NameBlock, row: Costs, top: TopK, extra: float, best: list[float]) -> None:
        """The same as `_add_block` for a single typed word, which needs no alignment."""
        names, firsts = block.names, block.firsts
        costs = np.minimum.reduceat(row + _ALONE[block.places], firsts)
        lengths = self._arrays["lengths"][names]
        costs = np.where(
            lengths == 1, np.minimum.reduceat(row, firsts), costs + WORD_UNUSED * (lengths - 1.0)
        )
        order, posterior_costs = lowest(costs - self._arrays["prior"][names], top.limit * 2 + MARGIN)
        best += posterior_costs
        best.sort()
        for at in order:
            top.add(int(names[at]), float(costs[at]) + extra, self._prior[int(names[at])])

    def _most_promising(
        self, block: NameBlock, rows: Costs, unmatched: Sequence[float] | None = None
    ) -> tuple[list[int], list[float]]:
        """The places in the block of the names that may be best, and a lower bound of each posterior cost."""
        each = np.minimum.reduceat(rows, block.firsts, axis=1)
        unused = np.maximum(self._arrays["lengths"][block.names] - np.float32(len(rows)), 0)
        least: Costs = np.float32(WORD_UNUSED) * unused - self._arrays["prior"][block.names]
        if unmatched is not None:
            least += unmatched_bound(each, unmatched)
        else:
            least += each.sum(axis=0)
            near = least < FAR
            if len(rows) <= _MAX_PAIRED and np.count_nonzero(near) > MAX_ALIGNED:
                counts = block.counts[near]
                of_near = rows[:, near.repeat(block.counts)]
                least[near] += distinct_bound(of_near, each[:, near], counts.cumsum() - counts, counts)
        return lowest(least)

    def _with_words(self, names: Numbers, words: int) -> Numbers:
        """Those of the names that have at least this many words."""
        return names[self._arrays["lengths"][names] >= words] if words > 1 else names


def _frequency(expansion: Expansion) -> int:
    return expansion.frequency


def _has_initial(expansions: Sequence[Expansion], top: TopK) -> bool:
    """Whether a name is being typed that begins with an initial."""
    return top.typing and len(expansions[0].typed) == 1


def _fits(expansion: Expansion, placed: Sequence[tuple[int, int]]) -> list[Fit]:
    """Where a typed word fits among the words and places of a name, at which cost."""
    costs, ranges = expansion.costs, expansion.ranges
    fits = []
    for word, byte in placed:
        cost = costs.get(word)
        if cost is None:
            for first, last, cheaper in ranges:
                if first <= word < last:
                    cost = cheaper
        if cost is not None:
            fits.append((cost, byte))
    return fits


def _fits_in_block(block: NameBlock, rows: Costs, at: int) -> list[list[Fit]]:
    """The same for each typed word and one name of a block, by a row of costs a typed word."""
    first = int(block.firsts[at])
    last = first + int(block.counts[at])
    places = block.places[first:last].tolist()
    return [
        [(cost, byte) for cost, byte in zip(row, places, strict=True) if cost < inf]
        for row in rows[:, first:last].tolist()
    ]


def _align_alone(fits: Sequence[Fit], length: int) -> float:
    """The cost of a single typed word in a name of `length` words."""
    if length == 1:
        return min(fits)[0]
    return min([cost + ALONE_COSTS[byte] for cost, byte in fits]) + WORD_UNUSED * (length - 1)


class TermCosts:
    """Costs of typed words at many words of names. Each thread fills a table of its own, so any may ask."""

    def __init__(self, words: Sequence[str]) -> None:
        """Use all words of the term dictionary, in order."""
        self._words = words
        self._local = local()

    def costs(self, expansions: Sequence[Expansion], words: Numbers) -> Costs:
        """A row a typed word: its cost in nats at each of these words, infinite where it is not expanded."""
        try:
            table = self._local.table
        except AttributeError:
            table = self._local.table = np.full(len(self._words), inf, np.float32)
        costs = np.empty((len(expansions), len(words)), np.float32)
        for expansion, row in zip(expansions, costs, strict=True):
            for first, last, cost in expansion.ranges:
                table[first:last] = cost
            for word, cost in expansion.costs.items():
                table[word] = cost
            table.take(words, out=row)
            for first, last, _ in expansion.ranges:
                table[first:last] = inf
            for word in expansion.costs:
                table[word] = inf
        return costs

    def weak_costs(self, expansions: Sequence[Expansion], words: Numbers) -> Costs:
        """The same by weak resemblance of the letters."""
        each = sorted_unique([words])
        texts = [self._words[word] for word in each.tolist()]
        costs = np.full((len(expansions), len(texts)), inf, np.float32)
        for expansion, row in zip(expansions, costs, strict=True):
            for at, cost in weak_match_costs(expansion.typed, texts):
                row[at] = cost
        return costs[:, each.searchsorted(words)]
