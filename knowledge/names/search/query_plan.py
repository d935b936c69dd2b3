"""A shelf: names that are searched together, and the steps of a search.

Names are numbered by how much their things have done, most first. So the beginning of every list of names is
what matters most, and long lists can be cut.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, permutations

from knowledge.names.search.arrays import Arrays
from knowledge.names.search.scoring import Scorer
from knowledge.names.search.strings import key
from knowledge.names.search.term_expansion import Expander, Expansion
from knowledge.names.search.top_k import MISSPELLED, WHOLE, ScoredName, TopK
from knowledge.names.text.edit_costs import JOINED, SAME
from knowledge.names.text.normalize import MAX_WORDS

_GOOD = 1.5
_FAIR = 2.5
_POOR = 4.7
"""Costs beyond which the next step of a search is taken."""
_LEAST_TYPED = 3
_FEW_WORDS = 5
_MOST_WORK = 40_000
"""Names looked at, times words, beyond which no further reading of a text is tried."""

Hypothesis = tuple[Sequence[Expansion], float, Sequence[float] | None]
"""What each word may be, what reading them so costs, and what each costs without a place, if it may be so."""


class QueryPlan:
    """Names of things that are searched together; made once and then only read, from any thread."""

    def __init__(self, arrays: Arrays) -> None:
        """Take the tables of names and of their words."""
        self._meanings = Expander(arrays)
        self._fitting = Scorer(arrays, self._meanings.vocabulary.words)
        self._whole = arrays["whole"].data
        self._whole_names = arrays["whole_names"].data

    def whole(self, joined: str) -> list[ScoredName]:
        """Names that may be just these letters, however spaced; some may not be."""
        wanted, keys = key(joined), self._whole
        first = last = bisect_left(keys, wanted)
        while last < len(keys) and keys[last] == wanted:
            last += 1
        names = self._whole_names[first:last]
        return [ScoredName(name, SAME, SAME - self._fitting.popularity_prior(name), WHOLE) for name in names]

    def frequency(self, word: str) -> int:
        """How many names hold this word."""
        return self._meanings.frequency(word)

    def search(self, words: Sequence[str], *, typing: bool, loose: bool, limit: int) -> list[ScoredName]:
        """The names that the words in Latin letters may mean, in no order; about `limit` are enough.

        With `typing` the last word may not be typed to its end yet. With `loose` words may have no place in a
        name, at most half of them, and everything is tried that may help.
        """
        return self._found(
            words,
            TopK(limit, typing=typing),
            lambda found: self._readings(words, found, typing=typing, loose=loose),
        )

    def search_respaced(self, words: Sequence[str], *, limit: int) -> list[ScoredName]:
        """The names that the words mean where two are written as one, or one as two."""

        def readings(_found: TopK) -> Iterator[Hypothesis]:
            every = [self._meanings.misspelled(word, False, len(words) == 1) for word in words]
            yield from self._joined(words, every, typing=False)
            yield from self._split(words, every)

        return self._found(words, TopK(limit), readings)

    def _found(
        self, words: Sequence[str], found: TopK, readings: Callable[[TopK], Iterator[Hypothesis]]
    ) -> list[ScoredName]:
        if len(words) > MAX_WORDS:
            return []
        for meanings, extra, spared in readings(found):
            if found.work > _MOST_WORK:
                break
            if spared is None:
                self._fitting.add(meanings, found, extra=extra)
            else:
                self._fitting.add_loosely(meanings, spared, found)
        return list(found.names.values())

    def _readings(
        self, words: Sequence[str], found: TopK, *, typing: bool, loose: bool
    ) -> Iterator[Hypothesis]:
        """What the words may be read as, likelier first, as long as what was found is not good enough."""
        look, alone = self._meanings, len(words) == 1
        typed = [(word, typing and at == len(words) - 1, alone) for at, word in enumerate(words)]
        further = look.begun_nearly if typing else look.misspelled
        if typing or (loose and not alone):
            spelled = [look.spelled(*word) for word in typed]
            yield spelled, 0.0, None
            if typing and (found.enough or sum(map(len, words)) < _LEAST_TYPED):
                return
            if not typing and found.least <= _GOOD:
                return
            found.tier = MISSPELLED
            yield from self._joined(words, spelled, typing=typing, any_order=loose and not typing)
            if found.least <= _GOOD and (found.enough or not typing):
                return
            known = [one.known and not begun for one, (_, begun, _) in zip(spelled, typed, strict=True)]
            if any(known) and not all(known):
                # Mostly the words that no name has are those that are misspelled.
                each = zip(typed, spelled, known, strict=True)
                yield [one if is_known else further(*word) for word, one, is_known in each], 0.0, None
                if found.least <= _FAIR:
                    return
        found.tier = MISSPELLED
        every = [further(*word) for word in typed]
        yield every, 0.0, None
        if found.least <= _FAIR:
            return
        yield from self._joined(words, every, typing=typing, any_order=loose and not typing)
        yield from self._split(words, every)
        if found.least <= _FAIR or not loose:
            return
        if found.least > _POOR:
            yield from self._joined_nearly(words, every, typing=typing)
            spared = None if alone else [look.spared(word) for word in words]
            nearly = [
                one if one.known else look.begun_nearly(*word) for word, one in zip(typed, every, strict=True)
            ]
            yield nearly, 0.0, spared

    def _joined(
        self, words: Sequence[str], every: Sequence[Expansion], *, typing: bool, any_order: bool = False
    ) -> Iterator[Hypothesis]:
        """The readings in which two words are one that names have."""
        for one, two in _pairs(len(words), any_order=any_order):
            begun = typing and two == len(words) - 1
            joined = self._meanings.spelled(words[one] + words[two], begun, len(words) == 2)
            if joined.known or (begun and joined.names):
                yield _with_joined(every, one, two, joined), JOINED, None

    def _joined_nearly(
        self, words: Sequence[str], every: Sequence[Expansion], *, typing: bool
    ) -> Iterator[Hypothesis]:
        """The readings in which two words, not both known by themselves, are one that names nearly have."""
        for one, two in _pairs(len(words), any_order=not typing):
            if every[one].known and every[two].known:
                continue
            begun = typing and two == len(words) - 1
            joined = self._meanings.joined(words[one], words[two], typing=begun, alone=len(words) == 2)
            if joined.names and not joined.known:
                yield _with_joined(every, one, two, joined), JOINED, None

    def _split(self, words: Sequence[str], every: Sequence[Expansion]) -> Iterator[Hypothesis]:
        """The readings in which one word that names don't have is two that they have."""
        for at, (word, meaning) in enumerate(zip(words, every, strict=True)):
            if not meaning.known:
                for both in self._meanings.split(word):
                    yield [*every[:at], *both, *every[at + 1 :]], JOINED, None


def _pairs(count: int, *, any_order: bool) -> list[tuple[int, int]]:
    """Which two of so many words may be one: neighbours, or any two of a few where the order says nothing."""
    if any_order and count <= _FEW_WORDS:
        return list(permutations(range(count), 2))
    return list(pairwise(range(count)))


def _with_joined(every: Sequence[Expansion], one: int, two: int, joined: Expansion) -> list[Expansion]:
    """The meanings with one in the place of two."""
    first, last = sorted((one, two))
    return [*every[:first], joined, *every[first + 1 : last], *every[last + 1 :]]
