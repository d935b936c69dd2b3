"""Symmetric deletion (SymSpell): which words may be an edit or two away.

Two words within k edits become equal when at most k letters are deleted from each. Only the first letters
count, so that a long word has no more variants than a short one. Nothing is missed; wrong hits are measured
afterwards.
"""

from functools import cache
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from knowledge.names.search.arrays import PREFIX_LETTERS, Letters, Numbers, run_starts

_MAX_DELETED = 2
"""Letters that are deleted from a word at most."""
_HALF = np.uint64(32)
_OWNER = np.uint64(2**32 - 1)
# Odd constants that mix well, one a letter: from splitmix64, murmur3 and xxHash.
_MIX = np.uint64(0x9E3779B97F4A7C15)
_KEYS = np.array(
    [
        0xBF58476D1CE4E5B9,
        0x94D049BB133111EB,
        0xD6E8FEB86659FD93,
        0xFF51AFD7ED558CCD,
        0xC4CEB9FE1A85EC53,
        0x87C37B91114253D5,
        0x4CF5AD432745937F,
    ],
    dtype=np.uint64,
)


class DeletionIndex:
    """A hash table from what deletions leave of words to their numbers; built once and then only read.

    `starts` holds for each bucket where its numbers begin in `numbers`, and one more for the end.
    """

    def __init__(self, starts: Numbers, numbers: Numbers) -> None:
        """Use a table that `build` made or that was saved."""
        self.starts = starts
        self.numbers = numbers
        self._shift = np.uint64(64 - (len(starts) - 1).bit_length() + 1)

    @classmethod
    def build(cls, letters: Letters, most: npt.NDArray[np.int8]) -> "DeletionIndex":
        """Build the table from the first letters of words; `most` is how many to delete of each, 0 to 2."""
        lengths = np.count_nonzero(letters, axis=1)
        parts = [np.zeros(0, np.uint64)]
        for length in range(1, PREFIX_LETTERS + 1):
            for deleted in range(min(_MAX_DELETED + 1, length)):
                rows = np.flatnonzero((lengths == length) & (most >= deleted))
                columns = letters[rows].T.astype(np.uint64)
                owners = rows.astype(np.uint64)
                for kept in combinations(range(length), length - deleted):
                    hashes = np.zeros(len(rows), np.uint64)
                    for at, key in zip(kept, _KEYS, strict=False):
                        hashes += columns[at] * key
                    # Half of the hash is kept, more than any table has buckets for, with its owner's number.
                    parts.append((_mixed(hashes) & ~_OWNER) | owners)
        every = np.concatenate(parts)
        del parts
        every.sort()
        distinct = run_starts(every)
        numbers = (every & _OWNER).astype(np.int32)[distinct]
        hashes_kept = (every >> _HALF).astype(np.uint32)[distinct]
        del every
        bits = max(4, len(hashes_kept).bit_length())
        buckets = np.arange(2**bits, dtype=np.uint32) << np.uint32(32 - bits)
        return cls(np.append(hashes_kept.searchsorted(buckets), len(hashes_kept)).astype(np.int32), numbers)

    def near(self, word: str, edits: int) -> set[int]:
        """Numbers of all words within `edits` edits of this one, and of a few others."""
        word = word[:PREFIX_LETTERS]
        if not word.isascii():
            return set()
        codes = np.zeros(PREFIX_LETTERS + 1, np.uint64)
        codes[: len(word)] = np.frombuffer(word.encode("ascii"), np.uint8)
        hashes = _mixed(codes[_kept(len(word), edits)] @ _KEYS)
        buckets = (hashes >> self._shift).astype(np.int64)
        begins, ends = self.starts[buckets].tolist(), self.starts[buckets + 1].tolist()
        numbers = self.numbers
        near: set[int] = set()
        for begin, end in zip(begins, ends, strict=True):
            if begin < end:
                near.update(numbers[begin:end].tolist())
        return near


def _mixed(hashes: Any) -> Any:
    return (hashes ^ (hashes >> np.uint64(29))) * _MIX


@cache
def _kept(length: int, most: int) -> npt.NDArray[np.int64]:
    """For each way to delete at most `most` of the letters: the places kept, padded with one past all."""
    ways = [
        (*kept, *(PREFIX_LETTERS,) * (PREFIX_LETTERS - len(kept)))
        for deleted in range(min(most, max(0, length - 1)) + 1)
        for kept in combinations(range(length), length - deleted)
    ]
    return np.array(ways, dtype=np.int64)
