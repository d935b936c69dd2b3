"""Spellings made alike, to tell when two could be one name.

Resolving what users type is the work of `knowledge.names`, which stands on this room: it can't be used here.
"""

import unicodedata
from difflib import SequenceMatcher

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"}
)
_CLOSE = 0.8


def fold(text: str) -> str:
    """Lower case, no accents, words parted by one space: `El-Bakkali ` and `el bakkali` are one."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(one if one.isalnum() else " " for one in decomposed if not unicodedata.combining(one))
    return " ".join(plain.split())


def words(text: str) -> frozenset[str]:
    """The words of a name, whatever their order."""
    return frozenset(fold(text).split())


def compatible(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether each word of the shorter name is in the longer one, or nearly."""
    shorter, longer = sorted((first, second), key=len)
    return bool(shorter) and all(any(_near(one, other) for other in longer) for one in shorter)


def _near(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < 4:
        return False
    return SequenceMatcher(None, one, other).ratio() >= _CLOSE
