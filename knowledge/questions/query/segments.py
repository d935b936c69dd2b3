"""The parts of a question: stretches of its words and what each is read as."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from itertools import groupby

from knowledge.names import Found
from knowledge.questions.query.time_expressions import Years
from knowledge.questions.query.tokenizer import Word


class Part(Enum):
    """What a stretch of words is."""

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


@dataclass(frozen=True)
class Span:
    """A stretch of words and what it is read as.

    `found` are the things it may mean, likeliest first; `value`, `number`, `years` and `days` what a keyword
    says. A bound is a word like `since` that no time follows.
    """

    part: Part
    words: tuple[Word, ...]
    cost: float
    found: tuple[Found, ...] = ()
    value: str = ""
    number: int | None = None
    years: Years | None = None
    days: tuple[date, date] | None = None

    @property
    def typed(self) -> str:
        """The words as they were typed."""
        return as_typed(self.words)


@dataclass(frozen=True)
class Spans:
    """All parts of a question, in the order they were said."""

    all: tuple[Span, ...] = field(default=())
    cost: float = 0.0

    def of(self, part: Part) -> tuple[Span, ...]:
        """Those that are read as this."""
        return tuple(span for span in self.all if span.part is part)

    @property
    def said(self) -> str:
        """All that says something, as typed."""
        return as_typed(word for span in self.all if span.part is not Part.NOTHING for word in span.words)

    @property
    def unknown(self) -> str:
        """The words that could not be read as anything, as typed."""
        return as_typed(word for span in self.of(Part.UNKNOWN) for word in span.words)


def as_typed(words: Iterable[Word]) -> str:
    """What was typed: pieces of one typed word are put together again."""
    return " ".join(
        whole if len(pieces := list(group)) > 1 else pieces[0].typed
        for whole, group in groupby(words, key=lambda word: word.whole)
    )
