"""Dates, numbers and lists are the CLDR's; ordinals, births and what is missing are each language's."""

from datetime import date

import pytest
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from knowledge.locale import LANGUAGES, grammar
from knowledge.models.facts import Sex

EN, FR, DE = (grammar(language) for language in ("en", "fr", "de"))
DAY, FIRST = date(2024, 9, 13), date(2024, 5, 1)


def test_dates() -> None:
    assert [rules.day(DAY) for rules in (EN, FR, DE)] == ["13 Sep 2024", "13 sept. 2024", "13. Sept. 2024"]
    assert [rules.day(FIRST) for rules in (EN, FR, DE)] == ["1 May 2024", "1er mai 2024", "1. Mai 2024"]
    assert [rules.month(DAY) for rules in (EN, FR, DE)] == ["Sep 2024", "sept. 2024", "Sept. 2024"]


def test_english_writes_out_what_the_cldr_has() -> None:
    for month in range(1, 13):
        day = date(2024, month, 9)
        assert EN.day(day) == format_date(day, "d MMM y", locale="en")
    for n in (7, 8_893, 1_465_917):
        assert EN.number(n) == format_decimal(n, locale="en")
    for items in ([], ["a"], ["a", "b"], ["a", "b", "c"]):
        assert EN.listed(items) == format_list(items, locale="en_GB")


def test_numbers() -> None:
    assert [rules.number(465_917) for rules in (EN, FR, DE)] == [
        "465,917",
        "465\N{NARROW NO-BREAK SPACE}917",
        "465.917",
    ]
    assert [rules.decimal("8.90") for rules in (EN, FR, DE)] == ["8.90", "8,90", "8,90"]


def test_lists() -> None:
    assert [rules.listed(["a", "b", "c"]) for rules in (EN, FR, DE)] == [
        "a, b and c",
        "a, b et c",
        "a, b und c",
    ]
    assert [rules.listed([]) for rules in (EN, FR, DE)] == ["", "", ""]


def test_nations() -> None:
    assert [rules.nation("MA", "Morocco") for rules in (EN, FR, DE)] == ["Morocco", "Maroc", "Marokko"]
    assert [DE.nation(iso, "") for iso in ("GB", "US")] == ["Großbritannien", "USA"]
    assert FR.nation("GB-ENG", "England") == "England"


@pytest.mark.parametrize(
    ("place", "text"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"),
     (112, "112th")],
)  # fmt: skip
def test_places(place: int, text: str) -> None:
    assert EN.ordinal(place, None) == text


def test_places_agree_in_french() -> None:
    assert (FR.ordinal(1, None), FR.ordinal(1, Sex.FEMALE), FR.ordinal(2, Sex.FEMALE)) == ("1er", "1re", "2e")
    assert DE.ordinal(1, Sex.FEMALE) == "1."


def test_births_and_deaths() -> None:
    assert EN.born("4 Mar 1998", exact=True, sex=Sex.MALE) == "born 4 Mar 1998"
    assert EN.died("1942", exact=False, sex=Sex.FEMALE) == "died 1942"
    assert FR.born("4 mars 1998", exact=True, sex=Sex.MALE) == "né le 4 mars 1998"
    assert FR.born("mars 1998", exact=False, sex=Sex.FEMALE) == "née en mars 1998"
    assert FR.died("1942", exact=False, sex=Sex.FEMALE) == "morte en 1942"
    assert DE.born("4. März 1998", exact=True, sex=Sex.FEMALE) == "geboren am 4. März 1998"
    assert DE.born("März 1998", exact=False, sex=Sex.MALE) == "geboren im März 1998"
    assert DE.died("1942", exact=False, sex=Sex.MALE) == "gestorben 1942"


def test_french_elides_before_a_vowel() -> None:
    assert FR.none_of("heptathlon") == "pas d'heptathlon"
    assert FR.none_of("1500 m") == "pas de 1500 m"
    assert EN.none_of("high jump") == "no high jump"


def test_disciplines_inside_a_sentence() -> None:
    assert EN.inside("High jump") == "high jump"
    assert FR.inside("DMR") == "DMR"
    assert DE.inside("Hochsprung") == "Hochsprung"


def test_every_language_has_a_grammar_of_its_name() -> None:
    assert [grammar(language).language for language in LANGUAGES] == list(LANGUAGES)
