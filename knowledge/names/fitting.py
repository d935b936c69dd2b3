"""Fitting typed words to names: who holds the rarest word, what the others cost there, what is left over."""

from bisect import insort
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import inf
from threading import local
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from knowledge.names.alignment import (
    AFTER_INITIAL_COSTS,
    ALONE_COSTS,
    INITIAL_COSTS,
    WORD_UNUSED,
    align,
)
from knowledge.names.cost import unlike_costs
from knowledge.names.meanings import Meaning
from knowledge.names.saved import Arrays

Numbers = npt.NDArray[np.int32]
Costs = npt.NDArray[np.float32]

WHOLE, SPELLED, MISSPELLED = range(3)
"""How a name fits: it is the text, it has the words as they are typed so far, or nearly so."""

MOST_NAMES = 2_000
"""How many names of words that begin alike are looked at, those of the busiest things."""
_MOST_CANDIDATES = 12_000
_MOST_LOOSELY = 250
_FEW = 10
_ENOUGH = 4
_MOST_ALIGNED = 32
_SOME_MORE = 3
_MOST_APART = 4
_ALONE = np.array(ALONE_COSTS, np.float32)
_INITIAL = np.array(INITIAL_COSTS, np.float32)
_AFTER_INITIAL = np.array(AFTER_INITIAL_COSTS, np.float32)
_FAR = np.float32(inf)
_NOBODY = np.zeros(0, np.int32)


class Named(NamedTuple):
    """The number of a name, what it costs that it is meant, that less the thing's past, and how it fits."""

    name: int
    cost: float
    ranked: float
    tier: int


class Finding:
    """What was found so far, and how many are enough; `typing` says that the text may go on."""

    def __init__(self, limit: int, *, typing: bool = False) -> None:
        self.limit = limit
        self.typing = typing
        self.tier = SPELLED
        self.names: dict[int, Named] = {}
        self.least = inf
        self.work = 0

    @property
    def enough(self) -> bool:
        """Whether these are so many that a list to choose from needs no worse ones."""
        return len(self.names) >= min(self.limit, _ENOUGH)

    def add(self, name: int, cost: float, prior: float) -> None:
        """Take a name at a cost, unless it is known at a lower one."""
        known = self.names.get(name)
        if known is None or cost < known.cost:
            tier = self.tier if known is None else known.tier
            self.names[name] = Named(name, cost, cost - prior, tier)
            self.least = min(self.least, cost)


class Fitting:
    """The tables of which name holds which words where; made once and then only read, from any thread."""

    def __init__(self, arrays: Arrays, words: Sequence[str]) -> None:
        """Take the tables of a shelf and its vocabulary."""
        self._words = words
        self._starts = arrays["posting_starts"].data
        self._names = arrays["posting_names"]
        self._place_starts = arrays["place_starts"]
        self._place_words = arrays["place_words"]
        self._places = arrays["places"]
        self._lengths = arrays["lengths"]
        self._prior = arrays["prior"]
        self._heads = {
            (first, last): arrays["heads"][begin:end]
            for first, last, begin, end in arrays["head_places"].tolist()
        }
        self._local = local()

    def prior(self, name: int) -> float:
        """What the past of the thing takes off the cost of a name."""
        return float(self._prior[name])

    def add(
        self, meanings: Sequence[Meaning], found: Finding, *, extra: float = 0.0, loose: bool = False
    ) -> None:
        """Add the names that have a place for every word; with `loose`, for at least half of them."""
        names = self._candidates(meanings, loose=loose)
        if not len(names):
            return
        found.work += len(names) * len(meanings)
        begins = self._place_starts[names]
        counts = self._place_starts[names + 1] - begins
        ends = counts.cumsum()
        firsts = ends - counts
        flat = (begins - firsts).repeat(counts) + np.arange(int(ends[-1]))
        words = self._place_words[flat]
        rows = [self._costs(meaning, words) for meaning in meanings]
        if loose:
            rows = self._likened(meanings, rows, words)
        places = self._places[flat]
        if len(rows) == 1:
            self._add_alone(names, rows[0], places, firsts, found, extra)
            return
        if found.typing and len(meanings[0].typed) == 1:
            rows = [rows[0] + _INITIAL[places], *(row + _AFTER_INITIAL[places] for row in rows[1:])]
        spared = [meaning.spared for meaning in meanings] if loose else None
        if len(names) <= _FEW:
            bounds, order = [-inf] * len(names), list(range(len(names)))
        else:
            ranked = self._least(names, rows, firsts, counts, spared)
            order, bounds = _likeliest(ranked)
        numbers, begin, size = names.tolist(), firsts.tolist(), counts.tolist()
        byte, row = places.tolist(), [one.tolist() for one in rows]
        best: list[float] = []
        for at, bound in zip(order, bounds, strict=True):
            if len(best) >= found.limit + _SOME_MORE and bound > best[found.limit + _SOME_MORE - 1]:
                break
            first, last = begin[at], begin[at] + size[at]
            cost = align(
                [one[first:last] for one in row], byte[first:last], int(self._lengths[numbers[at]]), spared
            )
            if cost < inf:
                prior = float(self._prior[numbers[at]])
                insort(best, cost - prior)
                found.add(numbers[at], cost + extra, prior)

    def _add_alone(
        self,
        names: Numbers,
        row: Costs,
        places: npt.NDArray[np.uint8],
        firsts: Numbers,
        found: Finding,
        extra: float,
    ) -> None:
        """The same for one word alone, for which nothing needs to be aligned."""
        costs = np.minimum.reduceat(row + _ALONE[places], firsts)
        lengths = self._lengths[names]
        costs = np.where(
            lengths == 1, np.minimum.reduceat(row, firsts), costs + WORD_UNUSED * (lengths - 1.0)
        )
        order, _ = _likeliest(costs - self._prior[names], found.limit * 2 + _SOME_MORE)
        for at in order:
            found.add(int(names[at]), float(costs[at]) + extra, float(self._prior[names[at]]))

    def _least(
        self,
        names: Numbers,
        rows: Sequence[Costs],
        firsts: Numbers,
        counts: Numbers,
        spared: Sequence[float] | None,
    ) -> Costs:
        """What each name costs at least, less the past of its thing."""
        each = [np.minimum.reduceat(row, firsts) for row in rows]
        if spared is not None:
            each = [np.minimum(row, cost) for row, cost in zip(each, spared, strict=True)]
        unused = np.maximum(self._lengths[names] - np.float32(len(rows)), 0)
        least: Costs = np.float32(WORD_UNUSED) * unused - self._prior[names]
        for row in each:
            least += row
        if spared is None and len(rows) <= _MOST_APART:
            least += _apart(rows, each, firsts, counts)
        return least

    def _candidates(self, meanings: Sequence[Meaning], *, loose: bool) -> Numbers:
        """The names that hold the rarest of the words; with `loose`, some that hold one of several."""
        if loose:
            rarest = sorted(meanings, key=_how_many)[: len(meanings) // 2 + 1]
            lists = [names for meaning in rarest for names in self._likeliest_of(meaning)]
        else:
            lists = [self._holding(first, last) for first, last, _ in min(meanings, key=_how_many).hits]
        if not lists:
            return _NOBODY
        if len(lists) > 1:
            return _distinct(lists)[:_MOST_CANDIDATES]
        return lists[0][:_MOST_CANDIDATES]

    def _likeliest_of(self, meaning: Meaning) -> Iterator[Numbers]:
        """Names that hold a word, those of its likeliest readings first, as many as are looked at loosely."""
        left = _MOST_LOOSELY
        for first, last, _ in reversed(meaning.hits):
            names = self._holding(first, last)[:left]
            yield names
            left -= len(names)
            if not left:
                return

    def _holding(self, first: int, last: int) -> Numbers:
        names: Numbers = self._names[self._starts[first] : self._starts[last]]
        if last == first + 1 or len(names) <= MOST_NAMES:
            return names
        head = self._heads.get((first, last))
        return np.partition(names, MOST_NAMES)[:MOST_NAMES] if head is None else head

    def _costs(self, meaning: Meaning, words: Numbers) -> Costs:
        """What the typed word costs at each of these words of names."""
        try:
            table = self._local.table
        except AttributeError:
            table = self._local.table = np.full(len(self._starts), inf, np.float32)
        for first, last, cost in meaning.hits:
            table[first:last] = cost
        costs: Costs = table[words]
        for first, last, _ in meaning.hits:
            table[first:last] = inf
        return costs

    def _likened(self, meanings: Sequence[Meaning], rows: Sequence[Costs], words: Numbers) -> list[Costs]:
        """The costs of typed words at words of names, lower where the two are somewhat alike."""
        distinct = _distinct([words])
        which = distinct.searchsorted(words)
        texts = [self._words[word] for word in distinct.tolist()]
        likened = []
        for meaning, row in zip(meanings, rows, strict=True):
            costs = np.full(len(texts), inf, np.float32)
            for at, cost in unlike_costs(meaning.typed, texts):
                costs[at] = cost
            likened.append(np.minimum(row, costs[which]))
        return likened


def _how_many(meaning: Meaning) -> int:
    return meaning.names


def _distinct(lists: Sequence[Numbers]) -> Numbers:
    """All of these numbers, each once, in order. What numpy.unique does, in a third of its time for few."""
    numbers = np.concatenate(lists)
    numbers.sort()
    first = np.empty(len(numbers), np.bool_)
    first[:1] = True
    np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
    return numbers[first]


def _likeliest(ranked: Costs, most: int = _MOST_ALIGNED) -> tuple[list[int], list[float]]:
    """The places of the lowest of these, lowest first, and what they are; infinite ones are left out."""
    if len(ranked) > most:
        lowest = ranked.argpartition(most)[:most]
        order = lowest[ranked[lowest].argsort(kind="stable")]
    else:
        order = ranked.argsort(kind="stable")
    values = ranked[order]
    count = int(values.searchsorted(_FAR))
    return order[:count].tolist(), values[:count].tolist()


def _apart(rows: Sequence[Costs], each: Sequence[Costs], firsts: Numbers, counts: Numbers) -> Costs | float:
    """What it costs at least, for each name, that no two typed words have the same place."""
    added: Costs | float = 0.0
    for (row, best), (other, others_best) in combinations(zip(rows, each, strict=True), 2):
        least = best + others_best
        clash = (np.minimum.reduceat(row + other, firsts) <= least) & (least < _FAR)
        if not clash.any():
            continue
        second = _second(row, best, firsts, counts)
        others_second = _second(other, others_best, firsts, counts)
        distinct = np.minimum(best + others_second, second + others_best)
        added = np.maximum(added, np.where(clash, distinct, least) - np.where(least < _FAR, least, 0.0))
    return added


def _second(row: Costs, best: Costs, firsts: Numbers, counts: Numbers) -> Costs:
    """For each name the least cost at another place than one that costs least."""
    least = row == best.repeat(counts)
    second: Costs = np.minimum.reduceat(np.where(least, _FAR, row), firsts)
    return np.where(np.add.reduceat(least, firsts, dtype=np.int32) > 1, best, second)
