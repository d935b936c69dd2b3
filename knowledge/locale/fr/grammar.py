"""French: ordinals and births in agreement, and elision."""

from datetime import date
from typing import Final

from knowledge.locale.grammar import LanguageGrammar
from knowledge.models.facts import Sex

# No event begins with an aspirated h: `de` is elided before each of these letters.
_ELIDING = frozenset("aàâeéèêhiîoôuy")


class French(LanguageGrammar):
    """`1er mai 2024`, `1re`, `née le 4 mars 1998`, `pas d'heptathlon`."""

    def ordinal(self, n: int, sex: Sex | None) -> str:
        """`1er`, `1re`, `2e`."""
        return ("1re" if sex is Sex.FEMALE else "1er") if n == 1 else f"{n}e"

    def born(self, day: str, *, exact: bool, sex: Sex) -> str:
        """`né le 4 mars 1998`, `née en 1998`."""
        return f"{'née' if sex is Sex.FEMALE else 'né'} {'le' if exact else 'en'} {day}"

    def died(self, day: str, *, exact: bool, sex: Sex) -> str:
        """`mort le 31 mars 1980`, `morte en 1980`."""
        return f"{'morte' if sex is Sex.FEMALE else 'mort'} {'le' if exact else 'en'} {day}"

    def none_of(self, what: str) -> str:
        """`pas de 1500 m`, `pas d'heptathlon`."""
        return f"pas d'{what}" if what[:1].casefold() in _ELIDING else f"pas de {what}"

    def day(self, day: date) -> str:
        """`13 sept. 2024`, `1er mai 2024`: the first of a month is an ordinal."""
        return f"1er {self.month(day)}" if day.day == 1 else super().day(day)


GRAMMAR: Final = French("fr")
