"""Query plan: search a segment by cheap, likely interpretations of the words first, then by relaxed ones.

Names are numbered by falling popularity. So the beginning of every posting list matters most, and long lists
can be cut.
"""

from bisect import bisect_left
from collections.abc import Generator, Iterator, Sequence
from itertools import pairwise, permutations
from typing import NamedTuple

from knowledge.array_file import Arrays, string_key
from knowledge.names.search.scoring import Scorer
from knowledge.names.search.term_expansion import Expander, Expansion
from knowledge.names.search.top_k import MISSPELLED, WHOLE, ScoredName, TopK
from knowledge.names.text.edit_costs import JOINED, SAME
from knowledge.names.text.normalize import MAX_WORDS

_GOOD = 1.5
_FAIR = 2.5
_POOR = 4.7
"""Costs in nats of the best name above which the next, more relaxed step is tried. Chosen by hand."""
_MIN_TYPED = 3
"""Letters typed in all below which misspellings are not looked for while typing. Chosen by hand."""
_MAX_PERMUTED = 5
"""Words up to which any two of them may be one, in either order. Chosen by hand."""
_MAX_WORK = 40_000
"""Names scored, times words, beyond which no further interpretation is tried. Chosen by hand."""


class ExpandedQuery(NamedTuple):
    """An expansion for each word, what this adds to the cost, and each word's cost without a place.

    Costs are in nats. Where `unmatched` is None every word must have a place.
    """

    expansions: Sequence[Expansion]
    extra: float = 0.0
    unmatched: Sequence[float] | None = None


class QueryPlan:
    """The steps of searching the names of a segment; built once and then only read, from any thread."""

    def __init__(self, arrays: Arrays) -> None:
        """Use the arrays of a segment."""
        self._expander = Expander(arrays)
        self._scorer = Scorer(arrays, self._expander.dictionary.words)
        self._whole = arrays["whole"].data
        self._whole_names = arrays["whole_names"].data

    def whole(self, joined: str) -> list[ScoredName]:
        """Names that may be just these letters, however spaced; a few may not, for keys collide."""
        wanted, keys = string_key(joined), self._whole
        first = last = bisect_left(keys, wanted)
        while last < len(keys) and keys[last] == wanted:
            last += 1
        names = self._whole_names[first:last]
        return [ScoredName(name, SAME, SAME - self._scorer.prior(name), WHOLE) for name in names]

    def frequency(self, word: str) -> int:
        """How many names have this word."""
        return self._expander.frequency(word)

    def search(self, words: Sequence[str], *, typing: bool, loose: bool, limit: int) -> list[ScoredName]:
        """Names for folded words in Latin letters, in no order; about `limit` are enough.

        With `typing` the last word may go on. With `loose` at most half of the words may have no place in a
        name, and every relaxation is tried.
        """
        if len(words) > MAX_WORDS:
            return []
        top = TopK(limit, typing=typing)
        return self._score(_Relaxation(self._expander, words, top, loose=loose).all_steps(), top)

    def search_respaced(self, words: Sequence[str], *, limit: int) -> list[ScoredName]:
        """Names for the words where two of them are written as one, or one as two."""
        if len(words) > MAX_WORDS:
            return []
        top = TopK(limit)
        return self._score(_Relaxation(self._expander, words, top).respaced(), top)

    def _score(self, interpretations: Iterator[ExpandedQuery], top: TopK) -> list[ScoredName]:
        for one in interpretations:
            if top.work > _MAX_WORK:
                break
            if one.unmatched is None:
                self._scorer.add(one.expansions, top, extra=one.extra)
            else:
                self._scorer.add_loosely(one.expansions, one.unmatched, top)
        return list(top.names.values())


_Typed = tuple[str, bool, bool]
"""A typed word, whether it may go on, and whether it is the only one."""


class _Relaxation:
    """The interpretations of one query, likelier ones first, until what `top` has collected is good enough.

    Each must be scored before the next one is requested.
    """

    def __init__(self, expander: Expander, words: Sequence[str], top: TopK, *, loose: bool = False) -> None:
        self._expander = expander
        self._words = words
        self._top = top
        self._typing = top.typing
        self._loose = loose
        self._alone = len(words) == 1
        self._any_order = loose and not top.typing
        self._typed: list[_Typed] = [
            (word, top.typing and at == len(words) - 1, self._alone) for at, word in enumerate(words)
        ]
        self._relax = expander.begun_nearly if top.typing else expander.misspelled

    def all_steps(self) -> Iterator[ExpandedQuery]:
        """Words as typed, words misspelled, words joined or split, and words without a place."""
        if self._typing or (self._loose and not self._alone):
            done = yield from self._as_typed()
            if done:
                return
        self._top.tier = MISSPELLED
        relaxed = [self._relax(*word) for word in self._typed]
        yield ExpandedQuery(relaxed)
        if self._top.least <= _FAIR:
            return
        yield from self._joined(relaxed)
        yield from self._split(relaxed)
        if self._loose and self._top.least > _POOR:
            yield from self._joined_nearly(relaxed)
            yield self._with_unmatched(relaxed)

    def respaced(self) -> Iterator[ExpandedQuery]:
        """Two words written as one, or one as two."""
        relaxed = [self._relax(*word) for word in self._typed]
        yield from self._joined(relaxed)
        yield from self._split(relaxed)

    def _as_typed(self) -> Generator[ExpandedQuery, None, bool]:
        """The steps in which most words are as typed; returns whether these are good enough."""
        spelled = [self._expander.spelled(*word) for word in self._typed]
        yield ExpandedQuery(spelled)
        if self._is_enough_as_typed():
            return True
        self._top.tier = MISSPELLED
        yield from self._joined(spelled)
        if self._top.least <= _GOOD and (self._top.enough or not self._typing):
            return True
        known = [one.known and not begun for one, (_, begun, _) in zip(spelled, self._typed, strict=True)]
        if all(known) or not any(known):
            return False
        # Mostly the words that no name has are those that are misspelled.
        each = zip(self._typed, spelled, known, strict=True)
        yield ExpandedQuery([one if is_known else self._relax(*word) for word, one, is_known in each])
        return self._top.least <= _FAIR

    def _is_enough_as_typed(self) -> bool:
        if self._typing:
            return self._top.enough or sum(map(len, self._words)) < _MIN_TYPED
        return self._top.least <= _GOOD

    def _joined(self, expansions: Sequence[Expansion]) -> Iterator[ExpandedQuery]:
        """Two words are one that names have."""
        words = self._words
        for one, two in self._pairs():
            begun = self._typing and two == len(words) - 1
            joined = self._expander.spelled(words[one] + words[two], begun, len(words) == 2)
            if joined.known or (begun and joined.frequency):
                yield ExpandedQuery(_with_joined(expansions, one, two, joined), JOINED)

    def _joined_nearly(self, expansions: Sequence[Expansion]) -> Iterator[ExpandedQuery]:
        """Two words, not both known by themselves, are a misspelling of one that names have."""
        words = self._words
        for one, two in self._pairs():
            if expansions[one].known and expansions[two].known:
                continue
            begun = self._typing and two == len(words) - 1
            joined = self._expander.joined(words[one], words[two], typing=begun, alone=len(words) == 2)
            if joined.frequency and not joined.known:
                yield ExpandedQuery(_with_joined(expansions, one, two, joined), JOINED)

    def _split(self, expansions: Sequence[Expansion]) -> Iterator[ExpandedQuery]:
        """One word that no name has is two that names have."""
        for at, (word, expansion) in enumerate(zip(self._words, expansions, strict=True)):
            if not expansion.known:
                for both in self._expander.split(word):
                    yield ExpandedQuery([*expansions[:at], *both, *expansions[at + 1 :]], JOINED)

    def _with_unmatched(self, expansions: Sequence[Expansion]) -> ExpandedQuery:
        """Words that no name has are nearly the beginning of one; of several, half may have no place."""
        unmatched = None if self._alone else [self._expander.unmatched(word) for word in self._words]
        relaxed = [
            one if one.known else self._expander.begun_nearly(*word)
            for word, one in zip(self._typed, expansions, strict=True)
        ]
        return ExpandedQuery(relaxed, unmatched=unmatched)

    def _pairs(self) -> list[tuple[int, int]]:
        """The pairs of words that may be one: neighbours, or any two where their order says nothing."""
        places = range(len(self._words))
        if self._any_order and len(places) <= _MAX_PERMUTED:
            return list(permutations(places, 2))
        return list(pairwise(places))


def _with_joined(expansions: Sequence[Expansion], one: int, two: int, joined: Expansion) -> list[Expansion]:
    """The expansions with one in the place of two."""
    first, last = sorted((one, two))
    return [*expansions[:first], joined, *expansions[first + 1 : last], *expansions[last + 1 :]]
