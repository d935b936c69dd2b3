"""What a typed word may be, looked up once and remembered."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from math import inf
from typing import NamedTuple, ParamSpec, TypeVar, cast
from weakref import WeakMethod

from knowledge.names.search.arrays import Arrays
from knowledge.names.search.term_dictionary import LONGEST_WORD, TermDictionary, TermRange
from knowledge.names.text.edit_costs import SAME, unmatched_cost

P = ParamSpec("P")
R = TypeVar("R")


def remembered(method: Callable[P, R], most: int = 2_048) -> Callable[P, R]:
    """The same method, which remembers the last so many answers; its arguments must be hashable.

    The object that it belongs to may hold it and is freed all the same as soon as nobody else needs it.
    """
    weak = WeakMethod(method)

    @lru_cache(maxsize=most)
    def answer(*arguments: P.args, **named: P.kwargs) -> R:
        bound = weak()
        if bound is None:
            raise ReferenceError("what it belonged to is gone")
        return bound(*arguments, **named)

    return cast("Callable[P, R]", answer)


_REMEMBERED = 2_048
_MOST_SPLITS = 4
_FEW_WORDS = 4


class Expansion(NamedTuple):
    """What a typed word may be: words of the vocabulary with what each costs, and stretches, dearest first.

    A word that is in a stretch as well costs less by itself. `names` is how many names have these, `known`
    whether the typed word is a word of names as it is.
    """

    typed: str
    costs: dict[int, float]
    stretches: tuple[TermRange, ...]
    names: int
    known: bool

    @property
    def least(self) -> float:
        """What it costs at least that one of these is meant."""
        return min([*self.costs.values(), *[cost for _, _, cost in self.stretches]], default=inf)

    @property
    def hits(self) -> list[TermRange]:
        """All of it as stretches."""
        return [*self.stretches, *[(word, word + 1, cost) for word, cost in self.costs.items()]]


class Expander:
    """Looks up typed words; each look-up knows more readings than the one before, and takes longer.

    Each takes the folded word in Latin letters, whether it may not be typed to its end yet, and whether
    nothing else was typed.
    """

    def __init__(self, arrays: Arrays) -> None:
        """Take the tables of a shelf."""
        self.vocabulary = TermDictionary(arrays)
        self._starts = arrays["posting_starts"].data
        self.spelled = remembered(self._look_up_spelled, _REMEMBERED)
        self.misspelled = remembered(self._look_up_misspelled, _REMEMBERED)
        self.begun_nearly = remembered(self._look_up_begun_nearly, _REMEMBERED)

    def frequency(self, word: str) -> int:
        """How many names hold this word."""
        number = self.vocabulary.number(word)
        return 0 if number is None else self._starts[number + 1] - self._starts[number]

    def spared(self, word: str) -> float:
        """What it costs that the word has no place in a name."""
        return unmatched_cost(word, self.frequency(word))

    def joined(self, one: str, two: str, *, typing: bool, alone: bool) -> Expansion:
        """Two typed words as one."""
        typed = one + two
        spelled = self.vocabulary.spelled(typed, typing=typing, alone=alone)
        return self._meaning(typed, [*spelled, *self.vocabulary.misspelled(typed)])

    def split(self, typed: str) -> Iterator[list[Expansion]]:
        """A typed word as two, where both are words of names; the most even ways to split it first."""
        found = 0
        length = min(len(typed), LONGEST_WORD)
        for cut in sorted(range(2, length - 1), key=lambda cut: abs(2 * cut - length)):
            one, two = self.vocabulary.number(typed[:cut]), self.vocabulary.number(typed[cut:])
            if one is not None and two is not None:
                yield [
                    self._meaning(typed[:cut], [(one, one + 1, SAME)]),
                    self._meaning(typed[cut:], [(two, two + 1, SAME)]),
                ]
                found += 1
                if found == _MOST_SPLITS:
                    return

    def _look_up_spelled(self, typed: str, typing: bool, alone: bool) -> Expansion:
        return self._meaning(typed, self.vocabulary.spelled(typed, typing=typing, alone=alone))

    def _look_up_misspelled(self, typed: str, typing: bool, alone: bool) -> Expansion:
        spelled = self.spelled(typed, typing, alone)
        more = (*self.vocabulary.misspelled(typed), *self.vocabulary.aliases(typed))
        return self._meaning(typed, more, spelled)

    def _look_up_begun_nearly(self, typed: str, typing: bool, alone: bool) -> Expansion:
        misspelled = self.misspelled(typed, typing, alone)
        return self._meaning(typed, self.vocabulary.begun_nearly(typed, typing=typing), misspelled)

    def _meaning(self, typed: str, hits: Iterable[TermRange], known: Expansion | None = None) -> Expansion:
        """What the hits say, beside what is known."""
        costs = dict(known.costs) if known else {}
        stretches = list(known.stretches) if known else []
        for first, last, cost in hits:
            if last - first > _FEW_WORDS:
                stretches.append((first, last, cost))
                continue
            for word in range(first, last):
                if cost < costs.get(word, inf):
                    costs[word] = cost
        if len(stretches) > 1:
            stretches.sort(key=_dearest)
        for first, last, cost in stretches:
            for word in [word for word in costs if first <= word < last and cost <= costs[word]]:
                del costs[word]
        starts = self._starts
        names = 0
        for word in costs:
            names += starts[word + 1] - starts[word]
        for first, last, _ in stretches:
            names += starts[last] - starts[first]
        return Expansion(typed, costs, tuple(stretches), names, SAME in costs.values())


def _dearest(hit: TermRange) -> float:
    return -hit[2]
