"""Fitting typed words to names: who holds the rarest word, what the others cost there, what is left over."""

from bisect import insort
from collections.abc import Sequence
from math import inf
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from knowledge.names.search.alignment import (
    AFTER_INITIAL_COSTS,
    ALONE_COSTS,
    FAR,
    INITIAL_COSTS,
    MOST_ALIGNED,
    WORD_UNUSED,
    Costs,
    Fit,
    align,
    apart,
    lowest,
    some_spared,
)
from knowledge.names.search.arrays import Arrays, Numbers, distinct
from knowledge.names.search.postings import PostingLists, TermCosts
from knowledge.names.search.term_expansion import Expansion
from knowledge.names.search.top_k import SOME_MORE, TopK

_FEW = 48
"""Names up to which looking at one after the other is faster than arrays are."""
_MOST_AT_ONCE = 256
_SOME = 300
"""Names of a word up to which gathering them all is faster than looking for it in names of another word."""
_MOST_APART = 4
_ALONE = np.array(ALONE_COSTS, np.float32)
_INITIAL = np.array(INITIAL_COSTS, np.float32)
_AFTER_INITIAL = np.array(AFTER_INITIAL_COSTS, np.float32)


class NameBlock(NamedTuple):
    """Names, and the places of all of them one after the other."""

    names: Numbers
    words: Numbers
    places: npt.NDArray[np.uint8]
    firsts: Numbers
    counts: Numbers


class Scorer:
    """The tables of which name holds which words where; made once and then only read, from any thread."""

    def __init__(self, arrays: Arrays, words: Sequence[str]) -> None:
        """Take the tables of a shelf and its vocabulary."""
        self._arrays = arrays
        self._holders = PostingLists(arrays)
        self._prices = TermCosts(words)
        self._place_starts = arrays["place_starts"].data
        self._place_words = arrays["place_words"].data
        self._places = arrays["places"].data
        self._lengths = arrays["lengths"].data
        self._prior = arrays["prior"].data

    def popularity_prior(self, name: int) -> float:
        """What the past of the thing takes off the cost of a name."""
        return float(self._prior[name])

    def add(self, meanings: Sequence[Expansion], found: TopK, *, extra: float = 0.0) -> None:
        """Add the names that have a place for every word."""
        rarest, *others = sorted(meanings, key=_how_many)
        if not rarest.names:
            return
        if rarest.names <= _FEW:
            few = self._holders.few(rarest)
            if others and others[0].names <= _SOME:
                few &= self._holders.few(others[0])
            found.work += len(few) * len(meanings)
            for name in few:
                if self._lengths[name] >= len(meanings):
                    self._add_one(name, meanings, found, extra)
            return
        names = self._of_words(self._holders.busiest(rarest), len(meanings))
        least = sum([meaning.least for meaning in meanings])
        best: list[float] = []
        for some in (names[:_MOST_AT_ONCE], names[_MOST_AT_ONCE:]):
            # Names are in the order of what their things have done, so a later one costs no less than this.
            if not len(some) or found.has_enough(best, least - self.popularity_prior(int(some[0]))):
                return
            found.work += len(some) * len(meanings)
            self._add_many(self._placed(some), meanings, found, extra, best)

    def _add_many(
        self, many: NameBlock, meanings: Sequence[Expansion], found: TopK, extra: float, best: list[float]
    ) -> None:
        """Add the best of these names; `best` is kept sorted."""
        rows = self._prices.costs(meanings, many.words)
        if len(rows) == 1:
            self._add_alone(many, rows[0], found, extra, best)
            return
        if _has_initial(meanings, found):
            rows[0] += _INITIAL[many.places]
            rows[1:] += _AFTER_INITIAL[many.places]
        for at, bound in zip(*self._likeliest(many, rows), strict=True):
            if found.has_enough(best, bound):
                break
            name = int(many.names[at])
            if bound + self._prior[name] > found.most:
                continue
            ranked = self._add_one(name, meanings, found, extra)
            if ranked < inf:
                insort(best, ranked)

    def _add_one(self, name: int, meanings: Sequence[Expansion], found: TopK, extra: float) -> float:
        """Add a name where every word has a place; what it costs less the past of the thing."""
        begin, end = self._place_starts[name], self._place_starts[name + 1]
        held = list(zip(self._place_words[begin:end].tolist(), self._places[begin:end], strict=True))
        fits = []
        for meaning in meanings:
            row = _fits(meaning, held)
            if not row:
                return inf
            fits.append(row)
        if len(fits) > 1 and _has_initial(meanings, found):
            fits = [[(cost + INITIAL_COSTS[byte], byte) for cost, byte in fits[0]]] + [
                [(cost + AFTER_INITIAL_COSTS[byte], byte) for cost, byte in row] for row in fits[1:]
            ]
        length = self._lengths[name]
        cost = align(fits, length) if len(fits) > 1 else _alone(fits[0], length)
        if cost == inf:
            return inf
        popularity_prior = self._prior[name]
        found.add(name, cost + extra, popularity_prior)
        return cost - popularity_prior

    def add_loosely(self, meanings: Sequence[Expansion], spared: Sequence[float], found: TopK) -> None:
        """Add names that have a place for at least half of the words; `spared` is what each costs without."""
        rarest = sorted(meanings, key=_how_many)[: len(meanings) // 2 + 1]
        lists = [names for meaning in rarest for names in self._holders.likeliest(meaning)]
        if not lists:
            return
        names = self._of_words(distinct(lists), len(meanings) - len(meanings) // 2)
        if not len(names):
            return
        many = self._placed(names)
        found.work += len(names) * len(meanings)
        rows = np.minimum(
            self._prices.costs(meanings, many.words), self._prices.likened(meanings, many.words)
        )
        best: list[float] = []
        for at, bound in zip(*self._likeliest(many, rows, spared), strict=True):
            if found.has_enough(best, bound):
                break
            name, first = int(names[at]), int(many.firsts[at])
            last = first + int(many.counts[at])
            places = many.places[first:last].tolist()
            fits = [
                [(cost, byte) for cost, byte in zip(row, places, strict=True) if cost < inf]
                for row in rows[:, first:last].tolist()
            ]
            cost = align(fits, self._lengths[name], spared)
            if cost < inf:
                insort(best, cost - self.popularity_prior(name))
                found.add(name, cost, self.popularity_prior(name))

    def _placed(self, names: Numbers) -> NameBlock:
        arrays = self._arrays
        begins = arrays["place_starts"][names]
        counts = arrays["place_starts"][names + 1] - begins
        ends = counts.cumsum()
        firsts = ends - counts
        flat = (begins - firsts).repeat(counts) + np.arange(int(ends[-1]))
        return NameBlock(names, arrays["place_words"][flat], arrays["places"][flat], firsts, counts)

    def _add_alone(self, many: NameBlock, row: Costs, found: TopK, extra: float, best: list[float]) -> None:
        """The same for one word alone, for which nothing needs to be aligned."""
        names, firsts = many.names, many.firsts
        costs = np.minimum.reduceat(row + _ALONE[many.places], firsts)
        lengths = self._arrays["lengths"][names]
        costs = np.where(
            lengths == 1, np.minimum.reduceat(row, firsts), costs + WORD_UNUSED * (lengths - 1.0)
        )
        order, ranked = lowest(costs - self._arrays["prior"][names], found.limit * 2 + SOME_MORE)
        best += ranked
        best.sort()
        for at in order:
            found.add(int(names[at]), float(costs[at]) + extra, self._prior[int(names[at])])

    def _likeliest(
        self, many: NameBlock, rows: Costs, spared: Sequence[float] | None = None
    ) -> tuple[list[int], list[float]]:
        """The places of the names that may be best, and what each costs at least, less what its thing did."""
        each = np.minimum.reduceat(rows, many.firsts, axis=1)
        unused = np.maximum(self._arrays["lengths"][many.names] - np.float32(len(rows)), 0)
        least: Costs = np.float32(WORD_UNUSED) * unused - self._arrays["prior"][many.names]
        if spared is not None:
            least += some_spared(each, spared)
        else:
            least += each.sum(axis=0)
            near = least < FAR
            if len(rows) <= _MOST_APART and np.count_nonzero(near) > MOST_ALIGNED:
                counts = many.counts[near]
                held = rows[:, near.repeat(many.counts)]
                least[near] += apart(held, each[:, near], counts.cumsum() - counts, counts)
        return lowest(least)

    def _of_words(self, names: Numbers, words: int) -> Numbers:
        """Those of the names that have at least so many words."""
        return names[self._arrays["lengths"][names] >= words] if words > 1 else names


def _how_many(meaning: Expansion) -> int:
    return meaning.names


def _has_initial(meanings: Sequence[Expansion], found: TopK) -> bool:
    """Whether a name is being typed that begins with an initial."""
    return found.typing and len(meanings[0].typed) == 1


def _fits(meaning: Expansion, held: Sequence[tuple[int, int]]) -> list[Fit]:
    """Where a typed word fits among the words of a name and their places, and what it costs there."""
    costs, stretches = meaning.costs, meaning.stretches
    fits = []
    for word, byte in held:
        cost = costs.get(word)
        if cost is None:
            for first, last, cheaper in stretches:
                if first <= word < last:
                    cost = cheaper
        if cost is not None:
            fits.append((cost, byte))
    return fits


def _alone(fits: Sequence[Fit], length: int) -> float:
    """What a name of so many words costs for one word alone, for which nothing needs to be aligned."""
    if length == 1:
        return min(fits)[0]
    return min([cost + ALONE_COSTS[byte] for cost, byte in fits]) + WORD_UNUSED * (length - 1)
