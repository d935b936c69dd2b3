"""The index: from typed words to everything called like that, with what it costs to believe it.

It is kept as arrays, so that a saved one is used as it is read.
"""

from collections.abc import Collection, Iterable, Sequence
from copy import copy
from pathlib import Path

from knowledge.models.records import NameEntry
from knowledge.models.steps import Steps
from knowledge.names.search.arrays import load_arrays, save_arrays
from knowledge.names.search.build import CollectedNames, build_segment
from knowledge.names.search.segment import IndexSegment
from knowledge.names.search.top_k import Candidate
from knowledge.names.text.normalize import romanise

MAX_LETTERS = 1_000
"""Letters of a text beyond which nobody is called that."""
MAX_CANDIDATES = 100
"""How many things a search names at most where no limit is given."""
_SPELLED = 4
_FOUND = 12
_LONG = 100
_TYPED = 50
_LOOSE = 300
"""Steps of a look-up, of a search for a name, of one for a name of more words than is usual, of one
for a name being typed, and of one with words left over.

Fitted to the time of 3,000 questions with 34,000 athletes; a search takes no fewer if it is remembered.
"""
_USUAL_WORDS = 6
_APART = "athlete"
"""The kind whose names are searched apart from all others, for there are most of them by far."""


class NameIndex:
    """All names of all kinds, made once from the store and then only read, from any thread."""

    def __init__(self, entries: Iterable[NameEntry]) -> None:
        """Index the entries; equal names of one thing count once."""
        apart, others = CollectedNames(), CollectedNames()
        for entry in entries:
            (apart if entry.kind == _APART else others).add(entry)
        built = (build_segment(apart), build_segment(others))
        self._sections = [IndexSegment(arrays) for arrays in built if arrays is not None]
        self._steps: Steps | None = None

    @classmethod
    def of(cls, content: memoryview) -> "NameIndex":
        """The index that was saved in a file of this content, which it goes on using.

        Raises ValueError where that is not a whole index of this version.
        """
        index = cls(())
        index._sections = [IndexSegment(arrays) for arrays in load_arrays(content)]
        return index

    def counted(self, steps: Steps) -> "NameIndex":
        """The same names, of whose searches take steps. Raises TooManyStepsError when they are used up."""
        counted = copy(self)
        counted._steps = steps  # noqa: SLF001
        return counted

    def save(self, path: Path) -> None:
        """Write the index into a file. Raises OSError."""
        save_arrays(path, [section.arrays for section in self._sections])

    def __len__(self) -> int:
        return sum(len(section) for section in self._sections)

    def by_id(self, text: str) -> tuple[tuple[str, str], ...]:
        """The things whose id this is, whatever its case: pairs of kind and id."""
        return tuple(pair for section in self._sections for pair in section.by_id(text.lower()))

    def exact(self, words: Sequence[str], kinds: Collection[str]) -> tuple[Candidate, ...]:
        """The things that a name of is just these folded words, however they are spaced."""
        self._take(_SPELLED)
        joined = "".join(_latin(words))
        return tuple(found for section in self._with(kinds) for found in section.spelled(joined, kinds))

    def search(
        self,
        words: Sequence[str],
        kinds: Collection[str],
        *,
        typing: bool = False,
        loose: bool = False,
        limit: int = MAX_CANDIDATES,
    ) -> tuple[Candidate, ...]:
        """What of these kinds has a name with a place for every one of the folded words.

        Best first by `ranked`. With `typing` the last word may not be typed to its end yet, and names that go
        on as typed come before those in which a letter would be wrong. With `loose` words may have no place
        in the name, at most half of them, each at its price.
        """
        usual = _LONG if len(words) > _USUAL_WORDS else _FOUND
        self._take(_LOOSE if loose else max(_TYPED, usual) if typing else usual)
        latin = _latin(words)
        if not latin:
            return ()
        sections = self._with(kinds)
        found = [
            one
            for section in sections
            for one in section.search(latin, kinds, typing=typing, loose=loose, limit=limit)
        ]
        if len(sections) > 1:
            found.sort(key=lambda one: (one.posterior_cost, one.id))
        return tuple(found[:limit])

    def frequencies(self, words: Sequence[str], kinds: Collection[str]) -> tuple[int, ...]:
        """How many names, of about these kinds, hold each of the folded words."""
        sections = self._with(kinds)
        return tuple(sum(section.frequency(word) for section in sections) for word in _latin(words))

    def count(self, kinds: Collection[str]) -> int:
        """How many names there are, of about these kinds."""
        return sum(len(section) for section in self._with(kinds))

    def most_popular(self, kind: str, limit: int) -> tuple[Candidate, ...]:
        """The things of a kind that have done most here."""
        return tuple(found for section in self._with({kind}) for found in section.most_popular(kind, limit))

    def _take(self, steps: int) -> None:
        if self._steps is not None:
            self._steps.take(steps)

    def _with(self, kinds: Collection[str]) -> list[IndexSegment]:
        return [section for section in self._sections if any(kind in kinds for kind in section.kinds)]


def _latin(words: Sequence[str]) -> tuple[str, ...]:
    """The words in Latin letters; none where they are longer than any name."""
    if sum(map(len, words)) > MAX_LETTERS:
        return ()
    if all(word.isascii() for word in words):
        return tuple(words)
    return tuple(latin for word in words for latin in romanise(word))
