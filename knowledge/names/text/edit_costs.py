"""What it costs to take one typed word for one word of a name.

The costs follow the measurements of aligned tokens on real respellings that this project began with:
0 for the same word, more the less likely the one was meant by the other. They are energies: a
difference of 1 makes a reading e times less likely.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.names.text.normalize import phonetic_key
from knowledge.names.text.similarity import PARTICLES

SAME = 0.0
BEGUN = 0.4
JOINED = 0.6
INITIAL = 1.0
PREFIX = 1.2
TWO_LETTERS = 1.6
NICKNAME = 1.6
SOUNDS_ALIKE = 1.8
ONE_EDIT = 2.2
TWO_EDITS = 4.6
THREE_EDITS = 6.0
FIRST_LETTER_DIFFERS = 1.0
BEGUN_NEARLY = 2.3
"""The cost of a word typed to its end for the beginning of a longer one, where a letter is wrong as well."""
_LONGER = 2.5
_A_LETTER_MORE = 1.0

_SPARED = 7.5
_SPARED_COMMON = 0.45
_SPARED_PARTICLE = 1.0
_SPARED_INITIAL = 1.5
_ALIKE = 2.5
_UNLIKE = 8.0
_LEAST_ALIKE = 0.5

STRANGE_LETTER = 0.3
"""What a wrong letter costs more that fingers and ears seldom get wrong."""
_VOWELS = "aeiouy"
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {one + other for row in _KEYS for one, other in (*pairwise(row), *pairwise(row[::-1]))}
_CONFUSED = frozenset(_BESIDE | {one + other for one, other in permutations(_VOWELS, 2)})
"""Letters that are typed for one another."""

LONG_ENOUGH_TO_BEGIN = 3
_LONG_ENOUGH_FOR_ONE_EDIT = 3
_LONG_ENOUGH_FOR_TWO_EDITS = 6
_LONG_ENOUGH_FOR_THREE_EDITS = 10


def max_edits_relaxed(token: str) -> int:
    """How many letters may be wrong where nothing nearer is found: one more in words of middling length."""
    allowed = max_edits(token)
    return 2 if allowed == 1 and len(token) == _LONG_ENOUGH_FOR_TWO_EDITS - 1 else allowed


def max_edits(token: str) -> int:
    """How many letters of a typed word may be wrong. Digits are never corrected: 1500 is not 5000."""
    if len(token) < _LONG_ENOUGH_FOR_ONE_EDIT or not token.isalpha():
        return 0
    if len(token) < _LONG_ENOUGH_FOR_TWO_EDITS:
        return 1
    return 2 if len(token) < _LONG_ENOUGH_FOR_THREE_EDITS else 3


def prefix_cost(typed: str, *, typing: bool, alone: bool) -> float | None:
    """The cost of taking what was typed for the beginning of a longer word; None where it can't be.

    `typing` says that the word may not be typed to its end yet, `alone` that nothing else was typed.
    """
    if typing:
        return BEGUN
    if typed.isdigit():
        return None
    if len(typed) == 1:
        return INITIAL
    if len(typed) >= LONG_ENOUGH_TO_BEGIN:
        return PREFIX
    return None if alone else TWO_LETTERS


def overlong_cost(typed: str, word: str) -> float:
    """The cost of taking what was typed for a word that it begins with: the more is left, the less likely."""
    return _LONGER + _A_LETTER_MORE * (len(typed) - len(word))


def token_cost(typed: str, word: str) -> float | None:
    """The cost of taking `typed`, typed to its end, for `word`, both folded; None where it can't be meant."""
    if typed == word:
        return SAME
    if word.startswith(typed):
        return None if word[len(typed)].isdigit() else prefix_cost(typed, typing=False, alone=True)
    allowed = max_edits(typed)
    if not allowed or not word.isalpha():
        return None
    edits = OSA.distance(typed, word, score_cutoff=allowed)
    cost = edit_cost(typed, word, edits) if edits <= allowed else None
    if (cost is None or cost > SOUNDS_ALIKE) and len(word) > 1 and phonetic_key(typed) == phonetic_key(word):
        cost = SOUNDS_ALIKE
    return cost


def unmatched_cost(typed: str, names: int) -> float:
    """The cost of a typed word that has no place in the name; `names` is how many names hold it.

    The rarer a word is, the less likely it was typed by chance about somebody who is not called so.
    """
    if typed in PARTICLES:
        return _SPARED_PARTICLE
    if len(typed) == 1:
        return _SPARED_INITIAL
    return _SPARED - _SPARED_COMMON * math.log1p(names)


def weak_match_costs(typed: str, words: Sequence[str]) -> Iterator[tuple[int, float]]:
    """Those of the words, by number, that are somewhat like a typed one, with the cost of each."""
    for _, distance, at in process.extract(
        typed, words, scorer=OSA.normalized_distance, processor=None, score_cutoff=_LEAST_ALIKE, limit=None
    ):
        yield at, _ALIKE + _UNLIKE * distance


def edit_cost(typed: str, word: str, edits: int) -> float:
    """The cost of so many wrong letters."""
    cost = (SAME, ONE_EDIT, TWO_EDITS, THREE_EDITS)[edits]
    if edits == 1 and not _is_likely_slip(typed, word):
        cost += STRANGE_LETTER
    if typed[0] != word[0]:
        cost += FIRST_LETTER_DIFFERS
    if edits == 1 and min(len(typed), len(word)) <= _LONG_ENOUGH_FOR_ONE_EDIT:
        cost += FIRST_LETTER_DIFFERS
    return cost


def _is_likely_slip(typed: str, word: str) -> bool:
    """Whether the one wrong letter is one that fingers and ears get wrong.

    That is a letter left out, doubled or swapped with the next, one beside the right one on the keys that is
    put for it or added, or another vowel for a vowel.
    """
    if len(typed) < len(word):
        return True
    at = 0
    while at < len(word) and typed[at] == word[at]:
        at += 1
    if len(typed) == len(word):
        return typed[at + 1 :] != word[at + 1 :] or typed[at] + word[at] in _CONFUSED
    before, added, after = typed[at - 1 : at], typed[at], typed[at + 1 : at + 2]
    return added == before or before + added in _CONFUSED or added + after in _CONFUSED
