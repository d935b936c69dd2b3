"""Days and months, as people and newspapers write them."""

from calendar import monthrange
from datetime import date

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


def read_days(folded: tuple[str, ...]) -> tuple[date, date] | None:
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
