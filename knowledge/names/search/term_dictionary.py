"""Every word of every name, sorted, and those of them that a typed word may be meant as."""

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
    first_letters,
    group_by_key,
    prefix_runs,
)
from knowledge.names.search.strings import StringArray
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

_BEGINNING_OF_ANOTHER = 2.2
_AFTER_ALL_LETTERS = "\U0010ffff"
_AFTER_ALL_DIGITS = chr(ord("9") + 1)
_LONGEST_BEGINNING = PREFIX_LETTERS
LONGEST_WORD = 40
"""Letters beyond which a word is only looked up as it is."""


TermRange = tuple[int, int, float]
"""The first of some words of the vocabulary, the one after the last, and what it costs that one is meant."""


class TermDictionary:
    """Folded words in Latin letters, made once and then only read.

    Beginnings are a stretch of the sorted list; words a letter or two away share what is left of them when
    letters are left out; words that sound alike share a skeleton, or their bones where no vowels are written.
    """

    def __init__(self, arrays: Arrays) -> None:
        """Take the words, packed as `words`, with the tables that `build` made for them."""
        self.words = StringArray("words", arrays).all()
        self._numbers = {word: number for number, word in enumerate(self.words)}
        self._forms = alias_table()
        self._near = DeletionIndex(arrays["near_starts"], arrays["near_numbers"])
        self._begun = DeletionIndex(arrays["begun_starts"], arrays["begun_numbers"])
        self._beginnings = arrays["beginnings"].data
        self._sounds = arrays["sounds"].data
        self._sounding = arrays["sounding"].data

    @staticmethod
    def build(words: Sequence[str]) -> Arrays:
        """The tables for these sorted words, each once."""
        letters = first_letters(words)
        near = DeletionIndex.build(letters, np.array([_left_out(word) for word in words], np.int8))
        beginnings, begun_with = _beginnings(letters, np.array([word.isalpha() for word in words], np.bool_))
        begun = DeletionIndex.build(begun_with, np.ones(len(begun_with), np.int8))
        both = [*map(_sound, words), *map(_bones, words)]
        numbers = np.concatenate([np.arange(len(words))] * 2)
        sounds, sounding = group_by_key(np.array(both, np.uint32), numbers)
        return {
            "near_starts": near.starts,
            "near_numbers": near.numbers,
            "begun_starts": begun.starts,
            "begun_numbers": begun.numbers,
            "beginnings": beginnings,
            "sounds": sounds,
            "sounding": sounding,
        }

    def number(self, word: str) -> int | None:
        """The number of a word that is in the vocabulary."""
        return self._numbers.get(word)

    def spelled(self, typed: str, *, typing: bool, alone: bool) -> list[TermRange]:
        """The words that are or begin with what was typed.

        `typing` says that it may not be typed to its end yet, `alone` that nothing else was typed.
        """
        cost = prefix_cost(typed, typing=typing, alone=alone)
        number = self.number(typed)
        hits = [] if number is None else [(number, number + 1, SAME)]
        if cost is not None:
            if number is not None and not typing and len(typed) >= LONG_ENOUGH_TO_BEGIN:
                # Who bears the whole word is meant rather than who bears a longer one.
                cost = max(cost, _BEGINNING_OF_ANOTHER)
            after = typed if typing else typed + _AFTER_ALL_DIGITS
            first = bisect_left(self.words, after)
            last = bisect_left(self.words, typed + _AFTER_ALL_LETTERS, first)
            if first < last:
                hits.append((first, last, cost))
        return hits

    def misspelled(self, typed: str) -> list[TermRange]:
        """The words that what was typed is a misspelling of."""
        allowed = max_edits(typed)
        if not allowed or len(typed) > LONGEST_WORD:
            return []
        return [(number, number + 1, cost) for number, cost in self._like(typed, allowed)]

    def aliases(self, typed: str) -> list[TermRange]:
        """The words that stand for the same name, and those that it goes on from."""
        if not LONG_ENOUGH_TO_BEGIN <= len(typed) <= LONGEST_WORD or not typed.isalpha():
            return []
        numbers = self._numbers
        prefixes = [typed[:end] for end in range(LONG_ENOUGH_TO_BEGIN, len(typed))]
        costs = [(numbers[word], overlong_cost(typed, word)) for word in prefixes if word in numbers]
        costs += [(numbers[form], NICKNAME) for form in self._forms.get(typed, ()) if form in numbers]
        return [(number, number + 1, cost) for number, cost in costs]

    def begun_nearly(self, typed: str, *, typing: bool) -> list[TermRange]:
        """The words whose beginning what was typed is a misspelling of, and words that it is far from."""
        if not LONG_ENOUGH_TO_BEGIN <= len(typed) <= LONGEST_WORD or not typed.isalpha():
            return []
        cost = ONE_EDIT + (BEGUN if typing else BEGUN_NEARLY)
        any_first = typing and len(typed) > LONG_ENOUGH_TO_BEGIN
        hits = [
            (first, last, cost if self.words[first][0] == typed[0] else cost + FIRST_LETTER_DIFFERS)
            for first, last in self._begun_like(typed, any_first=any_first)
        ]
        if not typing and (allowed := max_edits_relaxed(typed)) > max_edits(typed):
            hits += [(number, number + 1, cost) for number, cost in self._like(typed, allowed)]
        return hits

    def _like(self, typed: str, allowed: int) -> list[tuple[int, float]]:
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
        alike = self._keyed(_sound(typed), typed, phonetic_key)
        return alike + self._keyed(_bones(typed), typed, consonant_key) if is_vowelless(typed) else alike

    def _keyed(self, key: int, typed: str, sounding: Callable[[str], str]) -> list[int]:
        """The numbers of the words under a key that sound like what was typed."""
        keys, at = self._sounds, bisect_left(self._sounds, key)
        if at == len(keys) or keys[at] != key:
            return []
        sound, found = sounding(typed), []
        while at < len(keys) and keys[at] == key:
            word = self.words[self._sounding[at]]
            # A letter alone is an initial, and sounds like nothing longer.
            if word != typed and len(word) > 1 and sounding(word) == sound and word.isalpha():
                found.append(self._sounding[at])
            at += 1
        return found

    def _begun_like(self, typed: str, *, any_first: bool) -> list[tuple[int, int]]:
        """Stretches of words that begin as was typed but for an edit, with `any_first` in any letter."""
        places, words = self._beginnings, self.words
        stretches, texts = [], []
        for number in self._begun.near(typed[: _LONGEST_BEGINNING - 1], 1):
            first, last = places[3 * number], places[3 * number + 1]
            if not any_first and words[first][0] != typed[0]:
                continue
            if len(typed) < _LONGEST_BEGINNING:
                stretches.append((first, last))
                texts.append(words[first][: places[3 * number + 2]])
            else:
                stretches += [(at, at + 1) for at in range(first, last)]
                texts += [word[: len(typed)] for word in words[first:last]]
        near = process.extract(typed, texts, scorer=OSA.distance, processor=None, score_cutoff=1, limit=None)
        return [stretches[at] for _, _, at in near]


def _left_out(word: str) -> int:
    """How many letters may be left out of a word of a name, so that typed words within reach are found."""
    if not word.isalpha():
        return 0
    return 2 if len(word) > 5 else 1


def _sound(word: str) -> int:
    return crc32(phonetic_key(word).encode())


def _bones(word: str) -> int:
    return crc32(b"\0" + consonant_key(word).encode())


def _beginnings(letters: Letters, among: Marks) -> tuple[Numbers, Letters]:
    """Every beginning of three to seven letters of these words: the words that begin so, and the letters.

    Of each there are three numbers: the first of the words, the one after the last, and how many letters.
    """
    places, begun = [np.zeros((0, 3), np.int32)], [letters[:0]]
    for length in range(LONG_ENOUGH_TO_BEGIN, _LONGEST_BEGINNING + 1):
        firsts, lasts = prefix_runs(letters, length, among)
        places.append(np.stack((firsts, lasts, np.full(len(firsts), length)), axis=1).astype(np.int32))
        begun.append(letters[firsts] * (np.arange(PREFIX_LETTERS) < length))
    return np.concatenate(places).reshape(-1), np.concatenate(begun).astype(np.uint32)
