"""The index: from typed words to everything called like that, with what it costs to believe it.

Typed words are matched against the vocabulary of all names, then only names that hold a match for every
typed word are aligned.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from knowledge.models.records import NameEntry
from knowledge.names.cost import JOINED, SAME
from knowledge.names.folding import tokens
from knowledge.names.vocabulary import Vocabulary

WORD_UNUSED = 0.25
FAMILY_MISSED = 0.35
MIDDLE_ALONE = 2.0
ORDER_CHANGED = 0.15
HOW_MUCH_DOING_COUNTS = 0.45


class Found(NamedTuple):
    """A thing that a typed text may mean.

    `cost` is what the text alone says, `weight` how much the thing has done here; `name` the name that
    matched and `registered` whether that is the one it is shown by.
    """

    kind: str
    id: str
    name: str
    registered: bool
    cost: float
    weight: int

    @property
    def ranked(self) -> float:
        """The cost less what the thing's past makes likely: what to sort by."""
        return self.cost - HOW_MUCH_DOING_COUNTS * math.log1p(self.weight)


class _Word(NamedTuple):
    name: int
    position: int
    width: int


class _Hit(NamedTuple):
    position: int
    width: int
    cost: float


class NameIndex:
    """All names of all kinds, made once from the store and then only read."""

    def __init__(self, entries: Iterable[NameEntry]) -> None:
        """Index the entries; equal names of one thing count once."""
        self._entries: list[NameEntry] = []
        self._words: list[tuple[str, ...]] = []
        self._places: dict[str, list[_Word]] = defaultdict(list)
        self._ids: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._exact: dict[str, list[int]] = defaultdict(list)
        seen: set[tuple[str, str, tuple[str, ...]]] = set()
        for entry in entries:
            words = tokens(entry.text)
            key = (entry.kind, entry.id, words)
            if words and key not in seen:
                seen.add(key)
                self._add(entry, words)
        self._vocabulary = Vocabulary(self._places)
        self._hits = lru_cache(maxsize=4096)(self._look_up)

    def _add(self, entry: NameEntry, words: tuple[str, ...]) -> None:
        number = len(self._entries)
        self._entries.append(entry)
        self._words.append(words)
        self._exact["".join(words)].append(number)
        if (entry.kind, entry.id) not in self._ids[entry.id.lower()]:
            self._ids[entry.id.lower()].append((entry.kind, entry.id))
        for position, word in enumerate(words):
            self._places[word].append(_Word(number, position, 1))
        for position, (one, two) in enumerate(pairwise(words)):
            self._places[one + two].append(_Word(number, position, 2))

    def __len__(self) -> int:
        return len(self._entries)

    def by_id(self, text: str) -> tuple[tuple[str, str], ...]:
        """The things whose id this is, whatever its case: pairs of kind and id."""
        return tuple(self._ids.get(text.lower(), ()))

    def spelled_exactly(self, words: Sequence[str], kinds: Collection[str]) -> tuple[Found, ...]:
        """The things that a name of is just these folded words, however they are spaced."""
        numbers = self._exact.get("".join(words), ())
        found = ((number, SAME) for number in numbers if self._entries[number].kind in kinds)
        return self._best(found)

    def find(
        self, words: Sequence[str], kinds: Collection[str], *, typing: bool = False
    ) -> tuple[Found, ...]:
        """Everything of these kinds whose name has a place for every one of the folded words.

        Best first by `ranked`. With `typing` the last word may not be typed to its end yet.
        """
        if not words:
            return ()
        hits = [self._hits(word, typing and at == len(words) - 1) for at, word in enumerate(words)]
        rarest = min(hits, key=len)
        costs: list[tuple[int, float]] = []
        for number in rarest:
            if self._entries[number].kind not in kinds:
                continue
            if all(number in hit for hit in hits):
                cost = self._align([hit[number] for hit in hits], number)
                if cost is not None:
                    costs.append((number, cost))
        exact = self._exact.get("".join(words), ())
        costs += [(number, SAME) for number in exact if self._entries[number].kind in kinds]
        return self._best(costs)

    def busiest(self, kind: str, limit: int) -> tuple[Found, ...]:
        """The things of a kind that have done most here."""
        registered = (entry for entry in self._entries if entry.kind == kind and entry.registered)
        most = heapq.nlargest(limit, registered, key=lambda entry: entry.weight)
        return tuple(Found(kind, entry.id, entry.text, True, SAME, entry.weight) for entry in most)

    def _look_up(self, typed: str, typing: bool) -> dict[int, tuple[_Hit, ...]]:
        hits: dict[int, list[_Hit]] = defaultdict(list)
        for word, cost in self._vocabulary.like(typed, typing=typing):
            begun = word != typed and word.startswith(typed)
            for name, position, width in self._places[word]:
                if width > 1 and begun:
                    continue
                hits[name].append(_Hit(position, width, cost + (JOINED if width > 1 else 0)))
        return {name: tuple(sorted(found, key=lambda hit: hit.cost)) for name, found in hits.items()}

    def _align(self, hits: Sequence[tuple[_Hit, ...]], number: int) -> float | None:
        words = self._words[number]
        best: float | None = None

        def place(at: int, used: frozenset[int], order: tuple[int, ...], cost: float) -> None:
            nonlocal best
            if best is not None and cost >= best:
                return
            if at == len(hits):
                total = cost + self._shape_cost(number, used, order)
                best = total if best is None else min(best, total)
                return
            for hit in hits[at]:
                taken = frozenset(range(hit.position, hit.position + hit.width))
                if not taken & used:
                    place(at + 1, used | taken, (*order, hit.position), cost + hit.cost)

        place(0, frozenset(), (), 0.0)
        return best if len(hits) <= len(words) else None

    def _shape_cost(self, number: int, used: frozenset[int], order: tuple[int, ...]) -> float:
        entry, words = self._entries[number], self._words[number]
        cost = WORD_UNUSED * (len(words) - len(used))
        if list(order) != sorted(order):
            cost += ORDER_CHANGED
        if entry.family is not None and entry.registered and len(used) < len(words):
            family = tokens(entry.family)
            if not {words[at] for at in used} & set(family):
                cost += FAMILY_MISSED
                if 0 not in used:
                    cost += MIDDLE_ALONE
        return cost

    def _best(self, costs: Iterable[tuple[int, float]]) -> tuple[Found, ...]:
        best: dict[tuple[str, str], Found] = {}
        for number, cost in costs:
            entry = self._entries[number]
            found = Found(entry.kind, entry.id, entry.text, entry.registered, cost, entry.weight)
            known = best.get((entry.kind, entry.id))
            if known is None or (cost, not entry.registered) < (known.cost, not known.registered):
                best[(entry.kind, entry.id)] = found
        return tuple(sorted(best.values(), key=lambda found: (found.ranked, found.id)))
