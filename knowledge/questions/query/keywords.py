"""Words of a question that are no names: years, days, rounds, categories, and those that say nothing."""

import re
from collections.abc import Iterator

from knowledge.questions.query import lexicon
from knowledge.questions.query.segments import Segment, SegmentType
from knowledge.questions.query.time_expressions import (
    Years,
    may_be_years,
    parse_days,
    parse_season,
    parse_years,
)
from knowledge.questions.query.tokenizer import Token

A_KEYWORD = 0.6
A_PHRASE = 0.55
"""What several words cost that say one thing: a little less than as words that say nothing."""
A_SHORT_YEAR = 1.1
A_LETTER = 1.2
"""What a single letter costs as a word about sex, where it may be an initial."""
NOTHING_SAID = 0.3
_OF_ROUNDS = frozenset(word for round_ in lexicon.ROUNDS for word in round_)
UNKNOWN_WORD = 7.0


def keywords(
    words: tuple[Token, ...], folded: tuple[str, ...], this_year: int, *, people: bool
) -> Iterator[Segment]:
    """Every way to read these words, folded, as something that is no name; unknown is one for a word alone.

    `people` says that the question is about people, so that a single letter is likelier an initial.
    """
    cost = A_KEYWORD if len(words) == 1 else A_PHRASE
    if folded[0] in _OF_ROUNDS or folded[-1] in _OF_ROUNDS:
        yield from _rounds(words, folded, cost)
    if folded in lexicon.AGES:
        yield Segment(SegmentType.AGE, words, cost, value="u20")
    years = _years(words, folded, this_year)
    if years is not None:
        yield Segment(SegmentType.YEAR, words, cost, years=years)
    days = parse_days(folded) if folded[-1][0].isdigit() else None
    if days is not None:
        yield Segment(SegmentType.DAYS, words, cost, days=days)
    if len(words) > 1:
        return
    only = folded[0]
    if years is None and re.fullmatch(r"[0-9]{2}", only, re.ASCII) and int(only) <= this_year % 100:
        year = this_year - this_year % 100 + int(only)
        yield Segment(SegmentType.YEAR, words, A_SHORT_YEAR, years=(year, year))
    initial = words[0].typed.endswith(".") and len(only) == 1
    if only in lexicon.SEXES and not initial:
        yield Segment(
            SegmentType.SEX, words, A_LETTER if people and len(only) == 1 else cost, value=lexicon.SEXES[only]
        )
    for part, written in ((SegmentType.ALL_RACES, lexicon.ALL_RACES), (SegmentType.BOUND, lexicon.BOUNDS)):
        if only in written:
            yield Segment(part, words, cost, value=only)
    if only in lexicon.STOP_WORDS and not initial:
        yield Segment(SegmentType.NOTHING, words, NOTHING_SAID)
    yield Segment(SegmentType.UNKNOWN, words, UNKNOWN_WORD)


def _years(words: tuple[Token, ...], folded: tuple[str, ...], this_year: int) -> Years | None:
    if len(words) > 1 and not may_be_years(folded):
        return None
    years = parse_years(folded, this_year)
    if years is None and len(words) == 2 and words[0].whole is words[1].whole:
        return parse_season(*folded)
    return years


def _rounds(words: tuple[Token, ...], folded: tuple[str, ...], cost: float) -> Iterator[Segment]:
    """A round, and which of its races: `heats`, `semi-final 2`, `second heat`."""
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
