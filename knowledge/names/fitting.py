"""Fitting typed words to names: who holds the rarest word, what the others cost there, what is left over."""

from bisect import insort
from collections.abc import Iterator, Sequence
from math import inf
from operator import itemgetter
from threading import local
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from knowledge.names.alignment import (
    AFTER_INITIAL_COSTS,
    ALONE_COSTS,
    INITIAL_COSTS,
    WORD_UNUSED,
    Fit,
    align,
)
from knowledge.names.bounds import FAR, MOST_ALIGNED, Costs, Numbers, apart, distinct, lowest, some_spared
from knowledge.names.cost import unlike_costs
from knowledge.names.meanings import Meaning
from knowledge.names.saved import Arrays

WHOLE, SPELLED, MISSPELLED = range(3)
"""How a name fits: it is the text, it has the words as they are typed so far, or nearly so."""

MOST_NAMES = 2_000
"""How many names of words that begin alike are looked at, those of the busiest things."""
_MOST_CANDIDATES = 12_000
_MOST_LOOSELY = 250
_FEW = 48
"""Names up to which looking at one after the other is faster than arrays are."""
_MOST_AT_ONCE = 256
_SOME = 300
"""Names of a word up to which gathering them all is faster than looking for it in names of another word."""
_ENOUGH = 4
_SOME_MORE = 3
_MOST_APART = 4
_ALONE = np.array(ALONE_COSTS, np.float32)
_INITIAL = np.array(INITIAL_COSTS, np.float32)
_AFTER_INITIAL = np.array(AFTER_INITIAL_COSTS, np.float32)
_cost = itemgetter(2)


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


class Gathered(NamedTuple):
    """Names, and the places of all of them one after the other."""

    names: Numbers
    words: Numbers
    places: npt.NDArray[np.uint8]
    firsts: Numbers
    counts: Numbers


class Fitting:
    """The tables of which name holds which words where; made once and then only read, from any thread."""

    def __init__(self, arrays: Arrays, words: Sequence[str]) -> None:
        """Take the tables of a shelf and its vocabulary."""
        self._words = words
        self._starts = arrays["posting_starts"].data
        self._arrays = arrays
        self._names = arrays["posting_names"].data
        self._place_starts = arrays["place_starts"].data
        self._place_words = arrays["place_words"].data
        self._places = arrays["places"].data
        self._lengths = arrays["lengths"].data
        self._prior = arrays["prior"].data
        self._heads = {
            (first, last): arrays["heads"][begin:end]
            for first, last, begin, end in arrays["head_places"].tolist()
        }
        self._local = local()

    def prior(self, name: int) -> float:
        """What the past of the thing takes off the cost of a name."""
        return float(self._prior[name])

    def add(self, meanings: Sequence[Meaning], found: Finding, *, extra: float = 0.0) -> None:
        """Add the names that have a place for every word."""
        rarest, *others = sorted(meanings, key=_how_many)
        if not rarest.names:
            return
        if rarest.names <= _FEW:
            few = self._few(rarest)
            if others and others[0].names <= _SOME:
                few &= self._few(others[0])
            found.work += len(few) * len(meanings)
            for name in few:
                if self._lengths[name] >= len(meanings):
                    self._add_one(name, meanings, found, extra)
            return
        names = self._of_words(self._candidates(rarest), len(meanings))
        least = sum([meaning.least for meaning in meanings])
        best: list[float] = []
        for some in (names[:_MOST_AT_ONCE], names[_MOST_AT_ONCE:]):
            # Names are in the order of what their things have done, so a later one costs no less than this.
            if not len(some) or _enough(best, least - self.prior(int(some[0])), found):
                return
            found.work += len(some) * len(meanings)
            self._add_many(self._gathered(some), meanings, found, extra, best)

    def _add_many(
        self, many: Gathered, meanings: Sequence[Meaning], found: Finding, extra: float, best: list[float]
    ) -> None:
        """Add the best of these names; `best` is kept sorted."""
        rows = self._costs(meanings, many.words)
        if len(rows) == 1:
            self._add_alone(many, rows[0], found, extra, best)
            return
        if _has_initial(meanings, found):
            rows[0] += _INITIAL[many.places]
            rows[1:] += _AFTER_INITIAL[many.places]
        for at, bound in zip(*self._likeliest(many, rows), strict=True):
            if _enough(best, bound, found):
                break
            ranked = self._add_one(int(many.names[at]), meanings, found, extra)
            if ranked < inf:
                insort(best, ranked)

    def _add_one(self, name: int, meanings: Sequence[Meaning], found: Finding, extra: float) -> float:
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
        prior = self._prior[name]
        found.add(name, cost + extra, prior)
        return cost - prior

    def _few(self, meaning: Meaning) -> set[int]:
        """The names that hold one of the words."""
        starts, postings = self._starts, self._names
        names: set[int] = set()
        for word in meaning.costs:
            names.update(postings[starts[word] : starts[word + 1]].tolist())
        for first, last, _ in meaning.stretches:
            names.update(postings[starts[first] : starts[last]].tolist())
        return names

    def add_loosely(self, meanings: Sequence[Meaning], spared: Sequence[float], found: Finding) -> None:
        """Add names that have a place for at least half of the words; `spared` is what each costs without."""
        rarest = sorted(meanings, key=_how_many)[: len(meanings) // 2 + 1]
        lists = [names for meaning in rarest for names in self._likeliest_of(meaning)]
        if not lists:
            return
        names = self._of_words(distinct(lists), len(meanings) - len(meanings) // 2)
        if not len(names):
            return
        many = self._gathered(names)
        found.work += len(names) * len(meanings)
        rows = np.minimum(self._costs(meanings, many.words), self._likened(meanings, many.words))
        best: list[float] = []
        for at, bound in zip(*self._likeliest(many, rows, spared), strict=True):
            if _enough(best, bound, found):
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
                insort(best, cost - self.prior(name))
                found.add(name, cost, self.prior(name))

    def _gathered(self, names: Numbers) -> Gathered:
        arrays = self._arrays
        begins = arrays["place_starts"][names]
        counts = arrays["place_starts"][names + 1] - begins
        ends = counts.cumsum()
        firsts = ends - counts
        flat = (begins - firsts).repeat(counts) + np.arange(int(ends[-1]))
        return Gathered(names, arrays["place_words"][flat], arrays["places"][flat], firsts, counts)

    def _add_alone(self, many: Gathered, row: Costs, found: Finding, extra: float, best: list[float]) -> None:
        """The same for one word alone, for which nothing needs to be aligned."""
        names, firsts = many.names, many.firsts
        costs = np.minimum.reduceat(row + _ALONE[many.places], firsts)
        lengths = self._arrays["lengths"][names]
        costs = np.where(
            lengths == 1, np.minimum.reduceat(row, firsts), costs + WORD_UNUSED * (lengths - 1.0)
        )
        order, ranked = lowest(costs - self._arrays["prior"][names], found.limit * 2 + _SOME_MORE)
        best += ranked
        best.sort()
        for at in order:
            found.add(int(names[at]), float(costs[at]) + extra, self._prior[int(names[at])])

    def _likeliest(
        self, many: Gathered, rows: Costs, spared: Sequence[float] | None = None
    ) -> tuple[list[int], list[float]]:
        """The places of the names that may be best, and what each costs at least, less what its thing did."""
        each = np.minimum.reduceat(rows, many.firsts, axis=1)
        unused = np.maximum(self._arrays["lengths"][many.names] - np.float32(len(rows)), 0)
        least: Costs = np.float32(WORD_UNUSED) * unused - self._arrays["prior"][many.names]
        if spared is not None:
            least += some_spared(each, spared)
        else:
            least += each.sum(axis=0)
            if len(rows) <= _MOST_APART and np.count_nonzero(least < FAR) > MOST_ALIGNED:
                least += apart(rows, each, many.firsts, many.counts)
        return lowest(least)

    def _candidates(self, meaning: Meaning) -> Numbers:
        """The names that hold one of the words."""
        return distinct([self._holding(first, last) for first, last, _ in meaning.hits])[:_MOST_CANDIDATES]

    def _of_words(self, names: Numbers, words: int) -> Numbers:
        """Those of the names that have at least so many words."""
        return names[self._arrays["lengths"][names] >= words] if words > 1 else names

    def _likeliest_of(self, meaning: Meaning) -> Iterator[Numbers]:
        """Names that hold a word, those of its likeliest readings first, as many as are looked at loosely."""
        left = _MOST_LOOSELY
        for first, last, _ in sorted(meaning.hits, key=_cost):
            names = self._holding(first, last)[:left]
            yield names
            left -= len(names)
            if not left:
                return

    def _holding(self, first: int, last: int) -> Numbers:
        names: Numbers = self._arrays["posting_names"][self._starts[first] : self._starts[last]]
        if last == first + 1 or len(names) <= MOST_NAMES:
            return names
        head = self._heads.get((first, last))
        return np.partition(names, MOST_NAMES)[:MOST_NAMES] if head is None else head

    def _costs(self, meanings: Sequence[Meaning], words: Numbers) -> Costs:
        """What each typed word costs at each of these words of names."""
        try:
            table = self._local.table
        except AttributeError:
            table = self._local.table = np.full(len(self._starts), inf, np.float32)
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

    def _likened(self, meanings: Sequence[Meaning], words: Numbers) -> Costs:
        """What typed words cost at words of names that are somewhat like them."""
        each = distinct([words])
        texts = [self._words[word] for word in each.tolist()]
        costs = np.full((len(meanings), len(texts)), inf, np.float32)
        for meaning, row in zip(meanings, costs, strict=True):
            for at, cost in unlike_costs(meaning.typed, texts):
                row[at] = cost
        return costs[:, each.searchsorted(words)]


def _how_many(meaning: Meaning) -> int:
    return meaning.names


def _enough(best: Sequence[float], bound: float, found: Finding) -> bool:
    """Whether so many are found that one at no less than the bound is not wanted."""
    wanted = found.limit + _SOME_MORE
    return len(best) >= wanted and bound > best[wanted - 1]


def _has_initial(meanings: Sequence[Meaning], found: Finding) -> bool:
    """Whether a name is being typed that begins with an initial."""
    return found.typing and len(meanings[0].typed) == 1


def _fits(meaning: Meaning, held: Sequence[tuple[int, int]]) -> list[Fit]:
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
