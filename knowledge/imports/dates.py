"""Printed dates: `12 SEP 1996`, `SEP 1996`, `1996`, `1996-09-12`."""

import re
from datetime import date
from functools import lru_cache

from knowledge.imports.part import Unreadable

_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
_PRINTED = re.compile(r"(?:(?:(\d{1,2}) )?([A-Z]{3}) )?(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_FIRST, _LAST = 1850, 2100


@lru_cache(maxsize=65_536)
def partial_date(text: str) -> str:
    """The ISO date, month or year that a text gives; raises Unreadable."""
    if printed := _PRINTED.fullmatch(text.upper()):
        day, name, year = printed.groups()
        month = str(_MONTHS.index(name) + 1) if name in _MONTHS else name
    elif iso := _ISO.fullmatch(text):
        year, month, day = iso.groups()
    else:
        raise Unreadable("The date is not one like 12 SEP 1996, SEP 1996, 1996 or 1996-09-12.")
    try:
        found = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise Unreadable("There is no such date.") from None
    if not _FIRST <= found.year <= _LAST:
        raise Unreadable(f"The year is not between {_FIRST} and {_LAST}.")
    return found.isoformat()[: 10 if day else 7 if month else 4]


def full_date(text: str) -> date:
    """The day that a text gives; raises Unreadable for a month or a year alone."""
    found = partial_date(text)
    if len(found) < 10:
        raise Unreadable("The date of a race needs a day, a month and a year.")
    return date.fromisoformat(found)
