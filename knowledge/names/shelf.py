"""A shelf: names that are searched together, and the search.

Names are numbered by how much their things have done, most first. So the beginning of every list of names is
what matters most, and long lists can be cut.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import inf
from threading import local
from typing import NamedTuple, cast
from zlib import crc32

import numpy as np
import numpy.typing as npt

from knowledge.names.alignment import ALONE_COSTS, UNMATCHED, WORD_UNUSED, align
from knowledge.names.cost import JOINED, ONE_EDIT, SAME
from knowledge.names.saved import Arrays
from knowledge.names.vocabulary import LONGEST_WORD, Hit, Vocabulary

MOST_WORDS = 12
"""Typed words beyond which a text is only looked up as a whole name."""
MOST_NAMES = 6_000
"""How many names of words that begin alike are looked at, those of the busiest things."""
_ALIGNED = 48
_GOOD = 1.5
_FAIR = 2.0
_LEAST_TYPED = 3
_SPARED = np.float32(UNMATCHED)
_NOBODY = np.zeros(0, np.int32)
_ALONE = np.array(ALONE_COSTS, np.float32)

Numbers = npt.NDArray[np.int32]
Costs = npt.NDArray[np.float32]


WHOLE, SPELLED, MISSPELLED = range(3)
"""How a name fits: it is the text, it has the words as they are typed so far, or nearly so."""


class Named(NamedTuple):
    """The number of a name, what the text costs when it means that, and how it fits."""

    name: int
    cost: float
    tier: int


class _Meanings(NamedTuple):
    """What a typed word may be: stretches of the vocabulary, dearest first, and how many names these have."""

    hits: tuple[Hit, ...]
    names: int


class Shelf:
    """Names of things that are searched together; made once and then only read, from any thread."""

    def __init__(self, arrays: Arrays) -> None:
        """Take the tables that `shelf_arrays` made."""
        self.vocabulary = Vocabulary(arrays)
        self._starts = arrays["posting_starts"]
        self._start = self._starts.data
        self._names = arrays["posting_names"]
        self._place_starts = arrays["place_starts"]
        self._place_words = arrays["place_words"]
        self._places = arrays["places"]
        self._lengths = arrays["lengths"]
        self._kinds = arrays["name_kinds"]
        self._prior = arrays["prior"]
        self._whole = arrays["whole"]
        self._whole_names = arrays["whole_names"]
        self._heads = {
            (first, last): arrays["heads"][begin:end]
            for first, last, begin, end in arrays["head_places"].tolist()
        }
        self._local = local()
        self._spelled = lru_cache(maxsize=8192)(self._look_up_spelled)
        self._misspelled = lru_cache(maxsize=8192)(self._look_up_misspelled)

    def whole(self, joined: str) -> list[int]:
        """Names that may be just these letters, however spaced; some may not be."""
        key = np.uint32(whole_key(joined))
        first, last = (int(np.searchsorted(self._whole, key, side)) for side in ("left", "right"))
        return cast("list[int]", self._whole_names[first:last].tolist())

    def search(
        self, words: Sequence[str], kinds: frozenset[int] | None, *, typing: bool, loose: bool, limit: int
    ) -> list[Named]:
        """The names of these kinds (None: of any) that the words in Latin letters may mean, in no order.

        With `typing` the last word may not be typed to its end yet. With `loose` one of several words may
        have no place in a name. About `limit` are enough.
        """
        if len(words) > MOST_WORDS:
            return []
        found = _Finding(kinds, limit)
        alone = len(words) == 1
        begun = [typing and at == len(words) - 1 for at in range(len(words))]
        if typing or not alone:
            self._combine([self._spelled(w, b, alone) for w, b in zip(words, begun, strict=True)], found)
            enough = len(found.names) >= limit or sum(map(len, words)) < _LEAST_TYPED
            if enough if typing else found.least <= _GOOD:
                return list(found.names.values())
        found.tier = MISSPELLED
        every = [self._misspelled(w, b, alone) for w, b in zip(words, begun, strict=True)]
        self._combine(every, found)
        if found.least > _FAIR:
            for reading in self._respaced(words, every, typing=typing):
                self._combine(reading, found, extra=JOINED)
        if loose and not alone and found.least > UNMATCHED - ONE_EDIT:
            self._combine(every, found, loose=True)
        return list(found.names.values())

    def _look_up_spelled(self, typed: str, typing: bool, alone: bool) -> _Meanings:
        return self._meanings(self.vocabulary.spelled(typed, typing=typing, alone=alone))

    def _look_up_misspelled(self, typed: str, typing: bool, alone: bool) -> _Meanings:
        spelled = self._spelled(typed, typing, alone).hits
        return self._meanings([*spelled, *self.vocabulary.misspelled(typed, typing=typing)])

    def _meanings(self, hits: list[Hit]) -> _Meanings:
        hits.sort(key=lambda hit: -hit.cost)
        start = self._start
        return _Meanings(tuple(hits), sum(start[hit.last] - start[hit.first] for hit in hits))

    def _respaced(
        self, words: Sequence[str], every: list[_Meanings], *, typing: bool
    ) -> Iterator[list[_Meanings]]:
        """The readings in which two words are one, or one is two."""
        for at, (one, two) in enumerate(pairwise(words)):
            joined = self._misspelled(one + two, typing and at == len(words) - 2, len(words) == 2)
            if joined.hits:
                yield [*every[:at], joined, *every[at + 2 :]]
        for at, word in enumerate(words):
            for cut in range(2, min(len(word), LONGEST_WORD) - 1):
                halves = self.vocabulary.number(word[:cut]), self.vocabulary.number(word[cut:])
                if halves[0] is not None and halves[1] is not None:
                    both = [
                        self._meanings([Hit(half, half + 1, SAME)]) for half in halves if half is not None
                    ]
                    yield [*every[:at], *both, *every[at + 1 :]]

    def _combine(
        self, meanings: Sequence[_Meanings], found: "_Finding", *, extra: float = 0.0, loose: bool = False
    ) -> None:
        """Add the names that have a place for every word, or with `loose` for all but one."""
        names = self._candidates(meanings, found.kinds, 2 if loose else 1)
        if not len(names):
            return
        begins = self._place_starts[names]
        counts = self._place_starts[names + 1] - begins
        firsts = np.cumsum(counts) - counts
        flat = np.repeat(begins - firsts, counts) + np.arange(int(counts.sum()))
        words, places = self._place_words[flat], self._places[flat]
        rows = [self._costs(meaning, words) for meaning in meanings]
        if len(rows) == 1:
            least = np.minimum.reduceat(rows[0] + _ALONE[places], firsts)
        else:
            each = [np.minimum.reduceat(row, firsts) for row in rows]
            least = np.sum([np.minimum(costs, _SPARED) for costs in each] if loose else each, axis=0)
        unused = np.maximum(self._lengths[names] - np.float32(len(meanings)), 0)
        ranked = least + WORD_UNUSED * unused - self._prior[names]
        most = _ALIGNED + found.limit
        order = np.argpartition(ranked, most)[:most] if len(names) > most else np.arange(len(names))
        for at in order[np.isfinite(ranked[order])].tolist():
            name, first, last = int(names[at]), int(firsts[at]), int(firsts[at] + counts[at])
            costs = [row[first:last].tolist() for row in rows]
            cost = align(costs, places[first:last].tolist(), int(self._lengths[name]), loose=loose)
            found.add(name, cost + extra)

    def _candidates(
        self, meanings: Sequence[_Meanings], kinds: frozenset[int] | None, rarest: int
    ) -> Numbers:
        """The names that hold the rarest of the words, or one of the rarest two."""
        chosen = sorted(meanings, key=lambda meaning: meaning.names)
        if rarest > 1:
            chosen = [meaning for meaning in chosen if meaning.names]
        lists = [self._holding(hit, kinds) for meaning in chosen[:rarest] for hit in meaning.hits]
        if not lists:
            return _NOBODY
        names = np.unique(np.concatenate(lists)) if len(lists) > 1 else lists[0]
        return names if kinds is None else names[np.isin(self._kinds[names], tuple(kinds))]

    def _holding(self, hit: Hit, kinds: frozenset[int] | None) -> Numbers:
        names: Numbers = self._names[self._start[hit.first] : self._start[hit.last]]
        if hit.last == hit.first + 1 or len(names) <= MOST_NAMES or kinds is not None:
            return names
        head = self._heads.get((hit.first, hit.last))
        return np.partition(names, MOST_NAMES)[:MOST_NAMES] if head is None else head

    def _costs(self, meaning: _Meanings, words: Numbers) -> Costs:
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


class _Finding:
    """What was found so far, of which kinds, and how much is enough."""

    def __init__(self, kinds: frozenset[int] | None, limit: int) -> None:
        self.kinds = kinds
        self.limit = limit
        self.tier = SPELLED
        self.names: dict[int, Named] = {}
        self.least = inf

    def add(self, name: int, cost: float) -> None:
        known = self.names.get(name)
        if cost < inf and (known is None or cost < known.cost):
            self.names[name] = Named(name, cost, self.tier if known is None else known.tier)
            self.least = min(self.least, cost)


def whole_key(joined: str) -> int:
    """The key of a whole name, its words put together."""
    return crc32(joined.encode("utf-8", "surrogatepass"))
