"""Why a name was missed, told by rule from what was typed, who was meant and who was found."""

from collections.abc import Sequence
from itertools import permutations

from rapidfuzz.distance import OSA

from benchmarks.naming.measuring import Miss
from benchmarks.naming.people import Person
from knowledge.names.text.normalize import name_words

_FAR = 3
"""So many wrong letters in a word and more make it another word."""
_MOST_WORDS = 5


def why(miss: Miss) -> str:
    """What would have been needed."""
    typed, meant = name_words(miss.query.text), name_words(miss.meant.name)
    if miss.found is None:
        return "looking further: nobody at all was found"
    if reason := _by_words(typed, miss.meant):
        return reason
    found = name_words(miss.found.name)
    needed, instead = (letters(typed, words, typing=miss.query.typing) for words in (meant, found))
    if instead == 0:
        return f"context: {miss.found.name} is spelled so exactly"
    if instead == needed:
        return f"context: {_wrong(needed)} to either"
    return (
        f"{'context' if instead < needed else 'a better order'}: "
        f"{_wrong(needed)} to whom was meant, {instead} to whom was found"
    )


def _wrong(count: int) -> str:
    return f"{count} wrong letter{'' if count == 1 else 's'}"


def _by_words(typed: Sequence[str], meant: Person) -> str | None:
    """What a whole word that is none of the name's tells; None where only letters differ."""
    given, family = name_words(meant.given), name_words(meant.family)
    strange = [word for word in typed if not _any_near(word, (*given, *family))]
    if not strange or len(strange) == len(typed):
        return None
    if not any(_any_near(word, typed) for word in family):
        return f"a recorded spelling: the family name is another ({' '.join(strange)})"
    if not any(_any_near(word, typed) for word in given):
        return f"a table or a recorded spelling: another given name ({' '.join(strange)})"
    return f"a recorded spelling: a word that the name lacks ({' '.join(strange)})"


def _any_near(word: str, others: Sequence[str]) -> bool:
    return any(
        other.startswith(word) or word.startswith(other) or OSA.distance(word, other) < _FAR
        for other in others
    )


def letters(typed: Sequence[str], words: Sequence[str], *, typing: bool) -> int:
    """How many letters are wrong at least, when each typed word takes a word of the name for itself.

    With `typing` the last word may not be typed to its end. A word without a place is wrong in all its
    letters.
    """
    few = tuple(typed[:_MOST_WORDS])
    places = (*words[:_MOST_WORDS], *("" for _ in few))
    apart = [
        [_apart(word, place, begun=typing and at == len(typed) - 1) for place in places]
        for at, word in enumerate(few)
    ]
    return min(
        sum(row[place] for row, place in zip(apart, way, strict=True))
        for way in permutations(range(len(places)), len(few))
    )


def _apart(word: str, place: str, *, begun: bool) -> int:
    return OSA.distance(word, place[: len(word)] if begun else place)
