"""Spellings compared, to tell when two could be one name."""

from difflib import SequenceMatcher

from knowledge.names.text.normalize import fold

_CLOSE = 0.8


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
    shorter, longer = sorted((len(one), len(other)))
    if shorter < 4 or 2 * shorter < _CLOSE * (shorter + longer):
        return False
    matcher = SequenceMatcher(None, one, other)
    return matcher.quick_ratio() >= _CLOSE and matcher.ratio() >= _CLOSE
