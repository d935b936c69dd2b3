"""Which words may be a letter or two away: words that share what is left when letters are left out.

Two words within k edits become the same when at most k letters are left out of each (symmetric deletion).
Only the first letters count, so that a long word has no more variants than a short one; what this lets
through wrongly is measured afterwards, nothing is missed.
"""

from functools import cache
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from knowledge.names.search.arrays import PREFIX_LETTERS, Letters, Numbers, changes

_HALF = np.uint64(32)
_OWNER = np.uint64(2**32 - 1)
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
    """A hash table from what is left of words to the numbers of the words; made once and then only read.

    `starts` holds for each bucket where its numbers begin in `numbers`, and one more for the end.
    """

    def __init__(self, starts: Numbers, numbers: Numbers) -> None:
        """Take a table that `build` made or that was saved."""
        self.starts = starts
        self.numbers = numbers
        self._shift = np.uint64(64 - (len(starts) - 1).bit_length() + 1)

    @classmethod
    def build(cls, letters: Letters, most: npt.NDArray[np.int8]) -> "DeletionIndex":
        """The table of words by their first letters; `most` says how many may be left out of each, 0 to 2."""
        lengths = np.count_nonzero(letters, axis=1)
        parts = [np.zeros(0, np.uint64)]
        for length in range(1, PREFIX_LETTERS + 1):
            for out in range(min(3, length)):
                rows = np.flatnonzero((lengths == length) & (most >= out))
                columns = letters[rows].T.astype(np.uint64)
                owners = rows.astype(np.uint64)
                for left in combinations(range(length), length - out):
                    hashes = np.zeros(len(rows), np.uint64)
                    for at, key in zip(left, _KEYS, strict=False):
                        hashes += columns[at] * key
                    # Half of the hash stays, more than any table has buckets for, and beside it whose it is.
                    parts.append((_mixed(hashes) & ~_OWNER) | owners)
        every = np.concatenate(parts)
        del parts
        every.sort()
        distinct = changes(every)
        numbers = (every & _OWNER).astype(np.int32)[distinct]
        kept = (every >> _HALF).astype(np.uint32)[distinct]
        del every
        bits = max(4, len(kept).bit_length())
        buckets = np.arange(2**bits, dtype=np.uint32) << np.uint32(32 - bits)
        return cls(np.append(kept.searchsorted(buckets), len(kept)).astype(np.int32), numbers)

    def near(self, word: str, out: int) -> set[int]:
        """Numbers of the words that may be as near as `out` edits to this one, and of a few that are not."""
        word = word[:PREFIX_LETTERS]
        if not word.isascii():
            return set()
        codes = np.zeros(PREFIX_LETTERS + 1, np.uint64)
        codes[: len(word)] = np.frombuffer(word.encode("ascii"), np.uint8)
        hashes = _mixed(codes[_kept(len(word), out)] @ _KEYS)
        buckets = (hashes >> self._shift).astype(np.int64)
        begins, ends = self.starts[buckets].tolist(), self.starts[buckets + 1].tolist()
        numbers = self.numbers
        found: set[int] = set()
        for begin, end in zip(begins, ends, strict=True):
            if begin < end:
                found.update(numbers[begin:end].tolist())
        return found


def _mixed(hashes: Any) -> Any:
    return (hashes ^ (hashes >> np.uint64(29))) * _MIX


@cache
def _kept(length: int, out: int) -> npt.NDArray[np.int64]:
    """For each way to leave out at most so many of the letters: which stay, filled up with one past all."""
    ways = [
        (*kept, *(PREFIX_LETTERS,) * (PREFIX_LETTERS - len(kept)))
        for left_out in range(min(out, max(0, length - 1)) + 1)
        for kept in combinations(range(length), length - left_out)
    ]
    return np.array(ways, dtype=np.int64)
