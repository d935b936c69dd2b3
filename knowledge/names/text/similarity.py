"""Similarity of names and of their words, where no index and no cost is needed.

`edit_costs` has the cost of a typed word for a word of a name. These are the rules that other rooms share:
particles, prefixes, sound, and the ratio of matching letters.
"""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from knowledge.names.text.normalize import consonant_key, is_vowelless, phonetic_key

_PARTICLES = """
al el bin ben ibn bint de da das do dos del della di la le van von der den ter ten y e jr junior sr
"""
PARTICLES = frozenset(_PARTICLES.split())
"""Folded words that are often left out of a name or added to it."""

_MIN_RATIO = 0.8
"""Least ratio of matching letters for two words of names to be one word, misspelled. Chosen by hand."""
_MIN_LETTERS = 4
"""Letters below which two words of names must be equal. Chosen by hand."""


def words_begin(typed: Sequence[str], words: Sequence[str]) -> bool:
    """Whether each typed word is a prefix of a name's word, each of another one."""
    left = list(words)
    # Any word will do for a longer prefix: the prefixes of that prefix have the same words and more.
    for one in sorted(typed, key=len, reverse=True):
        word = next((word for word in left if word.startswith(one)), None)
        if word is None:
            return False
        left.remove(word)
    return True


def is_prefix(one: str, other: str, *, min_letters: int = 1) -> bool:
    """Whether the shorter of two words has at least `min_letters` letters and is a prefix of the longer."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= min_letters and longer.startswith(shorter)


def sound_alike(one: str, other: str) -> bool:
    """Whether two folded words are transliterations of one name: of equal phonetic keys.

    Where the first is written without vowels, equal consonants are enough.
    """
    return phonetic_key(one) == phonetic_key(other) or (
        is_vowelless(one) and consonant_key(one) == consonant_key(other)
    )


def best_ratio(text: str, others: Iterable[str]) -> float:
    """The highest ratio of matching letters between a text and one of the others: 0 none, 1 all.

    Raises ValueError when there are no others.
    """
    return max(SequenceMatcher(None, text, other).ratio() for other in others)


def could_be_one_name(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether each folded word of the shorter name is in the longer one, at most misspelled."""
    shorter, longer = sorted((first, second), key=len)
    return bool(shorter) and all(any(_nearly_equal(one, other) for other in longer) for one in shorter)


@lru_cache(maxsize=100_000)
def _nearly_equal(one: str, other: str) -> bool:
    if one == other:
        return True
    shorter, longer = sorted((len(one), len(other)))
    # Upper bounds of the ratio first, for the ratio itself is slow.
    if shorter < _MIN_LETTERS or 2 * shorter < _MIN_RATIO * (shorter + longer):
        return False
    matcher = SequenceMatcher(None, one, other)
    return matcher.quick_ratio() >= _MIN_RATIO and matcher.ratio() >= _MIN_RATIO
