"""Making the tables of which name holds which words where."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from knowledge.names.search.alignment import GIVEN_FIRST, IN_FAMILY, LAST_POSITION, MIDDLE, place
from knowledge.names.search.arrays import Arrays, Marks, Numbers, first_letters, group_by_key, prefix_runs
from knowledge.names.search.postings import MAX_NAMES_PER_RANGE
from knowledge.names.search.top_k import popularity_prior

_PARTICLE = 3
"""Letters of a word that is often written together with the next: el, van, mac."""
_SHORT_BEGINNING = 3
_BYTES = np.array(
    [
        [[place(position, width, role) for role in range(3)] for position in range(LAST_POSITION + 1)]
        for width in (1, 2)
    ],
    np.uint8,
)
"""The byte of a place by its width less one, its position and its role."""


class OrderedNames(NamedTuple):
    """Names to be put on a shelf, those of the busiest things first.

    `words` has the number of each of their words, and `spelled` these numbers where words have a place, name
    after name; `counts` says how many each name has, `in_family` which are of the family name. Of each name
    there are also how many words it has in all, the key of the whole, and how much its thing has done.
    """

    words: dict[str, int]
    spelled: Numbers
    in_family: Marks
    counts: Numbers
    lengths: npt.NDArray[np.uint8]
    whole: npt.NDArray[np.uint32]
    weights: npt.NDArray[np.int64]


class _Places(NamedTuple):
    """Places in names, name after name: whose they are, the numbers of the words there, and their bytes."""

    owners: Numbers
    words: Numbers
    bytes: npt.NDArray[np.uint8]


def build_postings(names: OrderedNames) -> tuple[list[str], Arrays]:
    """All words of these names in order, and the tables of which name holds which of them where."""
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
    """The places of words and of two words that may be written as one, and the numbers of all these words."""
    owners = np.arange(len(names.counts), dtype=np.int32).repeat(names.counts)
    positions = np.arange(len(owners), dtype=np.int32) - _starts(names.counts)[owners]
    roles = np.where(positions == 0, np.uint8(GIVEN_FIRST), np.uint8(MIDDLE))
    roles[names.in_family] = IN_FAMILY
    at, joined, numbers = _joined(names, owners)
    # The role of two is that of the family name where either has it, else that of the first.
    both = _BYTES[1, positions[at], np.minimum(roles[at], roles[at + 1])]
    after = owners.searchsorted(owners[at], "right")
    return numbers, _Places(
        np.insert(owners, after, owners[at]),
        np.insert(names.spelled, after, joined),
        np.insert(_BYTES[0, positions, roles], after, both),
    )


def _joined(names: OrderedNames, owners: Numbers) -> tuple[npt.NDArray[np.int64], Numbers, dict[str, int]]:
    """Where two words begin that may be written as one, the number of that one, and those of all words."""
    texts, numbers = list(names.words), dict(names.words)
    letters = np.array([word.isalpha() for word in texts], np.bool_)
    short = np.array([len(word) <= _PARTICLE for word in texts], np.bool_)
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
    """For beginnings that very many names have: those of the most important names."""
    letters = first_letters(words)
    heads, places, at = [np.zeros(0, np.int32)], [], 0
    for length in range(1, _SHORT_BEGINNING + 1):
        firsts, lasts = prefix_runs(letters, length)
        many = starts[lasts] - starts[firsts] > MAX_NAMES_PER_RANGE
        for first, last in zip(firsts[many].tolist(), lasts[many].tolist(), strict=True):
            head = np.partition(names[starts[first] : starts[last]], MAX_NAMES_PER_RANGE)[
                :MAX_NAMES_PER_RANGE
            ]
            heads.append(np.unique(head))
            places.append((first, last, at, at + len(heads[-1])))
            at += len(heads[-1])
    return np.concatenate(heads), np.array(places, np.int32).reshape(-1, 4)
