"""Term dictionary: every word of every name, sorted, and how a typed word is looked up among them.

Words within k edits are found by symmetric deletion (SymSpell): they become equal when at most k letters are
deleted from each. Only the first letters count, so nothing is missed, and wrong hits are measured afterwards.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache
from itertools import combinations
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.array_file import Arrays, StringArray
from knowledge.names.search.arrays import (
    PREFIX_LETTERS,
    Letters,
    Marks,
    Numbers,
    first_letters,
    group_by_key,
    prefix_runs,
    run_starts,
)
from knowledge.names.text.edit_costs import (
    BEGUN,
    BEGUN_NEARLY,
    FIRST_LETTER_DIFFERS,
    LONG_ENOUGH_TO_BEGIN,
    NICKNAME,
    ONE_EDIT,
    SAME,
    SOUNDS_ALIKE,
    edit_cost,
    max_edits,
    max_edits_relaxed,
    overlong_cost,
    prefix_cost,
)
from knowledge.names.text.nicknames import aliases
from knowledge.names.text.normalize import consonant_key, is_vowelless, phonetic_key

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
        self._numbers = numbers.data  # sliced faster than an array
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
        numbers = self._numbers
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


_PREFIX_OF_ANOTHER = 2.2
"""Cost in nats of a longer word, where the typed word is a word of names itself. Chosen by hand."""
_AFTER_ALL_LETTERS = "\U0010ffff"
_AFTER_ALL_DIGITS = chr(ord("9") + 1)
_MAX_PREFIX = PREFIX_LETTERS
LONGEST_WORD = 40
"""Letters beyond which a word is only looked up as typed."""

TermRange = tuple[int, int, float]
"""The first of some sorted words, the one after the last, and the cost in nats of one of them."""


class TermDictionary:
    """Folded words in Latin letters, by number; built once and then only read.

    Words of one prefix are a range of the sorted list. Words that sound alike share a phonetic key, or a
    consonant key where no vowels are written.
    """

    def __init__(self, arrays: Arrays) -> None:
        """Use the words, packed as `words`, with the arrays that `build` made for them."""
        self.words = StringArray("words", arrays).all()
        self._numbers = dict(zip(self.words, range(len(self.words)), strict=True))
        self._near = DeletionIndex(arrays["near_starts"], arrays["near_numbers"])
        self._near_prefixes = DeletionIndex(arrays["begun_starts"], arrays["begun_numbers"])
        self._prefixes = arrays["beginnings"].data
        self._sound_keys = arrays["sounds"].data
        self._sound_words = arrays["sounding"].data

    @staticmethod
    def build(words: Sequence[str]) -> Arrays:
        """The arrays for these sorted, distinct words."""
        letters = first_letters(words)
        near = DeletionIndex.build(letters, np.array([_max_deleted(word) for word in words], np.int8))
        prefixes, prefix_letters = _prefixes(letters, np.array([word.isalpha() for word in words], np.bool_))
        near_prefixes = DeletionIndex.build(prefix_letters, np.ones(len(prefix_letters), np.int8))
        both = [*map(_phonetic_hash, words), *map(_consonant_hash, words)]
        numbers = np.concatenate([np.arange(len(words))] * 2)
        sound_keys, sound_words = group_by_key(np.array(both, np.uint32), numbers)
        return {
            "near_starts": near.starts,
            "near_numbers": near.numbers,
            "begun_starts": near_prefixes.starts,
            "begun_numbers": near_prefixes.numbers,
            "beginnings": prefixes,
            "sounds": sound_keys,
            "sounding": sound_words,
        }

    def number(self, word: str) -> int | None:
        """The number of a word of names; None for any other."""
        return self._numbers.get(word)

    def spelled(self, typed: str, *, typing: bool, alone: bool) -> list[TermRange]:
        """The words that are what was typed, or begin with it.

        `typing` says that the typed word may go on, `alone` that it is the only one.
        """
        cost = prefix_cost(typed, typing=typing, alone=alone)
        number = self.number(typed)
        terms = [] if number is None else [(number, number + 1, SAME)]
        if cost is not None:
            if number is not None and not typing and len(typed) >= LONG_ENOUGH_TO_BEGIN:
                # A name with the whole word is likelier than one with a longer word.
                cost = max(cost, _PREFIX_OF_ANOTHER)
            after = typed if typing else typed + _AFTER_ALL_DIGITS
            first = bisect_left(self.words, after)
            last = bisect_left(self.words, typed + _AFTER_ALL_LETTERS, first)
            if first < last:
                terms.append((first, last, cost))
        return terms

    def misspelled(self, typed: str) -> list[TermRange]:
        """The words that were misspelled as what was typed."""
        allowed = max_edits(typed)
        if not allowed or len(typed) > LONGEST_WORD:
            return []
        return [(number, number + 1, cost) for number, cost in self._similar(typed, allowed)]

    def aliases(self, typed: str) -> list[TermRange]:
        """The words that stand for the same given name, and the proper prefixes of what was typed."""
        if not LONG_ENOUGH_TO_BEGIN <= len(typed) <= LONGEST_WORD or not typed.isalpha():
            return []
        numbers = self._numbers
        prefixes = [typed[:end] for end in range(LONG_ENOUGH_TO_BEGIN, len(typed))]
        costs = [(numbers[word], overlong_cost(typed, word)) for word in prefixes if word in numbers]
        costs += [(numbers[alias], NICKNAME) for alias in aliases(typed) if alias in numbers]
        return [(number, number + 1, cost) for number, cost in costs]

    def begun_nearly(self, typed: str, *, typing: bool) -> list[TermRange]:
        """The words of which a prefix was misspelled as what was typed, and words of one more edit."""
        if not LONG_ENOUGH_TO_BEGIN <= len(typed) <= LONGEST_WORD or not typed.isalpha():
            return []
        cost = ONE_EDIT + (BEGUN if typing else BEGUN_NEARLY)
        any_first = typing and len(typed) > LONG_ENOUGH_TO_BEGIN
        terms = [
            (first, last, cost if self.words[first][0] == typed[0] else cost + FIRST_LETTER_DIFFERS)
            for first, last in self._similar_prefixes(typed, any_first=any_first)
        ]
        if not typing and (allowed := max_edits_relaxed(typed)) > max_edits(typed):
            terms += [(number, number + 1, cost) for number, cost in self._similar(typed, allowed)]
        return terms

    def _similar(self, typed: str, allowed: int) -> list[tuple[int, float]]:
        """The words within `allowed` edits, and those that sound alike, by number with their costs."""
        words, numbers = self.words, list(self._near.near(typed, min(allowed, 2)))
        texts = [words[number] for number in numbers]
        near = process.extract(
            typed, texts, scorer=OSA.distance, processor=None, score_cutoff=allowed, limit=None
        )
        costs = {numbers[at]: edit_cost(typed, word, int(edits)) for word, edits, at in near if edits}
        for number in self._sounding_like(typed):
            costs[number] = min(SOUNDS_ALIKE, costs.get(number, SOUNDS_ALIKE))
        return list(costs.items())

    def _sounding_like(self, typed: str) -> list[int]:
        alike = self._with_key(_phonetic_hash(typed), typed, phonetic_key)
        if is_vowelless(typed):
            alike += self._with_key(_consonant_hash(typed), typed, consonant_key)
        return alike

    def _with_key(self, key: int, typed: str, key_of: Callable[[str], str]) -> list[int]:
        """The numbers of the words under this hash whose key is that of what was typed."""
        keys, at = self._sound_keys, bisect_left(self._sound_keys, key)
        if at == len(keys) or keys[at] != key:
            return []
        typed_key, numbers = key_of(typed), []
        while at < len(keys) and keys[at] == key:
            word = self.words[self._sound_words[at]]
            # A letter alone is an initial, and sounds like nothing longer.
            if word != typed and len(word) > 1 and key_of(word) == typed_key and word.isalpha():
                numbers.append(self._sound_words[at])
            at += 1
        return numbers

    def _similar_prefixes(self, typed: str, *, any_first: bool) -> list[tuple[int, int]]:
        """Ranges of words with a prefix within one edit; of the same first letter unless `any_first`."""
        places, words = self._prefixes, self.words
        ranges, texts = [], []
        for number in self._near_prefixes.near(typed[: _MAX_PREFIX - 1], 1):
            first, last = places[3 * number], places[3 * number + 1]
            if not any_first and words[first][0] != typed[0]:
                continue
            if len(typed) < _MAX_PREFIX:
                ranges.append((first, last))
                texts.append(words[first][: places[3 * number + 2]])
            else:
                ranges += [(at, at + 1) for at in range(first, last)]
                texts += [word[: len(typed)] for word in words[first:last]]
        near = process.extract(typed, texts, scorer=OSA.distance, processor=None, score_cutoff=1, limit=None)
        return [ranges[at] for _, _, at in near]


def _max_deleted(word: str) -> int:
    """How many letters to delete from a word of names, so that typed words within reach find it."""
    if not word.isalpha():
        return 0
    return 2 if len(word) > 5 else 1


def _phonetic_hash(word: str) -> int:
    return crc32(phonetic_key(word).encode())


def _consonant_hash(word: str) -> int:
    return crc32(b"\0" + consonant_key(word).encode())


def _prefixes(letters: Letters, among: Marks) -> tuple[Numbers, Letters]:
    """Every prefix of three to seven letters of these words, and its letters.

    Each prefix is three numbers: the first of its words, the one after the last, and how many letters it has.
    """
    places, prefix_letters = [np.zeros((0, 3), np.int32)], [letters[:0]]
    for length in range(LONG_ENOUGH_TO_BEGIN, _MAX_PREFIX + 1):
        firsts, lasts = prefix_runs(letters, length, among)
        places.append(np.stack((firsts, lasts, np.full(len(firsts), length)), axis=1).astype(np.int32))
        prefix_letters.append(letters[firsts] * (np.arange(PREFIX_LETTERS) < length))
    return np.concatenate(places).reshape(-1), np.concatenate(prefix_letters).astype(np.uint32)
