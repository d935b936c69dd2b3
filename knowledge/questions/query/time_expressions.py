"""Years and spans of years, as people type them: `2024`, `the 90s`, `since 2020`, `two years ago`."""

import re
from calendar import monthrange
from datetime import date

from knowledge.questions.query import lexicon

Years = tuple[int | None, int | None]
"""The first and the last year, inclusive; either may be open."""

_FIRST_YEAR = 1896
_LAST_YEAR = 2100
_YEAR = re.compile(r"[0-9]{4}", re.ASCII)
_DECADE = re.compile(r"([0-9]{2})?([0-9])0s", re.ASCII)

_BESIDE_THIS = {
    -1: """last year, last season, previous year, previous season, lan dernier, an dernier, lannee derniere,
        annee derniere, la saison derniere, saison derniere, lan passe, lannee passee, annee passee""",
    0: """this year, this season, current season, current year, cette annee, cette saison""",
    1: """next year, next season, lan prochain, lannee prochaine, annee prochaine, saison prochaine""",
}
_RELATIVE = {
    tuple(phrase.split()): years for years, phrases in _BESIDE_THIS.items() for phrase in phrases.split(",")
}
_YEARS = frozenset(("year", "years", "yr", "yrs", "season", "seasons", "an", "ans", "annees", "saisons"))
_PAST = frozenset(("last", "past", "derniers", "dernieres"))
_ONWARDS = frozenset(("on", "onward", "onwards"))
_BETWEEN = frozenset(("between", "entre", "from", "de", "since", "depuis", "zwischen", "von"))
_AND = frozenset(
    ("and", "et", "und", "to", "until", "till", "through", "a", "au", "bis", "jusqua", "jusquen")
)
_ARTICLES = frozenset(("the", "les", "la", "in", "en", "over", "during", "these", "ces"))


_BEGINNINGS = _ARTICLES | _BETWEEN | _PAST | lexicon.BOUNDS | lexicon.NUMBERS.keys()
_BEGINNINGS = _BEGINNINGS | {"a", "an", "une", "il", "annees"} | {phrase[0] for phrase in _RELATIVE}
_ENDS = _YEARS | _ONWARDS | {"ago"} | {phrase[-1] for phrase in _RELATIVE}


def may_be_years(folded: tuple[str, ...]) -> bool:
    """Whether several words may stand for years: most don't, which is soon seen."""
    first, last = folded[0], folded[-1]
    return (first in _BEGINNINGS or first[0].isdigit()) and (last in _ENDS or last[0].isdigit())


def parse_years(folded: tuple[str, ...], this_year: int) -> Years | None:
    """The years that folded words stand for; None where they stand for none.

    A bare `24` is not read, for it may be many things.
    """
    if not folded:
        return None
    years = _plain(folded, this_year) or _from_one_to_another(folded, this_year)
    if years is not None or len(folded) == 1:
        return years
    if folded[0] in _ARTICLES:
        return parse_years(folded[1:], this_year)
    if folded[-1] in _ONWARDS:
        begun = folded[1:-1] if folded[0] in lexicon.SINCE else folded[:-1]
        return _bounded("since", _plain(begun, this_year)) if begun else None
    return _bounded(folded[0], parse_years(folded[1:], this_year))


def _bounded(word: str, years: Years | None) -> Years | None:
    """The years since, after, until or before others; None where these are open at the side that counts."""
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
    """A season as two years written together, `2023/24` or `2019-21`."""
    if _YEAR.fullmatch(one) is None or not re.fullmatch(r"[0-9]{2}", two, re.ASCII):
        return None
    first = int(one)
    last = first - first % 100 + int(two)
    return (first, last) if _FIRST_YEAR <= first < last else None


def _plain(folded: tuple[str, ...], this_year: int) -> Years | None:
    """A year, a decade, or years counted from this one."""
    if len(folded) == 1:
        return _year(folded[0]) or _decade(folded[0], this_year)
    if folded in _RELATIVE:
        return _years_ago(-_RELATIVE[folded], this_year)
    match folded:
        case ("annees", tens):
            return _decade(f"{tens}s", this_year)
        case (count, years, "ago") | ("il", "y", "a", count, years) if years in _YEARS:
            return _years_ago(_count(count), this_year)
        case (one, two, years) if years in _YEARS and _PAST & {one, two}:
            return _these_years(_count(two if one in _PAST else one), this_year)
    return None


def _year(word: str) -> Years | None:
    if _YEAR.fullmatch(word) is None or not _FIRST_YEAR <= int(word) <= _LAST_YEAR:
        return None
    return int(word), int(word)


def _decade(word: str, this_year: int) -> Years | None:
    """`1990s`, or `90s` as the last ones that have begun."""
    found = _DECADE.fullmatch(word)
    if found is None:
        return None
    century, tens = found.groups()
    first = int(tens) * 10 + (int(century) * 100 if century else this_year - this_year % 100)
    if first > this_year and not century:
        first -= 100
    return (first, first + 9) if _FIRST_YEAR <= first + 9 <= _LAST_YEAR else None


def _years_ago(count: int | None, this_year: int) -> Years | None:
    return None if count is None else (this_year - count, this_year - count)


def _these_years(count: int | None, this_year: int) -> Years | None:
    return None if count is None else (this_year - count, this_year)


def _count(word: str) -> int | None:
    if word.isascii() and word.isdigit() and len(word) < 3:
        return int(word)
    return 1 if word in {"a", "an", "une"} else lexicon.NUMBERS.get(word)


def _from_one_to_another(folded: tuple[str, ...], this_year: int) -> Years | None:
    words = folded[1:] if folded[0] in _BETWEEN else folded
    for at in range(1, len(words) - 1):
        if words[at] in _AND:
            begin, end = _plain(words[:at], this_year), _plain(words[at + 1 :], this_year)
            if begin and end and begin[0] and end[1] and begin[0] <= end[1]:
                return begin[0], end[1]
    return None


_MONTHS = {
    1: "january jan janvier janv",
    2: "february feb fevrier fevr",
    3: "march mar mars",
    4: "april apr avril avr",
    5: "may mai",
    6: "june jun juin",
    7: "july jul juillet juil",
    8: "august aug aout",
    9: "september sep sept septembre",
    10: "october oct octobre",
    11: "november nov novembre",
    12: "december dec decembre",
}
_MONTH_OF = {word: month for month, words in _MONTHS.items() for word in words.split()}
_ORDINALS = ("st", "nd", "rd", "th", "er")


def parse_days(folded: tuple[str, ...]) -> tuple[date, date] | None:
    """The first and the last day that folded words stand for; None where they are no date with a year.

    Read are `13 september 2024`, `sep 13 2024`, `september 2024`, `13 09 2024` (day first) and `2024 09 13`.
    """
    if len(folded) == 2 and folded[0] in _MONTH_OF:
        return _month(_number(folded[1]), _MONTH_OF[folded[0]])
    if len(folded) != 3:
        return None
    one, two, three = folded
    if two in _MONTH_OF:
        return _day(_number(three), _MONTH_OF[two], _number(one))
    if one in _MONTH_OF:
        return _day(_number(three), _MONTH_OF[one], _number(two))
    if len(one) == 4:
        return _day(_number(one), _number(two), _number(three))
    return _day(_number(three), _number(two), _number(one))


def _number(word: str) -> int:
    for ending in _ORDINALS:
        word = word.removesuffix(ending)
    return int(word) if word.isascii() and word.isdigit() and len(word) <= 4 else 0


def _month(year: int, month: int) -> tuple[date, date] | None:
    if not 1800 <= year <= 2200:
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _day(year: int, month: int, day: int) -> tuple[date, date] | None:
    if not 1800 <= year <= 2200:
        return None
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found, found
