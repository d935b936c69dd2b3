"""What it costs to take one typed word for one word of a name.

The costs follow the measurements of aligned tokens on real respellings that this project began with:
0 for the same word, more the less likely the one was meant by the other. They are energies: a
difference of 1 makes a reading e times less likely.
"""

from rapidfuzz.distance import OSA

from knowledge.names.folding import skeleton

SAME = 0.0
JOINED = 0.6
BEGUN = 0.4
PREFIX = 1.2
INITIAL = 1.0
SOUNDS_ALIKE = 1.8
ONE_EDIT = 2.2
TWO_EDITS = 4.6
FIRST_LETTER_DIFFERS = 1.0

LONG_ENOUGH_TO_BEGIN = 3
_LONG_ENOUGH_FOR_ONE_EDIT = 3
_LONG_ENOUGH_FOR_TWO_EDITS = 6


def edits_allowed(token: str) -> int:
    """How many letters of a typed word may be wrong. Digits are never corrected: 1500 is not 5000."""
    if len(token) < _LONG_ENOUGH_FOR_ONE_EDIT or any(letter.isdigit() for letter in token):
        return 0
    return 1 if len(token) < _LONG_ENOUGH_FOR_TWO_EDITS else 2


def token_cost(typed: str, word: str, *, typing: bool) -> float | None:
    """The cost of taking `typed` for `word`, both folded; None where it can't be meant.

    `typing` says that the word may not be typed to its end yet.
    """
    if typed == word:
        return SAME
    if word.startswith(typed):
        return _cost_of_a_beginning(typed, word, typing=typing)
    allowed = edits_allowed(typed)
    if not allowed or any(letter.isdigit() for letter in word):
        return None
    cost = _edit_cost(typed, word, allowed)
    if len(typed) >= LONG_ENOUGH_TO_BEGIN and len(word) > 2 and skeleton(typed) == skeleton(word):
        cost = SOUNDS_ALIKE if cost is None else min(cost, SOUNDS_ALIKE)
    if cost is None and typing and word[0] == typed[0] and len(word) > len(typed) >= LONG_ENOUGH_TO_BEGIN:
        begun = _edit_cost(typed, word[: len(typed)], 1)
        cost = None if begun is None else begun + BEGUN
    return cost


def _cost_of_a_beginning(typed: str, word: str, *, typing: bool) -> float | None:
    if typing:
        return BEGUN
    if word[len(typed)].isdigit() or typed.isdigit():
        return None
    if len(typed) == 1:
        return INITIAL
    if len(typed) >= LONG_ENOUGH_TO_BEGIN:
        return PREFIX
    return None


def _edit_cost(typed: str, word: str, allowed: int) -> float | None:
    edits = OSA.distance(typed, word, score_cutoff=allowed)
    if edits > allowed:
        return None
    cost = ONE_EDIT if edits == 1 else TWO_EDITS
    if typed[0] != word[0]:
        cost += FIRST_LETTER_DIFFERS
    if edits == 1 and min(len(typed), len(word)) <= _LONG_ENOUGH_FOR_ONE_EDIT:
        cost += FIRST_LETTER_DIFFERS
    return cost
