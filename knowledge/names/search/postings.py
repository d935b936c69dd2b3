"""Posting lists: for each word the names that have it, built once and read by the searches."""

from collections.abc import Iterator
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from knowledge.array_file import Arrays
from knowledge.names.search.alignment import GIVEN_FIRST, IN_FAMILY, LAST_POSITION, MIDDLE, place
from knowledge.names.search.arrays import (
    Marks,
    Numbers,
    first_letters,
    group_by_key,
    prefix_runs,
    sorted_unique,
)
from knowledge.names.search.term_expansion import Expansion
from knowledge.names.search.top_k import popularity_prior

MAX_NAMES_PER_RANGE = 2_000
"""Names that are looked at for all words of one prefix, the most popular ones. Chosen by hand."""
MAX_LOOSE_NAMES = 128
"""Names that are looked at for one word in a loose search. Chosen by hand."""
_MAX_NAMES = 12_000
"""Names that are looked at for one typed word. Chosen by hand."""
_cost = itemgetter(2)


class PostingLists:
    """The names of each word, by number; built once and then only read, from any thread.

    Names are numbered by falling popularity, so the first ones of a list matter most.
    """

    def __init__(self, arrays: Arrays) -> None:
        """Use the arrays that `build_postings` made."""
        self._starts = arrays["posting_starts"].data
        self._names = arrays["posting_names"].data
        self._postings = arrays["posting_names"]
        self._heads = {
            (first, last): arrays["heads"][begin:end]
            for first, last, begin, end in arrays["head_places"].tolist()
        }

    def all_names(self, expansion: Expansion) -> set[int]:
        """All names that have a word of an expansion; for expansions with few names."""
        starts, postings = self._starts, self._names
        names: set[int] = set()
        for word in expansion.costs:
            names.update(postings[starts[word] : starts[word + 1]].tolist())
        for first, last, _ in expansion.ranges:
            names.update(postings[starts[first] : starts[last]].tolist())
        return names

    def most_popular(self, expansion: Expansion) -> Numbers:
        """The most popular names that have a word of an expansion, in order, up to a bound."""
        ranges = expansion.all_ranges
        return sorted_unique([self._of_range(first, last) for first, last, _ in ranges])[:_MAX_NAMES]

    def cheapest(self, expansion: Expansion) -> Iterator[Numbers]:
        """Names that have a word of an expansion, cheapest words first, up to MAX_LOOSE_NAMES in all."""
        left = MAX_LOOSE_NAMES
        for first, last, _ in sorted(expansion.all_ranges, key=_cost):
            names = self._of_range(first, last)[:left]
            yield names
            left -= len(names)
            if not left:
                return

    def _of_range(self, first: int, last: int) -> Numbers:
        names: Numbers = self._postings[self._starts[first] : self._starts[last]]
        if last == first + 1 or len(names) <= MAX_NAMES_PER_RANGE:
            return names
        head = self._heads.get((first, last))
        return np.partition(names, MAX_NAMES_PER_RANGE)[:MAX_NAMES_PER_RANGE] if head is None else head


_MAX_PARTICLE = 3
"""Letters of a word that is often written together with the next: el, van, mac."""
_MAX_HEAD_PREFIX = 3
"""Letters of the prefixes whose most popular names are stored."""
_BYTES = np.array(
    [
        [[place(position, width, role) for role in range(3)] for position in range(LAST_POSITION + 1)]
        for width in (1, 2)
    ],
    np.uint8,
)
"""The byte of a place by its width less one, its position and its role."""


class OrderedNames(NamedTuple):
    """The names of a segment in order, those of the most popular entities first.

    `words` numbers all words. `spelled` has the numbers of the words that have a place, name after name;
    `counts` says how many each name has, and `in_family` which are of the family name. Of each name `lengths`
    is the number of all its words, `whole` the key of the name without spaces, `weights` its popularity.
    """

    words: dict[str, int]
    spelled: Numbers
    in_family: Marks
    counts: Numbers
    lengths: npt.NDArray[np.uint8]
    whole: npt.NDArray[np.uint32]
    weights: npt.NDArray[np.int64]


class _Places(NamedTuple):
    """Places of words, name after name: the name, the number of the word, and the byte of the place."""

    owners: Numbers
    words: Numbers
    bytes: npt.NDArray[np.uint8]


def build_postings(names: OrderedNames) -> tuple[list[str], Arrays]:
    """All words of these names, sorted, and the arrays that say which name has which of them where."""
    numbers, places = _places(names)
    words = sorted(numbers)
    number = np.empty(len(words), np.int32)
    number[[numbers[word] for word in words]] = np.arange(len(words))
    spelled = number[places.words]
    _, posting_names = group_by_key(spelled, places.owners)
    posting_starts = _starts(np.bincount(spelled, minlength=len(words)))
    whole, whole_names = group_by_key(names.whole, np.arange(len(names.whole)))
    heads, head_places = _heads(words, posting_starts, posting_names)
    return words, {
        "posting_starts": posting_starts,
        "posting_names": posting_names,
        "place_starts": _starts(np.bincount(places.owners, minlength=len(names.counts))),
        "place_words": spelled,
        "places": places.bytes,
        "lengths": names.lengths,
        "prior": _priors(names.weights),
        "whole": whole,
        "whole_names": whole_names,
        "heads": heads,
        "head_places": head_places,
    }


def _places(names: OrderedNames) -> tuple[dict[str, int], _Places]:
    """The places of words, and of pairs of words that may be written as one; and the numbers of all words."""
    owners = np.arange(len(names.counts), dtype=np.int32).repeat(names.counts)
    positions = np.arange(len(owners), dtype=np.int32) - _starts(names.counts)[owners]
    roles = np.where(positions == 0, np.uint8(GIVEN_FIRST), np.uint8(MIDDLE))
    roles[names.in_family] = IN_FAMILY
    at, joined, numbers = _joined(names, owners)
    # A pair has the role of the family name where either word has it, else that of its first word.
    both = _BYTES[1, positions[at], np.minimum(roles[at], roles[at + 1])]
    after = owners.searchsorted(owners[at], "right")
    return numbers, _Places(
        np.insert(owners, after, owners[at]),
        np.insert(names.spelled, after, joined),
        np.insert(_BYTES[0, positions, roles], after, both),
    )


def _joined(names: OrderedNames, owners: Numbers) -> tuple[npt.NDArray[np.int64], Numbers, dict[str, int]]:
    """Where pairs that may be written as one word begin, the number of that word, and those of all words."""
    texts, numbers = list(names.words), dict(names.words)
    letters = np.array([word.isalpha() for word in texts], np.bool_)
    short = np.array([len(word) <= _MAX_PARTICLE for word in texts], np.bool_)
    one, two = names.spelled[:-1], names.spelled[1:]
    at = np.flatnonzero((short & letters)[one] & letters[two] & (owners[:-1] == owners[1:]))
    pairs, which = np.unique((one[at].astype(np.int64) << 32) | two[at], return_inverse=True)
    words = [texts[pair >> 32] + texts[pair & 0xFFFFFFFF] for pair in pairs.tolist()]
    joined = np.array([numbers.setdefault(word, len(numbers)) for word in words], np.int32)
    return at, joined[which], numbers


def _starts(counts: npt.NDArray[Any]) -> Numbers:
    starts = np.zeros(len(counts) + 1, np.int32)
    np.cumsum(counts, out=starts[1:])
    return starts


def _priors(weights: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
    distinct, which = np.unique(weights, return_inverse=True)
    priors = np.array([popularity_prior(weight) for weight in distinct.tolist()], np.float32)
    return priors[which]


def _heads(words: list[str], starts: Numbers, names: Numbers) -> tuple[Numbers, Numbers]:
    """The most popular names of each short prefix that more than MAX_NAMES_PER_RANGE have."""
    letters = first_letters(words)
    heads, places, at = [np.zeros(0, np.int32)], [], 0
    for length in range(1, _MAX_HEAD_PREFIX + 1):
        firsts, lasts = prefix_runs(letters, length)
        many = starts[lasts] - starts[firsts] > MAX_NAMES_PER_RANGE
        for first, last in zip(firsts[many].tolist(), lasts[many].tolist(), strict=True):
            of_prefix = names[starts[first] : starts[last]]
            heads.append(np.unique(np.partition(of_prefix, MAX_NAMES_PER_RANGE)[:MAX_NAMES_PER_RANGE]))
            places.append((first, last, at, at + len(heads[-1])))
            at += len(heads[-1])
    return np.concatenate(heads), np.array(places, np.int32).reshape(-1, 4)
