"""Interpretations of a run of words: as a keyword (a time, a round, a category), an id or a name.

The cost of each is in nats. Costs were chosen by hand and are checked by benchmarks/understanding.py.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

from knowledge.names import Candidate, NameIndex
from knowledge.names.search.top_k import popularity_prior
from knowledge.questions.query import lexicon
from knowledge.questions.query.name_lookup import MAX_CANDIDATES, NameLookup, is_possessive
from knowledge.questions.query.segments import NOT_ATHLETES, Segment, SegmentType, Token
from knowledge.questions.query.time_expressions import (
    Years,
    may_be_years,
    parse_days,
    parse_season,
    parse_years,
)

A_KEYWORD = 0.6
"""Cost of one word read as a keyword."""
A_PHRASE = 0.55
"""Cost of several words read as one keyword: less than a keyword and a stop word."""
A_SHORT_YEAR = 1.1
"""Cost of two digits read as a year of this century."""
AN_OLD_SHORT_YEAR = 1.6
"""Cost of two digits read as a year of the century before: `60` is a distance as well."""
A_LETTER = 1.2
"""Cost of a single letter read as a sex where it may be an initial."""
A_STOP_WORD = 0.3
UNKNOWN_WORD = 7.0
"""Cost of a word that cannot be read."""
_IN_ROUNDS = frozenset(word for phrase in lexicon.ROUNDS for word in phrase)


def keywords(
    words: tuple[Token, ...], folded: tuple[str, ...], this_year: int, *, people: bool
) -> Iterator[Segment]:
    """Yield every keyword segment that these words can be; for a word alone, UNKNOWN as the last.

    `folded` are the folded words. `people` states that the question is about athletes, so that a single
    letter is more probably an initial.
    """
    cost = A_KEYWORD if len(words) == 1 else A_PHRASE
    if folded[0] in _IN_ROUNDS or folded[-1] in _IN_ROUNDS:
        yield from _rounds(words, folded, cost)
    if folded in lexicon.AGES:
        yield Segment(SegmentType.AGE, words, cost, value="u20")
    years = _years(words, folded, this_year)
    if years is not None:
        yield Segment(SegmentType.YEAR, words, cost, years=years)
    days = parse_days(folded) if folded[-1][0].isdigit() else None
    if days is not None:
        yield Segment(SegmentType.DAYS, words, cost, days=days)
    if len(words) == 1:
        if years is None:
            yield from _short_year(words, this_year)
        yield from _single_word(words, people=people)


def _single_word(words: tuple[Token, ...], *, people: bool) -> Iterator[Segment]:
    """Yield the keywords that only a single word can be."""
    folded = words[0].folded
    initial = words[0].typed.endswith(".") and len(folded) == 1
    if folded in lexicon.SEXES and not initial:
        cost = A_LETTER if people and len(folded) == 1 else A_KEYWORD
        yield Segment(SegmentType.SEX, words, cost, value=lexicon.SEXES[folded])
    if folded in lexicon.ALL_RACES:
        yield Segment(SegmentType.ALL_RACES, words, A_KEYWORD, value=folded)
    if folded in lexicon.BOUNDS:
        yield Segment(SegmentType.BOUND, words, A_KEYWORD, value=folded)
    if folded in lexicon.STOP_WORDS and not initial:
        yield Segment(SegmentType.NOTHING, words, A_STOP_WORD)
    yield Segment(SegmentType.UNKNOWN, words, UNKNOWN_WORD)


def _short_year(words: tuple[Token, ...], this_year: int) -> Iterator[Segment]:
    """Yield two digits as the latest year that ends in them and is not in the future."""
    digits = words[0].folded
    if re.fullmatch(r"[0-9]{2}", digits, re.ASCII):
        year = this_year - (this_year - int(digits)) % 100
        cost = A_SHORT_YEAR if year // 100 == this_year // 100 else AN_OLD_SHORT_YEAR
        yield Segment(SegmentType.YEAR, words, cost, years=(year, year))


def _years(words: tuple[Token, ...], folded: tuple[str, ...], this_year: int) -> Years | None:
    if len(words) > 1 and not may_be_years(folded):
        return None
    years = parse_years(folded, this_year)
    if years is None and len(words) == 2 and words[0].whole is words[1].whole:
        return parse_season(*folded)
    return years


def _rounds(words: tuple[Token, ...], folded: tuple[str, ...], cost: float) -> Iterator[Segment]:
    """Yield a round, with the number of its race where stated: `heats`, `semi-final 2`, `second heat`."""
    if folded in lexicon.ROUNDS:
        yield Segment(SegmentType.ROUND, words, cost, value=lexicon.ROUNDS[folded])
        return
    for round_, number in (
        (folded[:-1], _small_number(folded[-1])),
        (folded[1:], lexicon.ORDINALS.get(folded[0])),
    ):
        if round_ in lexicon.ROUNDS and number is not None:
            yield Segment(SegmentType.ROUND, words, cost, value=lexicon.ROUNDS[round_], number=number)


def _small_number(word: str) -> int | None:
    if word.isascii() and word.isdigit() and len(word) < 3:
        return int(word)
    return lexicon.NUMBERS.get(word)


A_NAME = 1.2
"""Cost of any segment that is a name, beside the cost of the match."""
MAX_WHOLE_NAME = 0.7
"""Greatest cost of a match by a full, a family or a given name."""
ATHLETE_NOT_PREFERRED = 0.8
"""Cost of an athlete in a question about something else."""
_OTHER_NOT_PREFERRED = 0.05
"""Cost of a name that is not of the preferred type: it decides between equal interpretations."""
UNKNOWN_WORD_IN_NAME = 0.6
"""Least cost of a word that is in no name: it belongs to the next segment, or is misspelled."""
INEXACT = 1.0
"""Cost from which a match is not spelled as in the name."""
PARTIAL_NAME = 0.5
"""Cost of words left out of a name: `moore` is more probably an athlete than Moore Stadium."""
POPULARITY_WEIGHT = 0.1
"""Share of the popularity prior that counts for a match that is not exact."""
UNFINISHED_MARGIN = 1.0
"""How much worse than the best another match of an unfinished name may be."""
EQUAL_MARGIN = 0.2
"""How much worse than the best another place or discipline may be and still count as well."""


@dataclass(slots=True)
class Interpretation:
    """A way to read a run of words.

    Without a segment the names have not been looked up yet, and `cost` is a lower bound.
    """

    type: SegmentType
    cost: float
    segment: Segment | None = None


class RunReader:
    """Reads the runs of words of one question. Each is read once, however often the question is segmented.

    `start` and `end` are positions of words, as of a slice.
    """

    def __init__(self, words: Sequence[Token], index: NameIndex, this_year: int) -> None:
        self.words = tuple(words)
        self.names = NameLookup(index, words)
        self._folded = tuple(word.folded for word in words)
        self._this_year = this_year
        self._stated: dict[tuple[int, int, bool], tuple[Segment, ...]] = {}

    def stated(self, start: int, end: int, *, people: bool) -> tuple[Segment, ...]:
        """Return the keywords and the ids that a run of words can be; `people` as of `keywords`."""
        run = (start, end, people)
        if run not in self._stated:
            self._stated[run] = (*self._keywords(*run), *self._ids(start, end))
        return self._stated[run]

    def _keywords(self, start: int, end: int, people: bool) -> Iterator[Segment]:
        for segment in keywords(
            self.words[start:end], self._folded[start:end], self._this_year, people=people
        ):
            if segment.type is not SegmentType.SEX or not self.names.is_unit(start):
                yield segment

    def _ids(self, start: int, end: int) -> Iterator[Segment]:
        if self._may_be_id(start, end):
            for type_, candidates in self.names.by_id(self.words[start].whole):
                yield Segment(type_, self.words[start:end], A_KEYWORD, candidates)

    def _may_be_id(self, start: int, end: int) -> bool:
        """Whether a run is all that was typed without a space, and not a single word of a name."""
        whole = self.words[start].whole
        if whole is not self.words[end - 1].whole:
            return False
        if (start > 0 and self.words[start - 1].whole is whole) or (
            end < len(self.words) and self.words[end].whole is whole
        ):
            return False
        in_names = self._folded[start].isalpha() and not self.names.in_others.unknown(start, start + 1)
        return not (in_names and end == start + 1)


class SegmentReader:
    """Reads the runs of words for one segmentation, which may prefer names of a type.

    With `typing` the last word may be unfinished.
    """

    def __init__(self, runs: RunReader, prefer: SegmentType, *, typing: bool) -> None:
        self._runs = runs
        self._words = runs.words
        self._prefer = prefer
        self._typing = typing
        self._lookup = runs.names

    def interpretations(self, start: int, end: int) -> Iterator[Interpretation]:
        """Yield the ways to read a run of words; names only with a lower bound, until `look_up`."""
        if self._words[start].side != self._words[end - 1].side:
            return
        for segment in self._runs.stated(start, end, people=self._prefer is SegmentType.ATHLETE):
            yield Interpretation(segment.type, segment.cost, segment)
        yield from self._names(start, end)

    def _names(self, start: int, end: int) -> Iterator[Interpretation]:
        """Yield the types of names that a run of words can be, each with the least cost of a match."""
        athletes, others = self._lookup.in_athletes, self._lookup.in_others
        if self._typing or athletes.may_be_name(start, end):
            unknown = 0 if is_possessive(self._words[end - 1]) else athletes.unknown(start, end)
            least = A_NAME + self._not_preferred(SegmentType.ATHLETE) + UNKNOWN_WORD_IN_NAME * unknown
            yield Interpretation(SegmentType.ATHLETE, least)
        if end == start + 1 or not others.has_unknown_year(start, end):
            least = A_NAME + UNKNOWN_WORD_IN_NAME * others.unknown(start, end)
            for type_ in NOT_ATHLETES:
                yield Interpretation(type_, least + self._not_preferred(type_))

    def look_up(
        self, start: int, end: int, interpretation: Interpretation, others: Iterable[Interpretation]
    ) -> None:
        """Look up the names of a run of words: set the segment and its cost, infinite where nothing matches.

        One search finds places, nations and disciplines together, so `others` of these types are set too.
        """
        if interpretation.type is SegmentType.ATHLETE:
            self._set(
                interpretation,
                start,
                end,
                self._lookup.athletes(start, end, unfinished=self._is_unfinished(end)),
            )
            return
        candidates = self._lookup.others(start, end, unfinished=self._is_unfinished(end))
        for one in others:
            if one.segment is None and one.type in NOT_ATHLETES:
                self._set(one, start, end, candidates.get(one.type, ()))

    def with_all_candidates(self, segment: Segment) -> Segment:
        """Return the segment with every athlete it can refer to, where the first look-up was limited."""
        limited = segment.type is SegmentType.ATHLETE and len(segment.candidates) >= MAX_CANDIDATES
        if not limited or self._typing:
            return segment
        return replace(segment, candidates=self._lookup.all_athletes(segment.words))

    def _set(
        self, interpretation: Interpretation, start: int, end: int, candidates: tuple[Candidate, ...]
    ) -> None:
        if not candidates:
            interpretation.cost = inf
            return
        best = min(candidate.cost for candidate in candidates)
        if interpretation.type is not SegmentType.ATHLETE:
            margin = UNFINISHED_MARGIN if self._is_unfinished(end) else EQUAL_MARGIN
            candidates = tuple(candidate for candidate in candidates if candidate.cost <= best + margin)
            if best > 0:
                best = _inexact_cost(best, candidates)
        interpretation.cost = A_NAME + best + self._not_preferred(interpretation.type)
        interpretation.segment = Segment(
            interpretation.type, self._words[start:end], interpretation.cost, candidates
        )

    def _is_unfinished(self, end: int) -> bool:
        """Whether a run of words up to `end` may go on."""
        return self._typing and end == len(self._words)

    def _not_preferred(self, type_: SegmentType) -> float:
        if type_ is self._prefer:
            return 0.0
        return ATHLETE_NOT_PREFERRED if type_ is SegmentType.ATHLETE else _OTHER_NOT_PREFERRED


def _inexact_cost(best: float, candidates: Iterable[Candidate]) -> float:
    """Return the cost of a match that is not exact: less for an entity that is popular."""
    partial = PARTIAL_NAME if best < INEXACT else 0.0
    return partial + min(
        one.cost - POPULARITY_WEIGHT * popularity_prior(one.popularity) for one in candidates
    )
