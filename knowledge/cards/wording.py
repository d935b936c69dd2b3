"""The words of all cards, in the reader's language.

Sentences are written in English in the code that uses them: `wording.say("No {event} on file.", event=…)`.
The catalogue of each language in `knowledge/locale/` translates them. Sentences that the code keeps before it
says them are marked with `msg`, so that `make words` finds them.
"""

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Final

from knowledge.locale import ENGLISH, LANGUAGES, catalogue, grammar, names
from knowledge.models.facts import Category, Discipline, Nation, Round, Sex, Tier


def msg(text: str) -> str:
    """Mark a text for translation. It is returned unchanged and translated where it is used."""
    return text


NUMBERS: Final = (
    msg("two"),
    msg("three"),
    msg("four"),
    msg("five"),
    msg("six"),
    msg("seven"),
    msg("eight"),
    msg("nine"),
    msg("ten"),
)

CATEGORIES: Final = {
    Category.MEN: msg("men's {discipline}"),
    Category.WOMEN: msg("women's {discipline}"),
    Category.MIXED: msg("mixed {discipline}"),
    Category.MEN_U20: msg("men's U20 {discipline}"),
    Category.WOMEN_U20: msg("women's U20 {discipline}"),
    Category.MIXED_U20: msg("mixed U20 {discipline}"),
}

CATEGORY_HEADINGS: Final = {
    Category.MEN: msg("Men"),
    Category.WOMEN: msg("Women"),
    Category.MIXED: msg("Mixed"),
    Category.MEN_U20: msg("U20 men"),
    Category.WOMEN_U20: msg("U20 women"),
    Category.MIXED_U20: msg("U20 mixed"),
}

ROUNDS: Final = {
    Round.FINAL: msg("final"),
    Round.SEMI_FINAL: msg("semi-final"),
    Round.QUALIFICATION: msg("qualification"),
    Round.HEAT: msg("heat"),
}

TIERS: Final = {
    Tier.OLYMPIC_GAMES: msg("Olympic Games"),
    Tier.WORLD_CHAMPIONSHIPS: msg("World Championships"),
    Tier.ULTIMATE_CHAMPIONSHIP: msg("Ultimate Championship"),
    Tier.WORLD_INDOOR_CHAMPIONSHIPS: msg("World Indoor Championships"),
    Tier.WORLD_ROAD_CHAMPIONSHIPS: msg("world road championships"),
    Tier.DIAMOND_LEAGUE_FINAL: msg("Diamond League final"),
    Tier.MARATHON_MAJOR: msg("World Marathon Majors"),
    Tier.CONTINENTAL_CHAMPIONSHIPS: msg("continental championships"),
    Tier.CONTINENTAL_INDOOR_CHAMPIONSHIPS: msg("continental indoor championships"),
    Tier.CONTINENTAL_GAMES: msg("continental games"),
    Tier.COMMONWEALTH_GAMES: msg("Commonwealth Games"),
    Tier.WORLD_U20_CHAMPIONSHIPS: msg("World U20 Championships"),
    Tier.DIAMOND_LEAGUE: msg("Diamond League"),
    Tier.CONTINENTAL_TOUR_GOLD: msg("Continental Tour Gold"),
    Tier.OTHER: msg("meeting"),
}

# Names and notes in the data that other languages translate; all others stay in English.
DATA_TERMS: Final = (
    msg("World Athletics Championships"),
    msg("World Athletics U20 Championships"),
    msg("European Athletics Championships"),
    msg("European Championships"),
    msg("African Games"),
    msg("African Championships"),
    msg("European Indoor Championships"),
    msg("Asian Championships"),
    msg("South American Championships"),
    msg("NACAC Championships"),
    msg("Asian Games"),
    msg("Pan American Games"),
    msg("World Road Running Championships"),
    msg("Brussels"),
    msg("London"),
    msg("Beijing"),
    msg("Zürich"),
    msg("Marrakech"),
    msg("photo finish"),
    msg("countback"),
    msg("same time"),
    msg("next best"),
    msg("jump-off"),
    msg("hand-timed"),
    msg("oversized track"),
    msg("irregular track"),
    msg("younger brother"),
    msg("elder brother"),
    msg("younger sister"),
    msg("elder sister"),
    msg("brother"),
    msg("sister"),
    msg("twin"),
    msg("twin brother"),
    msg("twin sister"),
)


class Wording:
    """Sentences, numbers, dates and names in one language; an unknown language falls back to English."""

    def __init__(self, language: str = ENGLISH) -> None:
        self.language = language if language in LANGUAGES else ENGLISH
        self._catalogue = catalogue(self.language)
        self._grammar = grammar(self.language)
        self._cities = names(self.language).get("city", {})

    def say(self, message: str, /, **params: object) -> str:
        """The message in this language, with `params` in place of its `{fields}`."""
        return self._catalogue.gettext(message).format(**params)

    def plural(self, one: str, many: str, n: int, /, **params: object) -> str:
        """The plural form for `n`. `{n}` becomes `n` in digits, unless `params` have another text for it."""
        return self._catalogue.ngettext(one, many, n).format_map({"n": self.thousands(n), **params})

    def term(self, text: str) -> str:
        """A name or note of the data in this language; unchanged where there is no translation."""
        own = self._cities.get(text)
        return own[0] if own else self._catalogue.gettext(text) if text else text

    def date(self, day: date) -> str:
        """`13 Sep 2024`."""
        return self._grammar.day(day)

    def iso_date(self, text: str) -> str:
        """An ISO date, month or year: `13 Sep 2024`, `Sep 2024`, `2024`."""
        parts = [int(part) for part in text.split("-")]
        if len(parts) == 3:
            return self.date(date(*parts))
        return self._grammar.month(date(parts[0], parts[1], 1)) if len(parts) == 2 else text

    def list(self, items: Sequence[str]) -> str:
        """`a, b and c`."""
        return self._grammar.listed(items)

    def place(self, place: int, sex: Sex | None = None) -> str:
        """`1st`, in agreement with the athlete's sex."""
        return self._grammar.ordinal(place, sex)

    def born(self, born: str, sex: Sex) -> str:
        """`born 28 Aug 2002`, `born Aug 2002`, `born 2002`, in agreement with the athlete's sex."""
        return self._grammar.born(self.iso_date(born), exact=born.count("-") == 2, sex=sex)

    def died(self, died: str, sex: Sex) -> str:
        """`died 31 Mar 1980`, `died 1980`, in agreement with the athlete's sex."""
        return self._grammar.died(self.iso_date(died), exact=died.count("-") == 2, sex=sex)

    def none_of(self, what: str) -> str:
        """`no high jump`."""
        return self._grammar.none_of(what)

    def number(self, n: int) -> str:
        """`two` to `ten` for use in sentences; all other numbers in digits."""
        return self.term(NUMBERS[n - 2]) if 2 <= n <= 10 else self.thousands(n)

    def thousands(self, n: int) -> str:
        """`8,893`."""
        return self._grammar.number(n)

    def decimal(self, digits: str) -> str:
        """`8.95` with the language's decimal sign, for use before a unit. Marks alone are as published."""
        return self._grammar.decimal(digits)

    def discipline(self, discipline: Discipline) -> str:
        """`3000 m steeplechase`, for use inside a sentence, with metres abbreviated."""
        name = self.term(discipline.name).replace(" metres", " m")
        name = name.replace(" x ", " \N{MULTIPLICATION SIGN} ")
        return self._grammar.inside(name)

    def event(self, discipline: Discipline, category: Category | None) -> str:
        """`men's 3000 m steeplechase`."""
        name = self.discipline(discipline)
        return self.of_category(category, name) if category else name

    def of_category(self, category: Category, what: str) -> str:
        """`men's 3000 m steeplechase`, `women's event`."""
        return self.say(CATEGORIES[category], discipline=what)

    def nation(self, nation: Nation) -> str:
        """`Kenya`; in other languages than English as the Unicode CLDR names it."""
        return self._grammar.nation(nation.iso, nation.name) if nation.iso else nation.name

    def tier(self, tier: Tier) -> str:
        """`Diamond League final`."""
        return self.term(TIERS[tier])

    def round(self, round_: Round, heat: int | None = None) -> str:
        """`final`, `heat 2`."""
        name = self.term(ROUNDS[round_])
        return f"{name} {heat}" if heat is not None else name


LONGEST_ECHO = 60
"""Characters of a typed text that a sentence repeats. Chosen by hand."""


def echo(typed: str) -> str:
    """A text that a user typed, printable, on one line and at most `LONGEST_ECHO` characters long."""
    return cut(_plain(typed), LONGEST_ECHO)


def cut(text: str, longest: int) -> str:
    """The text in at most `longest` characters; a shortened text ends with an ellipsis."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _plain(text: str) -> str:
    """The text without control, format, surrogate, private and unassigned characters."""
    # Ten times as much as is ever shown: a bound on the work for a text of megabytes.
    shown = text[: LONGEST_ECHO * 10]
    spaced = "".join(" " if char.isspace() else char for char in shown)
    kept = "".join(
        char for char in spaced if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return " ".join(kept.split())


def within(text: str, name: str) -> bool:
    """Whether every word of a text is a word of the name."""
    return set(text.casefold().split()) <= set(name.casefold().split())


def initial_capital(text: str) -> str:
    """The text with a capital letter first."""
    return text[:1].upper() + text[1:]
