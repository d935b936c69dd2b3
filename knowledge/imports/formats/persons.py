"""Printed names, in which capitals mark the family name: `Joshua CHEPTEGEI`, `ARENAS Lorena`, `. RAHUL`."""

import re
from functools import lru_cache

from knowledge.imports.formats.source_file import Unreadable, checked_name

_INITIALS = re.compile(r"(?:\w\.)*\w\.?")
_NUMERAL = re.compile(r"II|III|IV")


@lru_cache(maxsize=65_536)
def spoken_name(text: str) -> tuple[str, str | None]:
    """The name in spoken order and its family name, both in mixed case: `ARENAS Lorena` is `Lorena Arenas`.

    A name of one word has no family name. Raises Unreadable: when the text has no letters or has digits.
    """
    words = text.split()
    if len(words) == 2 and (plain := _plain(*words)):
        return f"{words[0]} {plain}", plain
    checked_name(text)
    words = [word for word in words if any(map(str.isalpha, word))]
    if not words or any(map(str.isdigit, text)):
        raise Unreadable("That is not a name.")
    if len(words) == 1:
        return _natural(words[0]), None
    given, family = _split(words)
    shown = " ".join(_natural(word) for word in family)
    return " ".join([*(_given(word) for word in given), shown]).strip(), shown or None


def _plain(given: str, family: str) -> str | None:
    """The family name of `Usain BOLT`, as most names are written; None for any other form."""
    if not (given.isalpha() and given.istitle() and family.isalpha() and family.isupper()):
        return None
    if not family.isascii() or family.startswith("MC") or _NUMERAL.fullmatch(family):
        return None
    return family.capitalize()


def _split(words: list[str]) -> tuple[list[str], list[str]]:
    """The given names and the family names, by their capitals."""
    capital = [_capitals(word) for word in words]
    if all(capital):
        return words[:1], words[1:]
    last = len(words) - 1 - capital[::-1].index(True) if any(capital) else None
    if last is None:
        return words, []
    if last < len(words) - 1:  # family name first, with lower-case particles before or in it
        return words[last + 1 :], words[: last + 1]
    first = last
    while first > 1 and (capital[first - 1] or words[first - 1].islower()):
        first -= 1
    if not capital[first] and not words[first].islower():
        first += 1
    while first < last and _is_initials(words[first]):
        first += 1
    return words[:first], words[first:]


def _capitals(word: str) -> bool:
    # `ß` has no capital in these lists; a foreign small letter that looks like a capital is rare enough.
    return word.replace("ß", "SS").upper() == word.replace("ß", "SS") and not _is_initials(word)


def _is_initials(word: str) -> bool:
    return len(word) < 3 and word.endswith(".") and _INITIALS.fullmatch(word) is not None


def _given(word: str) -> str:
    """A given name: `RITU` is written small, `LJ`, `J.T` and `KM.` are initials and stay."""
    letters = word.replace(".", "")
    return word if len(letters) < 3 or "." in word.rstrip(".") else _natural(word)


def _natural(word: str) -> str:
    """`O'BRIEN` as `O'Brien`, `MCCARTY` as `McCarty`, `NDUNG'U` as `Ndung'u`, `SMITH-LEE` as `Smith-Lee`."""
    if not _capitals(word) or _NUMERAL.fullmatch(word) or _is_initials(word):
        return word
    return "-".join(_part(part) for part in word.split("-"))


def _part(word: str) -> str:
    for mark in ("'", "’", "`"):
        before, has_mark, after = word.partition(mark)
        if has_mark:
            # Behind O', D', L' a name begins; behind a longer syllable a letter of the same word goes on.
            small = _part(after) if len(before) < 3 else _small(after)
            return f"{_part(before)}{mark}{small}"
    if word.startswith("MC") and len(word) > 4:
        return "Mc" + _part(word[2:])
    return word[:1] + _small(word[1:])


def _small(word: str) -> str:
    # Python makes two characters of a small dotted capital I.
    return word.replace("İ", "i").lower()
