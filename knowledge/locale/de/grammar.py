"""German: ordinals, births with their preposition, and nouns with a capital."""

from typing import Final

from knowledge.locale.grammar import LanguageGrammar
from knowledge.models.facts import Sex

_NATIONS: Final = {"GB": "Großbritannien", "US": "USA"}


class German(LanguageGrammar):
    """`1.`, `geboren am 4. März 1998`."""

    def ordinal(self, n: int, sex: Sex | None) -> str:
        """`1.`."""
        del sex
        return f"{n}."

    def born(self, day: str, *, exact: bool, sex: Sex) -> str:
        """`geboren am 4. März 1998`, `geboren 1998`, `geboren im März 1998`."""
        del sex
        return f"geboren {_preposition(day, exact=exact)}{day}"

    def died(self, day: str, *, exact: bool, sex: Sex) -> str:
        """`gestorben am 31. März 1980`, `gestorben 1980`."""
        del sex
        return f"gestorben {_preposition(day, exact=exact)}{day}"

    def none_of(self, what: str) -> str:
        """The thing alone: the sentences say that it is missing, because `kein` would have to agree."""
        return what

    def nation(self, iso: str, english: str) -> str:
        """`Großbritannien` and `USA`, as sports pages have them; others as the CLDR names them."""
        return _NATIONS.get(iso) or super().nation(iso, english)

    def inside(self, name: str) -> str:
        """`Hochsprung`."""
        return name


def _preposition(day: str, *, exact: bool) -> str:
    """`am` before a day, `im` before a month, nothing before a year."""
    return "am " if exact else "" if day.isdigit() else "im "


GRAMMAR: Final = German("de")
