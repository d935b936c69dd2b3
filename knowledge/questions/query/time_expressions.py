"""Time expressions as people type them: `2024`, `the 90s`, `since 2020`, `two years ago`, `13 sep 2024`."""

import re
from calendar import monthrange
from datetime import date

from knowledge.questions.query import lexicon

Years = tuple[int | None, int | None]
"""The first and the last year, inclusive; None where that side is open."""
Days = tuple[date, date]
"""The first and the last day, inclusive."""

_FIRST_YEAR = 1896
"""The year of the first modern Olympic Games."""
_LAST_YEAR = 2100
_FIRST_DATED_YEAR, _LAST_DATED_YEAR = 1800, 2200
"""Years of a full date, where a number of four digits is nothing but a year."""
_YEAR = re.compile(r"[0-9]{4}", re.ASCII)
_DECADE = re.compile(r"([0-9]{2})?([0-9])0s", re.ASCII)

# `two years ago`, `il y a deux ans` and `annees 90` are patterns of `_plain`.
_BEGINNINGS = lexicon.ARTICLES | lexicon.BETWEEN | lexicon.PAST | lexicon.BOUNDS | lexicon.NUMBERS.keys()
_BEGINNINGS = _BEGINNINGS | lexicon.ONE | {phrase[0] for phrase in lexicon.RELATIVE_YEARS} | {"il", "annees"}
_ENDS = lexicon.YEARS | lexicon.ONWARDS | {"ago"} | {phrase[-1] for phrase in lexicon.RELATIVE_YEARS}


def may_be_years(folded: tuple[str, ...]) -> bool:
    """Whether several words can be a time expression, by the first and the last: a fast test."""
    first, last = folded[0], folded[-1]
    return (first in _BEGINNINGS or first[0].isdigit()) and (last in _ENDS or last[0].isdigit())


def parse_years(folded: tuple[str, ...], this_year: int) -> Years | None:
    """Return the years that folded words stand for; None where they are no such expression.

    A bare `24` is not parsed, because it can be many things.
    """
    if not folded:
        return None
    years = _plain(folded, this_year) or _range(folded, this_year)
    if years is not None or len(folded) == 1:
        return years
    if folded[0] in lexicon.ARTICLES:
        return parse_years(folded[1:], this_year)
    if folded[-1] in lexicon.ONWARDS:
        start = folded[1:-1] if folded[0] in lexicon.SINCE else folded[:-1]
        return _bounded("since", _plain(start, this_year)) if start else None
    return _bounded(folded[0], parse_years(folded[1:], this_year))


def _bounded(word: str, years: Years | None) -> Years | None:
    """Return the years since, after, until or before others; None where the limiting side is open."""
    if years is None or word not in lexicon.BOUNDS:
        return None
    begin, end = years
    if word in lexicon.SINCE:
        return (begin, None) if begin else None
    if word in lexicon.AFTER:
        return (end + 1, None) if end else None
    if word in lexicon.UNTIL:
        return (None, end) if end else None
    return (None, begin - 1) if begin else None


def parse_season(one: str, two: str) -> Years | None:
    """Return the years of a season written as one word, `2023/24` or `2019-21`; None for anything else."""
    if _YEAR.fullmatch(one) is None or not re.fullmatch(r"[0-9]{2}", two, re.ASCII):
        return None
    first = int(one)
    last = first - first % 100 + int(two)
    return (first, last) if _FIRST_YEAR <= first < last else None


def _plain(folded: tuple[str, ...], this_year: int) -> Years | None:
    """Parse a year, a decade, or years relative to this one."""
    if len(folded) == 1:
        return _year(folded[0]) or _decade(folded[0], this_year)
    if folded in lexicon.RELATIVE_YEARS:
        return _years_ago(-lexicon.RELATIVE_YEARS[folded], this_year)
    match folded:
        case ("annees", tens):
            return _decade(f"{tens}s", this_year)
        case (count, years, "ago") | ("il", "y", "a", count, years) if years in lexicon.YEARS:
            return _years_ago(_count(count), this_year)
        case (one, two, years) if years in lexicon.YEARS and lexicon.PAST & {one, two}:
            return _past_years(_count(two if one in lexicon.PAST else one), this_year)
    return None


def _year(word: str) -> Years | None:
    if _YEAR.fullmatch(word) is None or not _FIRST_YEAR <= int(word) <= _LAST_YEAR:
        return None
    return int(word), int(word)


def _decade(word: str, this_year: int) -> Years | None:
    """Parse `1990s`, or `90s` as the latest such decade that has begun."""
    match = _DECADE.fullmatch(word)
    if match is None:
        return None
    century, tens = match.groups()
    first = int(tens) * 10 + (int(century) * 100 if century else this_year - this_year % 100)
    if first > this_year and not century:
        first -= 100
    return (first, first + 9) if _FIRST_YEAR <= first + 9 <= _LAST_YEAR else None


def _years_ago(count: int | None, this_year: int) -> Years | None:
    return None if count is None else (this_year - count, this_year - count)


def _past_years(count: int | None, this_year: int) -> Years | None:
    return None if count is None else (this_year - count, this_year)


def _count(word: str) -> int | None:
    if word.isascii() and word.isdigit() and len(word) < 3:
        return int(word)
    return 1 if word in lexicon.ONE else lexicon.NUMBERS.get(word)


def _range(folded: tuple[str, ...], this_year: int) -> Years | None:
    """Parse `2019 to 2021` and `between 2019 and 2021`."""
    words = folded[1:] if folded[0] in lexicon.BETWEEN else folded
    for at in range(1, len(words) - 1):
        if words[at] in lexicon.AND:
            begin, end = _plain(words[:at], this_year), _plain(words[at + 1 :], this_year)
            if begin and end and begin[0] and end[1] and begin[0] <= end[1]:
                return begin[0], end[1]
    return None


def parse_days(folded: tuple[str, ...]) -> Days | None:
    """Return the first and the last day that folded words stand for; None where they are no date with a year.

    Accepts `13 september 2024`, `sep 13 2024`, `september 2024`, `13 09 2024` (day first) and `2024 09 13`.
    """
    if len(folded) == 2 and folded[0] in lexicon.MONTHS:
        return _month(_number(folded[1]), lexicon.MONTHS[folded[0]])
    if len(folded) != 3:
        return None
    one, two, three = folded
    if two in lexicon.MONTHS:
        return _day(_number(three), lexicon.MONTHS[two], _number(one))
    if one in lexicon.MONTHS:
        return _day(_number(three), lexicon.MONTHS[one], _number(two))
    if len(one) == 4:
        return _day(_number(one), _number(two), _number(three))
    return _day(_number(three), _number(two), _number(one))


def _number(word: str) -> int:
    """Parse a day or a year, with or without an ordinal ending; 0 for anything else."""
    for ending in lexicon.DAY_ENDINGS:
        word = word.removesuffix(ending)
    return int(word) if word.isascii() and word.isdigit() and len(word) <= 4 else 0


def _month(year: int, month: int) -> Days | None:
    if not _FIRST_DATED_YEAR <= year <= _LAST_DATED_YEAR:
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _day(year: int, month: int, day: int) -> Days | None:
    if not _FIRST_DATED_YEAR <= year <= _LAST_DATED_YEAR:
        return None
    try:
        parsed = date(year, month, day)
    except ValueError:
        return None
    return parsed, parsed
