"""Edit costs: the cost in nats of one typed word for one word of a name.

A cost is a negative log-likelihood: 0 for the same word, and a difference of 1 makes an interpretation e
times less likely. The costs follow the measurements of aligned tokens on real respellings that this project
began with, rounded by hand; benchmarks/names.py measures them together.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.names.text.normalize import phonetic_key
from knowledge.names.text.similarity import PARTICLES

SAME = 0.0
"""The same word."""
BEGUN = 0.4
"""A longer word while it is being typed."""
JOINED = 0.6
"""Two words written as one, or one as two."""
INITIAL = 1.0
"""A letter for a word."""
PREFIX = 1.2
"""Three letters or more for a longer word."""
TWO_LETTERS = 1.6
"""Two letters for a longer word, beside other words."""
NICKNAME = 1.6
"""A name for one that it stands for."""
SOUNDS_ALIKE = 1.8
"""Another transliteration."""
ONE_EDIT = 2.2
TWO_EDITS = 4.6
THREE_EDITS = 6.0
FIRST_LETTER_DIFFERS = 1.0
"""Added for a wrong first letter, and once more for an edit in a word of up to three letters."""
BEGUN_NEARLY = 2.3
"""Added to that of an edit, for a complete word as the prefix of a longer one."""
_OVERLONG = 2.5
_A_LETTER_MORE = 1.0
"""A word for a shorter one that it begins with, and for each letter too many."""

_UNMATCHED = 7.5
_UNMATCHED_COMMON = 0.45
"""A word without a place in the name, less this for each factor e of names that have the word."""
_UNMATCHED_PARTICLE = 1.0
_UNMATCHED_INITIAL = 1.5
_WEAK_MATCH = 2.5
_DISTANCE = 8.0
"""A weakly similar word, and what its normalised edit distance of 0 to 1 is multiplied with."""
_MAX_DISTANCE = 0.5
"""The normalised edit distance up to which words are weakly similar."""

STRANGE_LETTER = 0.3
"""Added for an edit that is no likely slip of fingers or ears."""
_VOWELS = "aeiouy"
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {one + other for row in _KEYS for one, other in (*pairwise(row), *pairwise(row[::-1]))}
_CONFUSED = frozenset(_BESIDE | {one + other for one, other in permutations(_VOWELS, 2)})
"""Pairs of letters that are typed for one another: neighbours on the keys, and two vowels."""

LONG_ENOUGH_TO_BEGIN = 3
_LONG_ENOUGH_FOR_ONE_EDIT = 3
_LONG_ENOUGH_FOR_TWO_EDITS = 6
_LONG_ENOUGH_FOR_THREE_EDITS = 10


def max_edits_relaxed(token: str) -> int:
    """Edits allowed where nothing nearer matches: one more than `max_edits` in words of five letters."""
    allowed = max_edits(token)
    return 2 if allowed == 1 and len(token) == _LONG_ENOUGH_FOR_TWO_EDITS - 1 else allowed


def max_edits(token: str) -> int:
    """Edits allowed in a typed word, by its length. Digits are never corrected: 1500 is not 5000."""
    if len(token) < _LONG_ENOUGH_FOR_ONE_EDIT or not token.isalpha():
        return 0
    if len(token) < _LONG_ENOUGH_FOR_TWO_EDITS:
        return 1
    return 2 if len(token) < _LONG_ENOUGH_FOR_THREE_EDITS else 3


def prefix_cost(typed: str, *, typing: bool, alone: bool) -> float | None:
    """The cost in nats of a typed word for a longer one that begins with it; None where it is no prefix.

    `typing` says that the typed word may go on, `alone` that it is the only one.
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
    """The cost in nats of a typed word for a shorter one that it begins with; each letter too many adds."""
    return _OVERLONG + _A_LETTER_MORE * (len(typed) - len(word))


def token_cost(typed: str, word: str) -> float | None:
    """The cost in nats of a complete typed word for a word of a name, both folded; None where too unlike."""
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
    """The cost in nats of a typed word without a place in the name; `names` is how many names have it.

    The rarer the word, the less likely it was typed about an entity without it in its names.
    """
    if typed in PARTICLES:
        return _UNMATCHED_PARTICLE
    if len(typed) == 1:
        return _UNMATCHED_INITIAL
    return _UNMATCHED - _UNMATCHED_COMMON * math.log1p(names)


def weak_match_costs(typed: str, words: Sequence[str]) -> Iterator[tuple[int, float]]:
    """The words that are weakly similar to a typed one: their numbers, with the cost of each in nats."""
    for _, distance, at in process.extract(
        typed, words, scorer=OSA.normalized_distance, processor=None, score_cutoff=_MAX_DISTANCE, limit=None
    ):
        yield at, _WEAK_MATCH + _DISTANCE * distance


def edit_cost(typed: str, word: str, edits: int) -> float:
    """The cost in nats of a typed word for one that is 0 to 3 edits away."""
    cost = (SAME, ONE_EDIT, TWO_EDITS, THREE_EDITS)[edits]
    if edits == 1 and not _is_likely_slip(typed, word):
        cost += STRANGE_LETTER
    if typed[0] != word[0]:
        cost += FIRST_LETTER_DIFFERS
    if edits == 1 and min(len(typed), len(word)) <= _LONG_ENOUGH_FOR_ONE_EDIT:
        cost += FIRST_LETTER_DIFFERS
    return cost


def _is_likely_slip(typed: str, word: str) -> bool:
    """Whether the single edit is one that fingers and ears often make.

    These are a letter left out, doubled or swapped with the next, a neighbour on the keys in its place or
    added to it, or another vowel for a vowel.
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
