"""How a language writes dates, numbers and lists: as the Unicode CLDR has it, by Babel.

`<language>/grammar.py` holds what neither the CLDR nor a translation has, and its own habits. Babel is slow
to import, and English needs none of it, so it is imported where it is used.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the help of the command line names the languages, and waits for no models
    from knowledge.models.facts import Sex


class LanguageGrammar(ABC):
    """The rules of one language, named as its folder is."""

    def __init__(self, language: str) -> None:
        self.language = language

    @abstractmethod
    def ordinal(self, n: int, sex: "Sex | None") -> str:
        """`1st`, in agreement with the athlete's sex."""

    @abstractmethod
    def born(self, day: str, *, exact: bool, sex: "Sex") -> str:
        """`born 28 Aug 2002`; the date is a month or a year where it is not exact."""

    @abstractmethod
    def died(self, day: str, *, exact: bool, sex: "Sex") -> str:
        """`died 31 Mar 1980`; the date is a month or a year where it is not exact."""

    @abstractmethod
    def none_of(self, what: str) -> str:
        """`no high jump`."""

    def inside(self, name: str) -> str:
        """`high jump`: the name of a discipline inside a sentence. An abbreviation keeps its capitals."""
        return name if name[1:2].isupper() else name[:1].lower() + name[1:]

    def day(self, day: date) -> str:
        """`13 sept. 2024`."""
        return self._by_skeleton("yMMMd", day)

    def month(self, first: date) -> str:
        """`sept. 2024`, for a day in that month."""
        return self._by_skeleton("yMMM", first)

    def number(self, n: int) -> str:
        """`465 917`."""
        from babel.numbers import format_decimal  # noqa: PLC0415 - see above

        return format_decimal(n, locale=self.language)

    def decimal(self, digits: str) -> str:
        """`8,95` for `8.95`: every digit is kept, and what else stands there."""
        return digits.replace(".", self._decimal_sign)

    @cached_property
    def _decimal_sign(self) -> str:
        from babel.numbers import get_decimal_symbol  # noqa: PLC0415 - see above

        return get_decimal_symbol(self.language)

    def listed(self, items: Sequence[str]) -> str:
        """`a, b et c`."""
        from babel.lists import format_list  # noqa: PLC0415 - see above

        return format_list(items, locale=self.language)

    def nation(self, iso: str, english: str) -> str:
        """`Maroc` for `MA`; the English name where the CLDR has no such territory."""
        from babel import Locale  # noqa: PLC0415 - see above

        return str(Locale.parse(self.language).territories.get(iso, english))

    def _by_skeleton(self, skeleton: str, day: date) -> str:
        from babel.dates import format_skeleton  # noqa: PLC0415 - see above

        return format_skeleton(skeleton, day, locale=self.language)
