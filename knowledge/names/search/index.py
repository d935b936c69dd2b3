"""The index of names: from typed words to candidates with their costs.

It is an inverted index in two segments, kept as arrays, so that a saved file is used in place.
"""

from collections.abc import Collection, Iterable, Sequence
from copy import copy
from pathlib import Path

from knowledge.models.base import Steps
from knowledge.models.records import NameEntry
from knowledge.names.search.arrays import load_arrays, save_arrays
from knowledge.names.search.build import CollectedNames, build_segment
from knowledge.names.search.segment import IndexSegment
from knowledge.names.search.top_k import Candidate
from knowledge.names.text.normalize import romanise

MAX_LETTERS = 1_000
"""Letters of a text beyond which it is no name."""
MAX_CANDIDATES = 100
"""Candidates of a search where no limit is given."""
_EXACT = 4
_STRICT = 12
_STRICT_LONG = 100
_TYPING = 50
_LOOSE = 300
"""Steps of an exact look-up, and of searches: of a usual name, a longer one, one being typed, a loose one.

Fitted to the time of 3,000 questions with 34,000 athletes. A cached search takes as many.
"""
_USUAL_WORDS = 6
_OWN_SEGMENT = "athlete"
"""The kind with a segment of its own, for it has the most names by far."""


class NameIndex:
    """All names of all kinds, built once from the store and then only read, from any thread."""

    def __init__(self, entries: Iterable[NameEntry]) -> None:
        """Index the entries; equal names of one entity count once."""
        own, others = CollectedNames(), CollectedNames()
        for entry in entries:
            (own if entry.kind == _OWN_SEGMENT else others).add(entry)
        built = (build_segment(own), build_segment(others))
        self._segments = [IndexSegment(arrays) for arrays in built if arrays is not None]
        self._steps: Steps | None = None

    @classmethod
    def of(cls, content: memoryview) -> "NameIndex":
        """The index saved in a file of this content, which it goes on using.

        Raises ValueError when that is not a whole index of this version.
        """
        index = cls(())
        index._segments = [IndexSegment(arrays) for arrays in load_arrays(content)]
        return index

    def counted(self, steps: Steps) -> "NameIndex":
        """The same index, whose searches take steps. They raise TooManyStepsError when none are left."""
        counted = copy(self)
        counted._steps = steps  # noqa: SLF001
        return counted

    def save(self, path: Path) -> None:
        """Write the index into a file. Raises OSError when it can't be written."""
        save_arrays(path, [segment.arrays for segment in self._segments])

    def __len__(self) -> int:
        return sum(len(segment) for segment in self._segments)

    def by_id(self, text: str) -> tuple[tuple[str, str], ...]:
        """The entities with this id, whatever its case, as pairs of kind and id."""
        return tuple(pair for segment in self._segments for pair in segment.by_id(text.lower()))

    def exact(self, words: Sequence[str], kinds: Collection[str]) -> tuple[Candidate, ...]:
        """The entities with a name of just these folded words, however they are spaced."""
        self._take(_EXACT)
        joined = "".join(_latin(words))
        return tuple(one for segment in self._with(kinds) for one in segment.exact(joined, kinds))

    def search(
        self,
        words: Sequence[str],
        kinds: Collection[str],
        *,
        typing: bool = False,
        loose: bool = False,
        limit: int = MAX_CANDIDATES,
    ) -> tuple[Candidate, ...]:
        """Candidates of these kinds with a name that has a place for every folded word.

        They are sorted by posterior cost. With `typing` the last word may go on, and names that go on as
        typed come before those with a wrong letter. With `loose` at most half of the words may have no place
        in the name, each at a cost. Raises TooManyStepsError when the index is counted and no steps are left.
        """
        strict = _STRICT_LONG if len(words) > _USUAL_WORDS else _STRICT
        self._take(_LOOSE if loose else max(_TYPING, strict) if typing else strict)
        latin = _latin(words)
        if not latin:
            return ()
        segments = self._with(kinds)
        candidates = [
            one
            for segment in segments
            for one in segment.search(latin, kinds, typing=typing, loose=loose, limit=limit)
        ]
        if len(segments) > 1:
            candidates.sort(key=lambda one: (one.posterior_cost, one.id))
        return tuple(candidates[:limit])

    def frequencies(self, words: Sequence[str], kinds: Collection[str]) -> tuple[int, ...]:
        """How many names have each of the folded words, in the segments with these kinds."""
        segments = self._with(kinds)
        return tuple(sum(segment.frequency(word) for segment in segments) for word in _latin(words))

    def most_popular(self, kind: str, limit: int) -> tuple[Candidate, ...]:
        """The most popular entities of a kind."""
        return tuple(one for segment in self._with({kind}) for one in segment.most_popular(kind, limit))

    def _take(self, steps: int) -> None:
        if self._steps is not None:
            self._steps.spend(steps)

    def _with(self, kinds: Collection[str]) -> list[IndexSegment]:
        return [segment for segment in self._segments if any(kind in kinds for kind in segment.kinds)]


def _latin(words: Sequence[str]) -> tuple[str, ...]:
    """The words in Latin letters; none where they are longer than any name."""
    if sum(map(len, words)) > MAX_LETTERS:
        return ()
    if all(word.isascii() for word in words):
        return tuple(words)
    return tuple(latin for word in words for latin in romanise(word))
