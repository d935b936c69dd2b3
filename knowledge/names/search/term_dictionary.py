"""Term dictionary: every word of every name, sorted, and how a typed word is looked up among them."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from zlib import crc32

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.names.search.arrays import (
    PREFIX_LETTERS,
    Arrays,
    Letters,
    Marks,
    Numbers,
    StringArray,
    first_letters,
    group_by_key,
    prefix_runs,
)
from knowledge.names.search.symmetric_delete import DeletionIndex
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
from knowledge.names.text.nicknames import alias_table
from knowledge.names.text.normalize import consonant_key, is_vowelless, phonetic_key

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

    Words of one prefix are a range of the sorted list. Words within an edit or two share what deletions leave
    of them. Words that sound alike share a phonetic key, or a consonant key where no vowels are written.
    """

    def __init__(self, arrays: Arrays) -> None:
        """Use the words, packed as `words`, with the arrays that `build` made for them."""
        self.words = StringArray("words", arrays).all()
        self._numbers = {word: number for number, word in enumerate(self.words)}
        self._aliases = alias_table()
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
        costs += [(numbers[alias], NICKNAME) for alias in self._aliases.get(typed, ()) if alias in numbers]
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
        numbers = list(self._near.near(typed, min(allowed, 2)))
        texts = [self.words[number] for number in numbers]
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
