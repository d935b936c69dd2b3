"""Splitting a question into its parts: the cheapest way to read every word as something.

Each stretch of up to six words may be a name (of an athlete, a place, a discipline …), a keyword, a year, a
word that says nothing, or unknown. Dynamic programming over the words picks the reading whose costs add
up to the least, so that "amos serem" is one man and "serem bakkali" are two.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import groupby

from knowledge.models.facts import Round
from knowledge.names import Found, NameIndex, tokens
from knowledge.names.decision import believable
from knowledge.understand import lexicon
from knowledge.understand.text import Word


class Part(Enum):
    """What a stretch of words is."""

    WHERE = auto()
    NATION = auto()
    DISCIPLINE = auto()
    ATHLETE = auto()
    YEAR = auto()
    SEX = auto()
    AGE = auto()
    ROUND = auto()
    ALL_RACES = auto()
    SINCE = auto()
    UNTIL = auto()
    NOTHING = auto()
    UNKNOWN = auto()


PLACES = frozenset({"competition", "edition", "city", "venue", "tier"})
_KINDS = {
    Part.WHERE: PLACES,
    Part.NATION: frozenset({"nation"}),
    Part.DISCIPLINE: frozenset({"discipline"}),
    Part.ATHLETE: frozenset({"athlete"}),
}

LONGEST_NAME = 6
A_PART = 1.2
A_KEYWORD = 0.6
A_SHORT_YEAR = 1.1
NOTHING_SAID = 0.3
UNKNOWN_WORD = 7.0
AS_GOOD = 0.2
"""How much worse than the best reading of a place or event another may be and still be meant with it."""
_FIRST_YEAR = 1896


@dataclass(frozen=True)
class Span:
    """A stretch of words and what it is read as. `found` are the things it may mean, likeliest first."""

    part: Part
    words: tuple[Word, ...]
    cost: float
    found: tuple[Found, ...] = ()
    value: str = ""
    number: int | None = None

    @property
    def typed(self) -> str:
        """The words as they were typed."""
        return _as_typed(self.words)


@dataclass(frozen=True)
class Spans:
    """All parts of a question, in the order they were said."""

    all: tuple[Span, ...] = field(default=())
    cost: float = 0.0

    def of(self, part: Part) -> tuple[Span, ...]:
        """Those that are read as this."""
        return tuple(span for span in self.all if span.part is part)

    @property
    def unknown(self) -> str:
        """The words that could not be read as anything, as typed."""
        return _as_typed(word for span in self.of(Part.UNKNOWN) for word in span.words)


def _as_typed(words: Iterable[Word]) -> str:
    """What was typed, once, where punctuation parts one typed word into several folded ones."""
    return " ".join(typed for typed, _ in groupby(word.typed for word in words))


def split(
    words: Sequence[Word],
    index: NameIndex,
    *,
    prefer: Part,
    this_year: int,
    typing: bool = False,
    last: Part | None = None,
) -> Spans:
    """The cheapest reading of the words; where two cost the same, the one that names `prefer`.

    With `typing` the last word may not be typed to its end yet; with `last` it is read as that part only.
    """
    reader = _Reader(words, index, prefer, this_year, typing)
    best: list[tuple[float, tuple[Span, ...]]] = [(0.0, ())]
    for end in range(1, len(words) + 1):
        readings: list[tuple[float, tuple[Span, ...]]] = []
        for start in range(max(0, end - LONGEST_NAME), end):
            before, spans = best[start]
            readings += [
                (before + span.cost, (*spans, span))
                for span in reader.read(start, end)
                if last is None or end < len(words) or span.part in {last, Part.UNKNOWN}
            ]
        best.append(min(readings, key=lambda reading: reading[0]))
    cost, spans = best[-1]
    return Spans(spans, cost)


class _Reader:
    """Reads one stretch of the words in every way it can be read."""

    def __init__(
        self, words: Sequence[Word], index: NameIndex, prefer: Part, this_year: int, typing: bool
    ) -> None:
        self._words = tuple(words)
        self._index = index
        self._prefer = prefer
        self._this_year = this_year
        self._typing = typing

    def read(self, start: int, end: int) -> Iterator[Span]:
        words = self._words[start:end]
        if len({word.part for word in words}) > 1:
            return
        yield from _keywords(words, self._this_year)
        yield from self._ids(words)
        for part in _KINDS:
            span = self._name(part, words, last=end == len(self._words))
            if span is not None:
                yield span

    def _ids(self, words: tuple[Word, ...]) -> Iterator[Span]:
        if tokens(words[0].typed) != tuple(word.folded for word in words):
            return
        for kind, id_ in self._index.by_id(words[0].typed):
            if "-" not in id_ and kind not in {"discipline", "competition"}:
                continue
            for part, kinds in _KINDS.items():
                if kind in kinds:
                    found = Found(kind, id_, id_, registered=True, cost=0.0, weight=0)
                    yield Span(part, words, A_KEYWORD, (found,))

    def _name(self, part: Part, words: tuple[Word, ...], *, last: bool) -> Span | None:
        folded = [word.folded for word in words]
        found = self._find(folded, _KINDS[part], typing=self._typing and last)
        if not found:
            return None
        best = min(candidate.cost for candidate in found)
        if part is not Part.ATHLETE:
            found = tuple(candidate for candidate in found if candidate.cost <= best + AS_GOOD)
        unlikely = 0.0 if part is self._prefer else 0.05
        if part is Part.ATHLETE and self._prefer is not Part.ATHLETE:
            unlikely = 0.8
        return Span(part, words, A_PART + best + unlikely, found)

    def _find(self, folded: list[str], kinds: Collection[str], *, typing: bool) -> tuple[Found, ...]:
        if "discipline" in kinds:
            found = self._index.spelled_exactly(_without_unit(folded), kinds)
            found = found or self._index.spelled_exactly(folded, kinds)
            if found or not (typing or any(word.isalpha() and len(word) > 3 for word in folded)):
                return found
        found = self._index.find(folded, kinds, typing=typing)
        if not typing and found and not believable(min(one.cost for one in found), len(folded)):
            return ()
        return found


def _without_unit(folded: list[str]) -> list[str]:
    """The words of an event with `metres` in short: 5000 metres, 5000 m and 5000 are spelled alike."""
    units = {"metres", "meters", "metre", "meter", "metros"}
    return ["m" if word in units else word for word in folded]


def _keywords(words: tuple[Word, ...], this_year: int) -> Iterator[Span]:
    folded = tuple(word.folded for word in words)
    only = folded[0] if len(folded) == 1 else None
    if folded in lexicon.ROUNDS:
        yield Span(Part.ROUND, words, A_KEYWORD, value=lexicon.ROUNDS[folded])
    if len(folded) == 2 and folded[:1] in lexicon.ROUNDS and folded[1].isdigit() and len(folded[1]) < 3:
        yield Span(Part.ROUND, words, A_KEYWORD, value=lexicon.ROUNDS[folded[:1]], number=int(folded[1]))
    year = _year(folded, this_year)
    if year is not None:
        yield Span(Part.YEAR, words, A_KEYWORD, number=year)
    elif only is not None and re.fullmatch(r"[0-9]{2}", only) and int(only) <= this_year % 100:
        yield Span(Part.YEAR, words, A_SHORT_YEAR, number=this_year - this_year % 100 + int(only))
    if only is None:
        return
    if only in lexicon.SEXES:
        yield Span(Part.SEX, words, A_KEYWORD, value=lexicon.SEXES[only])
    for part, written in (
        (Part.AGE, lexicon.AGES),
        (Part.ALL_RACES, lexicon.ALL_RACES),
        (Part.SINCE, lexicon.SINCE),
        (Part.UNTIL, lexicon.UNTIL),
    ):
        if only in written:
            yield Span(part, words, A_KEYWORD, value=only)
    if only in lexicon.STOP_WORDS:
        yield Span(Part.NOTHING, words, NOTHING_SAID)
    yield Span(Part.UNKNOWN, words, UNKNOWN_WORD)


def _year(folded: tuple[str, ...], this_year: int) -> int | None:
    if folded in {("last", "year"), ("last", "season"), ("an", "dernier")}:
        return this_year - 1
    if folded in {("this", "year"), ("this", "season"), ("cette", "annee")}:
        return this_year
    if len(folded) == 1 and folded[0].isascii() and folded[0].isdigit() and len(folded[0]) == 4:
        year = int(folded[0])
        return year if _FIRST_YEAR <= year <= this_year + 1 else None
    return None


def round_of(span: Span) -> Round:
    """The round that a span says."""
    return Round(span.value)
