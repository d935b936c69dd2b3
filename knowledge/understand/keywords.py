"""Words of a question that are no names: years, days, rounds, categories, and those that say nothing."""

import re
from collections.abc import Iterator

from knowledge.understand import lexicon
from knowledge.understand.dates import read_days
from knowledge.understand.parts import Part, Span
from knowledge.understand.text import Word

A_KEYWORD = 0.6
A_SHORT_YEAR = 1.1
NOTHING_SAID = 0.3
UNKNOWN_WORD = 7.0
_FIRST_YEAR = 1896
_LAST_YEAR = 2100


def keywords(words: tuple[Word, ...], this_year: int) -> Iterator[Span]:
    """Every way to read these words as something that is no name; unknown is always one of them."""
    folded = tuple(word.folded for word in words)
    only = folded[0] if len(folded) == 1 else None
    if folded in lexicon.ROUNDS:
        yield Span(Part.ROUND, words, A_KEYWORD, value=lexicon.ROUNDS[folded])
    number = _small_number(folded[1]) if len(folded) == 2 and folded[:1] in lexicon.ROUNDS else None
    if number is not None:
        yield Span(Part.ROUND, words, A_KEYWORD, value=lexicon.ROUNDS[folded[:1]], number=number)
    days = read_days(folded)
    if days is not None:
        yield Span(Part.DAYS, words, A_KEYWORD, days=days)
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
        (Part.AFTER, lexicon.AFTER),
        (Part.UNTIL, lexicon.UNTIL),
        (Part.BEFORE, lexicon.BEFORE),
    ):
        if only in written:
            yield Span(part, words, A_KEYWORD, value=only)
    if only in lexicon.STOP_WORDS:
        yield Span(Part.NOTHING, words, NOTHING_SAID)
    yield Span(Part.UNKNOWN, words, UNKNOWN_WORD)


def _year(folded: tuple[str, ...], this_year: int) -> int | None:
    if folded in {("last", "year"), ("last", "season"), ("an", "dernier"), ("lannee", "derniere")}:
        return this_year - 1
    if folded in {("this", "year"), ("this", "season"), ("cette", "annee")}:
        return this_year
    if len(folded) == 1 and folded[0].isascii() and folded[0].isdigit() and len(folded[0]) == 4:
        year = int(folded[0])
        return year if _FIRST_YEAR <= year <= _LAST_YEAR else None
    return None


def _small_number(word: str) -> int | None:
    if word.isascii() and word.isdigit() and len(word) < 3:
        return int(word)
    return lexicon.NUMBERS.get(word)
