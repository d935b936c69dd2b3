"""From a text to tokens: find separators, fold each word."""

import re
import unicodedata
from typing import NamedTuple

from knowledge.names import fold
from knowledge.questions.query import lexicon

LONGEST_TEXT = 200
"""Characters of a question; the ids of two athletes with every filter need fewer."""
MOST_WORDS = 24
"""Tokens of a question; chosen by hand."""

_SHORT_YEAR = re.compile(r"(?<!\w)['’](\d\d)(?!\w)")
_HYPHENATED_YEARS = re.compile(r"(\d{4})\s*[-–—]\s*(\d{4})")
_MENTION = re.compile(r"<[@#!&:a-zA-Z0-9_~-]+>")
_INSIDE = re.compile(r"[\W_]+")
# `x` separates two sides, but not in 4 x 100.
_STRONG_SEPARATOR = re.compile(
    rf"\s[-–—]\s|(?<!\S)(?:x(?!\s+\d)|{'|'.join(lexicon.VERSUS)})\.?(?!\S)", re.IGNORECASE
)
# Not in 10,000 and 2023/24, not between 2000 and 2003, and not in T&F.
_WEAK_SEPARATOR = re.compile(
    rf"[;|]|[,/](?!\d)|(?<!\b\w)[&+](?!\w\b)|(?<!\S)(?:{'|'.join(lexicon.JOINING)})(?!\S|\s+\d)",
    re.IGNORECASE,
)


class Token(NamedTuple):
    """A folded word, the piece of text it comes from and the whole word that was typed.

    `El-Bakkali` is two tokens of one whole. `side` counts the separators before the token.
    """

    folded: str
    typed: str
    whole: str
    side: int


def expand_years(text: str, this_year: int) -> str:
    """Write `'24` as 2024 and `2019-2021` as two words.

    A short year is in this century unless that is later than next year.
    """

    def year(match: re.Match[str]) -> str:
        in_this_century = this_year - this_year % 100 + int(match[1])
        return str(in_this_century if in_this_century <= this_year + 1 else in_this_century - 100)

    return _HYPHENATED_YEARS.sub(r"\1 \2", _SHORT_YEAR.sub(year, text))


def has_separator(text: str) -> bool:
    """Whether a text opposes two sides: `v`, `vs`, `against`, a dash between spaces."""
    return _STRONG_SEPARATOR.search(text) is not None


def tokenize(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text, each with its side.

    Sides are divided by `v`, `vs`, ` - ` and the like or, where there is none of these, by commas and `and`.
    """
    text = text.replace("×", "x")  # as cards write it: 4 × 400 m
    separator = _STRONG_SEPARATOR if has_separator(text) else _WEAK_SEPARATOR
    tokens: list[Token] = []
    for number, side in enumerate(separator.split(text)):
        for whole in side.split():
            tokens += [Token(folded, piece, whole, number) for folded, piece in _pieces(whole)]
    return tuple(tokens)


def _pieces(whole: str) -> list[tuple[str, str]]:
    """Return the folded words of a typed word, each with the piece of text that it stands for."""
    folded = fold(whole).split()
    pieces = [piece for piece in _INSIDE.split(whole) if fold(piece)]
    shown = pieces if len(pieces) == len(folded) else folded
    return [
        (lexicon.SYNONYMS.get(word, word), whole if len(folded) == 1 else piece)
        for word, piece in zip(folded, shown, strict=True)
    ]


def clean(text: str) -> str:
    """Remove what no word contains: control characters, joiners, Discord's mentions."""
    text = _MENTION.sub(" ", text)
    return "".join(letter for letter in text if letter.isspace() or unicodedata.category(letter)[0] != "C")
