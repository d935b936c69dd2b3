"""How alike two names are: word by word, in any order, for people whose birth date is the same."""

from collections.abc import Collection
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

from knowledge.names.text.edit_costs import ONE_EDIT, STRANGE_LETTER, TWO_EDITS, token_cost
from knowledge.names.text.normalize import phonetic_key, tokens
from knowledge.names.text.similarity import PARTICLES, is_prefix

_PARTICLES = PARTICLES - {"ter", "ten", "sr"}
"""Those that two spellings of one person may differ by. The other three count as words of a name here."""
_LONG_ENOUGH_TO_ERR = 5
_LONG_ENOUGH_TO_ERR_TWICE = 8
_LONG_ENOUGH_TO_BE_CUT = 3


class Likeness(IntEnum):
    """How two names agree, the surest last. From `MISSPELLED` on they can be one person's."""

    NONE = 0
    """No word in common."""
    PARTLY = 1
    """A word in common, and on both sides one that is not: siblings, or one person."""
    TOO_SHORT = 2
    """Nothing speaks against it but one of them is a single word, or a family name or initials alone."""
    MISSPELLED = 3
    """Every word of the shorter has its word in the longer, one of them cut short or misspelled."""
    SOUNDS = 4
    """Every word of the shorter has its word in the longer, written alike or sounding alike."""
    WITHIN = 5
    """Every word of the shorter is in the longer."""
    EQUAL = 6
    """The same words, in whatever order."""


_EXACT, _SOUND, _ERR = 0, 1, 2


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """The folded words of a name."""
    return tokens(name)


@lru_cache(maxsize=65536)
def _sound(word: str) -> str:
    return phonetic_key(word)


def likeness(one: str, other: str, families: Collection[str] = ()) -> Likeness:
    """How alike two names are; `families` are the family names of either, which alone prove nothing."""
    left, right = list(words(one)), list(words(other))
    if sorted(left) == sorted(right):
        return Likeness.EQUAL if left else Likeness.NONE
    joined = "".join(left) == "".join(right)
    matched, levels = _pair_up(left, right)
    left, right = _weighty(left, matched), _weighty(right, matched)
    if not matched and not joined:
        return Likeness.NONE
    if joined:
        return Likeness.EQUAL
    if left and right:
        return _initials(left, right)
    family = {word for name in families for word in words(name)}
    full = [word for word in matched if len(word) > 2 or (len(word) == 2 and word not in _PARTICLES)]
    if len(full) < 2 or not set(full) - family:
        return Likeness.TOO_SHORT
    return _by_worst(levels)


def _by_worst(levels: list[int]) -> Likeness:
    if levels.count(_ERR) > 1:
        return Likeness.PARTLY
    return (Likeness.WITHIN, Likeness.SOUNDS, Likeness.MISSPELLED)[max(levels)]


def _weighty(rest: list[str], matched: list[str]) -> list[str]:
    """The words that found no partner and would have needed one."""
    kept = [word for word in rest if word not in _PARTICLES]
    initials = [word for word in kept if len(word) == 1]
    return [word for word in kept if len(word) > 1] if len(matched) > 1 else kept or initials


def _initials(left: list[str], right: list[str]) -> Likeness:
    """Words without a partner on both sides: initials of each other, or different words."""
    for one, other in ((left, right), (right, left)):
        if all(len(word) == 1 and any(whole[0] == word for whole in other) for word in one):
            return Likeness.TOO_SHORT
    return Likeness.PARTLY


def _pair_up(left: list[str], right: list[str]) -> tuple[list[str], list[int]]:
    """Take from both lists the words that are one another's, surest first; what was taken, and how."""
    matched: list[str] = []
    levels: list[int] = []

    def take(found: tuple[list[str], list[str]], level: int) -> None:
        for word in found[0]:
            left.remove(word)
        for word in found[1]:
            right.remove(word)
        matched.append("".join(found[0]))
        levels.append(level)

    for word in [word for word in left if word in right]:
        if word in right:
            take(([word], [word]), _EXACT)
    while found := _joined(left, right):
        take(found, _SOUND)
    for level in (_SOUND, _ERR):
        for word in tuple(left):
            partner = next((other for other in right if _alike(word, other) <= level), None)
            if partner is not None:
                take(([word], [partner]), level)
    return matched, levels


def _joined(left: list[str], right: list[str]) -> tuple[list[str], list[str]] | None:
    """A word of one side that is two neighbours of the other written together."""
    for one, two in pairwise(left):
        for whole in right:
            if _sound(one + two) == _sound(whole):
                return [one, two], [whole]
    for one, two in pairwise(right):
        for whole in left:
            if _sound(one + two) == _sound(whole):
                return [whole], [one, two]
    return None


@lru_cache(maxsize=65536)
def _alike(one: str, other: str) -> int:
    if min(len(one), len(other)) > 2 and _sound(one) == _sound(other):
        return _SOUND
    shorter = min(len(one), len(other))
    if is_prefix(one, other, min_letters=_LONG_ENOUGH_TO_BE_CUT):
        return _ERR
    if shorter >= _LONG_ENOUGH_TO_ERR and one[0] == other[0]:
        cost = token_cost(one, other)
        # Whoever prints a name errs otherwise than fingers do: any letter may be the wrong one.
        one_edit = ONE_EDIT + STRANGE_LETTER
        allowed = TWO_EDITS if shorter >= _LONG_ENOUGH_TO_ERR_TWICE else one_edit
        if cost is not None and cost <= allowed:
            return _ERR
    return _ERR + 1
