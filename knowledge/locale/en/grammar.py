"""English, in the forms of the house: the CLDR's, but written out, so that English answers need no Babel."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from knowledge.locale.grammar import LanguageGrammar
from knowledge.models.facts import Sex

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


class English(LanguageGrammar):
    """`13 Sep 2024`, `465,917`, `a, b and c`, `1st`."""

    def ordinal(self, n: int, sex: Sex | None) -> str:
        """`1st`, `2nd`, `3rd`, `11th`."""
        del sex
        teens = n % 100 in (11, 12, 13)
        return f"{n}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"

    def born(self, day: str, *, exact: bool, sex: Sex) -> str:
        """`born 28 Aug 2002`."""
        del exact, sex
        return f"born {day}"

    def died(self, day: str, *, exact: bool, sex: Sex) -> str:
        """`died 31 Mar 1980`."""
        del exact, sex
        return f"died {day}"

    def none_of(self, what: str) -> str:
        """`no high jump`."""
        return f"no {what}"

    def day(self, day: date) -> str:
        """`13 Sep 2024`."""
        return f"{day.day} {self.month(day)}"

    def month(self, first: date) -> str:
        """`Sep 2024`."""
        return f"{_MONTHS[first.month - 1]} {first.year}"

    def number(self, n: int) -> str:
        """`465,917`."""
        return f"{n:,}"

    def decimal(self, digits: str) -> str:
        """`8.95`."""
        return digits

    def listed(self, items: Sequence[str]) -> str:
        """`a, b and c`."""
        return " and ".join(part for part in (", ".join(items[:-1]), *items[-1:]) if part)

    def nation(self, iso: str, english: str) -> str:
        """The name in the facts."""
        del iso
        return english


GRAMMAR: Final = English("en")
