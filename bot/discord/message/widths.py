"""The width of a text on a phone, estimated: a line of a message should not wrap.

Letters have the widths of Noto Sans at 16 pixels, in which Discord's own font is hardly wider.
"""

import unicodedata
from functools import lru_cache

LINE = 252.0
"""Pixels of a line in a message on a phone of 380 pixels, less one for rounding."""
CODE = 8.4
"""Pixels of a letter in code."""
CODE_EDGES = 10.0
"""Pixels of the edges of a code."""
SPACE = 4.2
"""Pixels of a space."""
EMOJI = 20.0
"""Pixels of an emoji."""
BOLD = 1.055
"""How much wider bold letters are."""

_BY_WIDTH = {
    4.2: " ,.:;ijl!'’|·J",
    5.6: "-()I[]tf/",
    6.8: 'r?"',
    7.7: "szc",
    8.5: "vykxFL",
    9.1: "aeESTYZ0123456789+",
    9.9: "bdghnopquKVRPX",
    10.4: "ABC",
    11.8: "DGHU&",
    12.6: "NOQw",
    14.9: "mMW—@",
}
_WIDTHS = {letter: width for width, letters in _BY_WIDTH.items() for letter in letters}
_OTHER = 9.9
_MOST_LETTERS = 4_096
"""Letters whose width is kept. Chosen by hand."""
_WIDE = 16.0
"""Pixels of a letter that is as wide as high."""


def width(text: str, *, strong: bool = False) -> float:
    """The width of a text in pixels; bold with `strong`."""
    letters = sum(map(_letter, unicodedata.normalize("NFD", text)))
    return letters * (BOLD if strong else 1.0)


def code_width(letters: int) -> float:
    """The width in pixels of inline code with this number of letters."""
    return CODE_EDGES + CODE * letters


def cut_to(text: str, room: float, *, strong: bool = False) -> str:
    """The text within `room` pixels; a longer one ends with an ellipsis."""
    if width(text, strong=strong) <= room:
        return text
    while text and width(f"{text.rstrip()}…", strong=strong) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


@lru_cache(maxsize=_MOST_LETTERS)
def _letter(character: str) -> float:
    if (known := _WIDTHS.get(character)) is not None:
        return known
    if unicodedata.combining(character):
        return 0.0
    if "\U0001f1e6" <= character <= "\U0001f1ff":
        return EMOJI / 2  # half a flag
    if "\U000e0020" <= character <= "\U000e007f":
        return 0.0  # the letters of England in its flag
    if character >= "\U0001f000":
        return EMOJI
    return _WIDE if unicodedata.east_asian_width(character) in "WF" else _OTHER
