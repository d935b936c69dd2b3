"""Segments that are not names: years, days, rounds, categories and stop words.

Costs are in nats, chosen by hand.
"""

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
"""Cost of one word read as a keyword."""
A_PHRASE = 0.55
"""Cost of several words read as one keyword: less than a keyword and a stop word."""
A_SHORT_YEAR = 1.1
"""Cost of two digits read as a year."""
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
    """Yield two digits as a year of this century that is not in the future."""
    digits = words[0].folded
    if re.fullmatch(r"[0-9]{2}", digits, re.ASCII) and int(digits) <= this_year % 100:
        year = this_year - this_year % 100 + int(digits)
        yield Segment(SegmentType.YEAR, words, A_SHORT_YEAR, years=(year, year))


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
