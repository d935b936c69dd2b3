"""Printed marks with the letters that lists put behind them."""

import re
from dataclasses import dataclass

from knowledge.imports.part import Unreadable
from knowledge.models.facts import Status
from knowledge.models.mark import MarkError, Measure, parse_mark

_SPLIT = re.compile(r"([0-9.,:]+h?)\s?([A-Za-z*+#@]{0,4})", re.ASCII)
_LETTERS = {
    "A": "altitude",
    "i": "indoor",
    "w": "w",
    "W": "w",
    "*": "marked *",
    "+": "on the way to a longer distance",
    "#": "marked #",
    "@": "marked @",
}
_LOST_ZERO = re.compile(r"\d{1,3}\.\d", re.ASCII)
_WIND = re.compile(r"([+-]?)(\d{1,2})(?:\.(\d))?", re.ASCII)
LEGAL_WIND = 2.0


@dataclass(frozen=True, slots=True)
class SeenMark:
    """A mark as read: its text without the letters behind it, and what those letters say."""

    text: str
    value: int
    hand_timed: bool = False
    notes: tuple[str, ...] = ()
    indoor: bool = False


def seen_mark(text: str, measure: Measure, *, zeros_lost: bool = False) -> SeenMark:
    """Read a mark like `9.58`, `8:06.90`, `2:01:09`, `45.3h`, `8.95i`, `9.87A`, `8893`; raises Unreadable.

    With `zeros_lost`, a mark like `10.6` was the number 10.60 in a table that dropped the zero, and no hand
    time: the lists write hand times with an `h`.
    """
    if plain := _plain(text, measure):
        return SeenMark(text, plain)
    split = _SPLIT.fullmatch(text)
    if split is None:
        raise Unreadable("The mark is not one like 9.58, 8:06.90, 2:01:09, 45.3h, 8.95 or 8893.")
    number, letters = split.groups()
    notes: tuple[str, ...] = ()
    if letters:
        if unknown := [letter for letter in letters if letter not in _LETTERS]:
            raise Unreadable(f"The mark has a letter {unknown[0]} behind it whose meaning isn't known.")
        notes = tuple(dict.fromkeys(_LETTERS[letter] for letter in letters))
    if zeros_lost and _LOST_ZERO.fullmatch(number):
        number += "0"
    if measure is Measure.POINTS and number.endswith(".0"):
        number = number[:-2]
    try:
        mark = parse_mark(number, measure)
    except MarkError as problem:
        raise Unreadable(f"The mark is not {problem}.") from None
    return SeenMark(mark.text, mark.value, mark.hand_timed, notes, indoor="i" in letters)


def _plain(text: str, measure: Measure) -> int:
    """The value of a mark like `9.58`, `13:22.80` or `8.95`, as most are; 0 for what needs a closer look."""
    minutes, colon, rest = text.rpartition(":")
    whole, point, hundredths = rest.partition(".")
    if not (
        point and whole.isdecimal() and hundredths.isdecimal() and len(hundredths) == 2 and text.isascii()
    ):
        return 0
    value = int(whole) * 100 + int(hundredths) if len(whole) < 4 else 0
    if measure is Measure.DISTANCE and not colon:
        return value
    if measure is not Measure.TIME or value >= 60_00 or len(whole) > 2:
        return 0
    if not colon:
        return value
    return int(minutes) * 60_00 + value if minutes.isdecimal() and len(minutes) < 3 and len(whole) == 2 else 0


_STATUS = {
    "DNF": Status.DNF,
    "DNS": Status.DNS,
    "DQ": Status.DQ,
    "DSQ": Status.DQ,
    "NM": Status.NM,
    "NH": Status.NM,
    "OC": Status.OC,
}


def seen_status(text: str) -> Status | None:
    """How a race ended for who has no mark, if the text is `DNF`, `DNS`, `DQ`, `NM`, `NH` or `OC`."""
    return _STATUS.get(text.upper())


def seen_wind(text: str) -> str | None:
    """A wind as the curated files write it (`+1.3`, `0.0`), None when none is printed; raises Unreadable."""
    if text in {"", "nan", "NWI", "nwi"}:
        return None
    found = _WIND.fullmatch(text)
    if found is None:
        raise Unreadable("The wind is not one like +1.3, 0.0 or -0.5.")
    value = f"{int(found[2])}.{found[3] or 0}"
    if value == "0.0":
        return value
    return f"{found[1] or '+'}{value}"


def too_windy(wind: str | None) -> bool:
    """Whether a mark with this wind doesn't count for bests."""
    return wind is not None and float(wind) > LEGAL_WIND
