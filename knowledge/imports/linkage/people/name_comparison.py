"""Comparison of two names of people: word by word, in any order."""

from collections.abc import Collection
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

from knowledge.names.text.edit_costs import ONE_EDIT, STRANGE_LETTER, TWO_EDITS, token_cost
from knowledge.names.text.normalize import phonetic_key, tokens
from knowledge.names.text.similarity import PARTICLES, is_prefix

_PARTICLES = PARTICLES - {"ter", "ten", "sr"}
"""Particles that two spellings of one name may differ by. The three others count as words of a name."""
_MIN_FOR_ONE_EDIT = 5
_MIN_FOR_TWO_EDITS = 8
_MIN_FOR_PREFIX = 3
"""Letters of the shorter word from which it may differ by one edit or two, or be a prefix. Chosen by hand."""


class Likeness(IntEnum):
    """Comparison levels of two names, weakest first. From MISSPELLED on, both can be names of one person."""

    NONE = 0
    """No word in common."""
    PARTLY = 1
    """One word in common, and another word on each side: siblings, or one person."""
    TOO_SHORT = 2
    """No contradiction, but one name is a single word, a family name or initials."""
    MISSPELLED = 3
    """Each word of the shorter name has its word in the longer one, one of them abbreviated or misspelled."""
    SOUNDS = 4
    """Each word of the shorter name has its word in the longer one, equal or with the same phonetic key."""
    WITHIN = 5
    """Each word of the shorter name is in the longer one."""
    EQUAL = 6
    """The same words, in any order."""


_EXACT, _SOUND, _ERR = 0, 1, 2
"""Levels of two words: equal, equal phonetic keys, misspelled or abbreviated. Others are `_ERR + 1`."""


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """The folded words of a name."""
    return tokens(name)


@lru_cache(maxsize=65536)
def _sound(word: str) -> str:
    return phonetic_key(word)


def likeness(one: str, other: str, families: Collection[str] = ()) -> Likeness:
    """The comparison level of two names. `families` are the family names of both: weak evidence alone."""
    left, right = list(words(one)), list(words(other))
    if sorted(left) == sorted(right):
        return Likeness.EQUAL if left else Likeness.NONE
    if "".join(left) == "".join(right):
        return Likeness.EQUAL
    matched, levels = _pair_up(left, right)
    left, right = _significant(left, matched), _significant(right, matched)
    if not matched:
        return Likeness.NONE
    if left and right:
        return _initials(left, right)
    if _is_too_little(matched, families):
        return Likeness.TOO_SHORT
    return _by_worst(levels)


def _is_too_little(matched: list[str], families: Collection[str]) -> bool:
    """Whether the matched words are fewer than two, or family names only."""
    family = {word for name in families for word in words(name)}
    full = [word for word in matched if len(word) > 2 or (len(word) == 2 and word not in _PARTICLES)]
    return len(full) < 2 or not set(full) - family


def _by_worst(levels: list[int]) -> Likeness:
    if levels.count(_ERR) > 1:
        return Likeness.PARTLY
    return (Likeness.WITHIN, Likeness.SOUNDS, Likeness.MISSPELLED)[max(levels)]


def _significant(rest: list[str], matched: list[str]) -> list[str]:
    """The unmatched words that count against a match: no particles, and initials only if little matched."""
    kept = [word for word in rest if word not in _PARTICLES]
    initials = [word for word in kept if len(word) == 1]
    return [word for word in kept if len(word) > 1] if len(matched) > 1 else kept or initials


def _initials(left: list[str], right: list[str]) -> Likeness:
    """The level where both names have unmatched words: initials of each other, or different words."""
    for one, other in ((left, right), (right, left)):
        if all(len(word) == 1 and any(whole[0] == word for whole in other) for word in one):
            return Likeness.TOO_SHORT
    return Likeness.PARTLY


def _pair_up(left: list[str], right: list[str]) -> tuple[list[str], list[int]]:
    """Remove matching words from both lists, best level first. Returns the matched words and their levels."""
    matched: list[str] = []
    levels: list[int] = []

    def remove(of_left: list[str], of_right: list[str], level: int) -> None:
        for word in of_left:
            left.remove(word)
        for word in of_right:
            right.remove(word)
        matched.append("".join(of_left))
        levels.append(level)

    for word in _common(left, right):
        remove([word], [word], _EXACT)
    while match := _joined(left, right):
        remove(*match, _SOUND)
    for level in (_SOUND, _ERR):
        for word in tuple(left):
            if (partner := _partner(word, right, level)) is not None:
                remove([word], [partner], level)
    return matched, levels


def _common(left: list[str], right: list[str]) -> list[str]:
    """The words of the left name that the right one has too, as often as both have them."""
    rest, common = list(right), []
    for word in left:
        if word in rest:
            rest.remove(word)
            common.append(word)
    return common


def _partner(word: str, others: list[str], level: int) -> str | None:
    """The first of the other words that matches a word at a level or better."""
    return next((other for other in others if _level(word, other) <= level), None)


def _joined(left: list[str], right: list[str]) -> tuple[list[str], list[str]] | None:
    """The words of each side where two neighbours of one side are one word of the other."""
    if match := _one_of_two(left, right):
        return match
    if match := _one_of_two(right, left):
        return match[::-1]
    return None


def _one_of_two(pairs: list[str], wholes: list[str]) -> tuple[list[str], list[str]] | None:
    for one, two in pairwise(pairs):
        for whole in wholes:
            if _sound(one + two) == _sound(whole):
                return [one, two], [whole]
    return None


@lru_cache(maxsize=65536)
def _level(one: str, other: str) -> int:
    """The level of two words; `_ERR + 1` for different words."""
    if min(len(one), len(other)) > 2 and _sound(one) == _sound(other):
        return _SOUND
    shorter = min(len(one), len(other))
    if is_prefix(one, other, min_letters=_MIN_FOR_PREFIX):
        return _ERR
    if shorter >= _MIN_FOR_ONE_EDIT and one[0] == other[0]:
        cost = token_cost(one, other)
        # Printed names are misspelled in other ways than typed ones: any letter may be wrong.
        one_edit = ONE_EDIT + STRANGE_LETTER
        allowed = TWO_EDITS if shorter >= _MIN_FOR_TWO_EDITS else one_edit
        if cost is not None and cost <= allowed:
            return _ERR
    return _ERR + 1


def forget_words() -> None:
    """Empty the caches of words, 25 MB after half a million rows, when all people are compared."""
    for cached in (words, _sound, _level):
        cached.cache_clear()
