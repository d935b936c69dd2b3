"""Which words of a question are words of names, and what that tells of every stretch of them."""

from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate
from operator import and_

from knowledge.names import NameIndex
from knowledge.questions.query import lexicon

_NO_NAMES = lexicon.STOP_WORDS | {word for word in lexicon.SEXES if len(word) > 1}
_LETTERS_OF_A_YEAR = 4


class NameWords:
    """Which of the folded words of a question are words of names of some kinds."""

    def __init__(self, index: NameIndex, folded: Sequence[str], kinds: Collection[str]) -> None:
        self._folded = folded
        in_names = {word: any(index.frequencies([word], kinds)) for word in folded}
        strange = [not in_names[word] for word in folded]
        number = [not word.isalpha() for word in folded]
        self._no_end = [one and word in _NO_NAMES for one, word in zip(strange, folded, strict=True)]
        self._strange = _counted(strange)
        self._numbers = _counted(number)
        self._never = _counted(map(and_, strange, number))
        self._years = _counted(map(and_, strange, map(_is_a_year, folded)))

    def may_be_name(self, start: int, end: int) -> bool:
        """Whether names may have these words, misspelled perhaps.

        Digits are never misspelled, words that say something by themselves stand at no end of a name, and a
        letter alone is none.
        """
        if self._never[end] > self._never[start] or self._no_end[start] or self._no_end[end - 1]:
            return False
        return end > start + 1 or len(self._folded[start]) > 1

    def strange(self, start: int, end: int) -> int:
        """How many of these words are in no name."""
        return self._strange[end] - self._strange[start]

    def strange_year(self, start: int, end: int) -> bool:
        """Whether there is a year among these words that no name has."""
        return self._years[end] > self._years[start]

    def numbers(self, start: int, end: int) -> bool:
        """Whether there is a number among these words."""
        return self._numbers[end] > self._numbers[start]


def _counted(flags: Iterable[bool]) -> list[int]:
    """How many there are before each place."""
    return [0, *accumulate(map(int, flags))]


def _is_a_year(word: str) -> bool:
    return len(word) == _LETTERS_OF_A_YEAR and word.isdigit()
