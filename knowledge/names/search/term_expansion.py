"""Query term expansion: the words of names that a typed word may stand for, cached."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from math import inf
from typing import NamedTuple, ParamSpec, TypeVar, cast
from weakref import WeakMethod

from knowledge.array_file import Arrays
from knowledge.names.search.term_dictionary import LONGEST_WORD, TermDictionary, TermRange
from knowledge.names.text.edit_costs import SAME, unmatched_cost

P = ParamSpec("P")
R = TypeVar("R")

_CACHED = 2_048
"""Typed words whose expansions are kept for each kind of expansion."""
_MAX_SPLITS = 4
"""Ways to split a word that are tried. Chosen by hand."""
_MAX_LISTED = 4
"""Words of a range up to which they are listed one by one, which is faster. Chosen by hand."""


def cached_method(method: Callable[P, R], most: int = _CACHED) -> Callable[P, R]:
    """The method with a cache of its last `most` answers. Its arguments must be hashable.

    The cache holds the method's object weakly. So an index that has been replaced is freed at once, with its
    arrays, and not by the garbage collector some time. Raises ReferenceError when called after that.
    """
    weak = WeakMethod(method)

    @lru_cache(maxsize=most)
    def answer(*arguments: P.args, **named: P.kwargs) -> R:
        bound = weak()
        if bound is None:
            raise ReferenceError("the object of this method is gone")
        return bound(*arguments, **named)

    return cast("Callable[P, R]", answer)


class Expansion(NamedTuple):
    """The words that a typed word may stand for.

    `costs` has single words by number with their costs in nats, `ranges` longer runs of sorted words, the
    dearest first. A word that is in a range as well costs less by itself. `frequency` is how many names have
    any of these words, and `known` says whether the typed word itself is one of them.
    """

    typed: str
    costs: dict[int, float]
    ranges: tuple[TermRange, ...]
    frequency: int
    known: bool

    @property
    def least(self) -> float:
        """The least cost of any of the words, in nats; infinite where there is none."""
        return min([*self.costs.values(), *[cost for _, _, cost in self.ranges]], default=inf)

    @property
    def all_ranges(self) -> list[TermRange]:
        """All words as ranges, single ones too."""
        return [*self.ranges, *[(word, word + 1, cost) for word, cost in self.costs.items()]]


class Expander:
    """Expands typed words; `spelled`, `misspelled` and `begun_nearly` each know more words, and take longer.

    Each of these takes the folded word in Latin letters, whether it may go on, and whether it stands alone.
    """

    def __init__(self, arrays: Arrays) -> None:
        """Use the arrays of a segment."""
        self.dictionary = TermDictionary(arrays)
        self._starts = arrays["posting_starts"].data
        self.spelled = cached_method(self._expand_spelled)
        self.misspelled = cached_method(self._expand_misspelled)
        self.begun_nearly = cached_method(self._expand_begun_nearly)

    def frequency(self, word: str) -> int:
        """How many names have this word."""
        number = self.dictionary.number(word)
        return 0 if number is None else self._starts[number + 1] - self._starts[number]

    def unmatched(self, word: str) -> float:
        """The cost in nats of a typed word that has no place in a name."""
        return unmatched_cost(word, self.frequency(word))

    def joined(self, one: str, two: str, *, typing: bool, alone: bool) -> Expansion:
        """Expand two typed words as one."""
        typed = one + two
        spelled = self.dictionary.spelled(typed, typing=typing, alone=alone)
        return self._expansion(typed, [*spelled, *self.dictionary.misspelled(typed)])

    def split(self, typed: str) -> Iterator[list[Expansion]]:
        """Split a typed word into two that are words of names, in a few ways, the most even ones first."""
        count = 0
        length = min(len(typed), LONGEST_WORD)
        for cut in sorted(range(2, length - 1), key=lambda cut: abs(2 * cut - length)):
            one, two = self.dictionary.number(typed[:cut]), self.dictionary.number(typed[cut:])
            if one is not None and two is not None:
                yield [
                    self._expansion(typed[:cut], [(one, one + 1, SAME)]),
                    self._expansion(typed[cut:], [(two, two + 1, SAME)]),
                ]
                count += 1
                if count == _MAX_SPLITS:
                    return

    def _expand_spelled(self, typed: str, typing: bool, alone: bool) -> Expansion:
        return self._expansion(typed, self.dictionary.spelled(typed, typing=typing, alone=alone))

    def _expand_misspelled(self, typed: str, typing: bool, alone: bool) -> Expansion:
        spelled = self.spelled(typed, typing, alone)
        more = (*self.dictionary.misspelled(typed), *self.dictionary.aliases(typed))
        return self._expansion(typed, more, spelled)

    def _expand_begun_nearly(self, typed: str, typing: bool, alone: bool) -> Expansion:
        misspelled = self.misspelled(typed, typing, alone)
        return self._expansion(typed, self.dictionary.begun_nearly(typed, typing=typing), misspelled)

    def _expansion(self, typed: str, terms: Iterable[TermRange], known: Expansion | None = None) -> Expansion:
        """The expansion by these terms, beside those of a known one."""
        costs = dict(known.costs) if known else {}
        ranges = list(known.ranges) if known else []
        _add_terms(costs, ranges, terms)
        _drop_covered(costs, ranges)
        starts = self._starts
        frequency = sum([starts[word + 1] - starts[word] for word in costs])
        frequency += sum([starts[last] - starts[first] for first, last, _ in ranges])
        return Expansion(typed, costs, tuple(ranges), frequency, SAME in costs.values())


def _add_terms(costs: dict[int, float], ranges: list[TermRange], terms: Iterable[TermRange]) -> None:
    """Add long ranges to `ranges`, dearest first, and the words of short ones to `costs`."""
    for first, last, cost in terms:
        if last - first > _MAX_LISTED:
            ranges.append((first, last, cost))
            continue
        for word in range(first, last):
            if cost < costs.get(word, inf):
                costs[word] = cost
    if len(ranges) > 1:
        ranges.sort(key=_dearest)


def _drop_covered(costs: dict[int, float], ranges: Iterable[TermRange]) -> None:
    """Drop the single words that cost no less than a range which they are in."""
    for first, last, cost in ranges:
        for word in [word for word in costs if first <= word < last and cost <= costs[word]]:
            del costs[word]


def _dearest(term: TermRange) -> float:
    return -term[2]
