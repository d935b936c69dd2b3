"""What a typed word may be, looked up once and remembered."""

from collections.abc import Iterable, Iterator
from math import inf
from typing import NamedTuple

from knowledge.names.cost import SAME, spared_cost
from knowledge.names.remembering import remembered
from knowledge.names.saved import Arrays
from knowledge.names.vocabulary import LONGEST_WORD, Hit, Vocabulary

_REMEMBERED = 8192
_MOST_SPLITS = 4


class Meaning(NamedTuple):
    """What a typed word may be: stretches of the vocabulary, dearest first.

    `names` is how many names these have, `spared` what it costs that the word has no place in a name.
    """

    typed: str
    hits: tuple[Hit, ...]
    names: int
    spared: float

    @property
    def known(self) -> bool:
        """Whether the typed word is a word of names as it is."""
        return bool(self.hits) and self.hits[-1].cost == SAME


class Meanings:
    """Looks up typed words; each look-up knows more readings than the one before, and takes longer.

    Each takes the folded word in Latin letters, whether it may not be typed to its end yet, and whether
    nothing else was typed.
    """

    def __init__(self, arrays: Arrays) -> None:
        """Take the tables of a shelf."""
        self.vocabulary = Vocabulary(arrays)
        self._starts = arrays["posting_starts"].data
        self.spelled = remembered(self._look_up_spelled, _REMEMBERED)
        self.misspelled = remembered(self._look_up_misspelled, _REMEMBERED)
        self.begun_nearly = remembered(self._look_up_begun_nearly, _REMEMBERED)

    def bearers(self, word: str) -> int:
        """How many names hold this word."""
        number = self.vocabulary.number(word)
        return 0 if number is None else self._starts[number + 1] - self._starts[number]

    def joined(self, one: str, two: str, *, typing: bool, alone: bool) -> Meaning:
        """Two typed words as one."""
        typed = one + two
        spelled = self.vocabulary.spelled(typed, typing=typing, alone=alone)
        return self._meaning(typed, [*spelled, *self.vocabulary.misspelled(typed)])

    def split(self, typed: str) -> Iterator[list[Meaning]]:
        """A typed word as two, where both are words of names; the most even ways to split it first."""
        found = 0
        length = min(len(typed), LONGEST_WORD)
        for cut in sorted(range(2, length - 1), key=lambda cut: abs(2 * cut - length)):
            one, two = self.vocabulary.number(typed[:cut]), self.vocabulary.number(typed[cut:])
            if one is not None and two is not None:
                yield [
                    self._meaning(typed[:cut], [Hit(one, one + 1, SAME)]),
                    self._meaning(typed[cut:], [Hit(two, two + 1, SAME)]),
                ]
                found += 1
                if found == _MOST_SPLITS:
                    return

    def _look_up_spelled(self, typed: str, typing: bool, alone: bool) -> Meaning:
        return self._meaning(typed, self.vocabulary.spelled(typed, typing=typing, alone=alone))

    def _look_up_misspelled(self, typed: str, typing: bool, alone: bool) -> Meaning:
        spelled = self.spelled(typed, typing, alone).hits
        misspelled = self.vocabulary.misspelled(typed)
        return self._meaning(typed, [*spelled, *misspelled, *self.vocabulary.other_forms(typed)])

    def _look_up_begun_nearly(self, typed: str, typing: bool, alone: bool) -> Meaning:
        misspelled = self.misspelled(typed, typing, alone).hits
        return self._meaning(typed, [*misspelled, *self.vocabulary.begun_nearly(typed, typing=typing)])

    def _meaning(self, typed: str, hits: Iterable[Hit]) -> Meaning:
        least: dict[tuple[int, int], float] = {}
        for first, last, cost in hits:
            if cost < least.get((first, last), inf):
                least[first, last] = cost
        ordered = sorted([Hit(first, last, cost) for (first, last), cost in least.items()], key=_dearest)
        starts = self._starts
        names = sum([starts[last] - starts[first] for first, last, _ in ordered])
        return Meaning(typed, tuple(ordered), names, spared_cost(typed, self.bearers(typed)))


def _dearest(hit: Hit) -> float:
    return -hit.cost
