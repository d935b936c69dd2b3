"""From the text of a question to its tokens, and to segments: runs of tokens with a type."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from itertools import groupby
from typing import NamedTuple

from knowledge.names import Candidate, fold
from knowledge.questions.query import lexicon
from knowledge.questions.query.time_expressions import Years

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


class SegmentType(Enum):
    """What a segment states.

    ALL_RACES asks for every race of an athlete. BOUND is a word such as `since` without a time after it.
    NOTHING is a stop word, UNKNOWN a word that could not be read.
    """

    WHERE = auto()
    NATION = auto()
    DISCIPLINE = auto()
    ATHLETE = auto()
    YEAR = auto()
    DAYS = auto()
    SEX = auto()
    AGE = auto()
    ROUND = auto()
    ALL_RACES = auto()
    BOUND = auto()
    NOTHING = auto()
    UNKNOWN = auto()


KINDS: dict[SegmentType, frozenset[str]] = {
    SegmentType.WHERE: frozenset({"competition", "edition", "city", "venue", "tier"}),
    SegmentType.NATION: frozenset({"nation"}),
    SegmentType.DISCIPLINE: frozenset({"discipline"}),
    SegmentType.ATHLETE: frozenset({"athlete"}),
}
"""The kinds of entities that a name segment of each type can refer to."""
NOT_ATHLETES = tuple(type_ for type_ in KINDS if type_ is not SegmentType.ATHLETE)
"""The types of name segments other than athletes."""
KINDS_NOT_ATHLETES = frozenset(kind for type_ in NOT_ATHLETES for kind in KINDS[type_])


@dataclass(frozen=True)
class Segment:
    """A run of words with its type; `cost` is in nats.

    A name has `candidates`, most probable first. A keyword has `value`, `number`, `years` or `days`.
    """

    type: SegmentType
    words: tuple[Token, ...]
    cost: float
    candidates: tuple[Candidate, ...] = ()
    value: str = ""
    number: int | None = None
    years: Years | None = None
    days: tuple[date, date] | None = None

    @property
    def typed(self) -> str:
        """The words as the user typed them."""
        return as_typed(self.words)


@dataclass(frozen=True)
class Segmentation:
    """All segments of a question in the order of its words; `cost` is their total in nats."""

    segments: tuple[Segment, ...] = field(default=())
    cost: float = 0.0

    def of(self, type_: SegmentType) -> tuple[Segment, ...]:
        """Return the segments of one type."""
        return tuple(segment for segment in self.segments if segment.type is type_)

    @property
    def typed(self) -> str:
        """The words as typed, without stop words."""
        meaningful = (segment for segment in self.segments if segment.type is not SegmentType.NOTHING)
        return as_typed(word for segment in meaningful for word in segment.words)

    @property
    def unknown_text(self) -> str:
        """The words that could not be read, as typed; empty where there are none."""
        return as_typed(word for segment in self.of(SegmentType.UNKNOWN) for word in segment.words)


def as_typed(words: Iterable[Token]) -> str:
    """Join words as the user typed them; pieces of one typed word become that word again."""
    return " ".join(
        whole if len(pieces := list(group)) > 1 else pieces[0].typed
        for whole, group in groupby(words, key=lambda word: word.whole)
    )


def typed_text(segments: Iterable[Segment]) -> str | None:
    """Join the words of several segments as typed; None where there are none."""
    return as_typed(word for segment in segments for word in segment.words) or None
