"""Words in two languages, and typed texts made fit to be shown."""

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.ask import help_card
from knowledge.cards.wording import LONGEST_ECHO, Wording, echo, within
from knowledge.models.base import DisciplineId, NationId
from knowledge.models.facts import Category, Discipline, Nation, Round, Tier
from knowledge.models.mark import Measure
from tests.knowledge.asking import Asker, words

EN, FR = Wording(), Wording("fr")


HURDLES = Discipline(
    id=DisciplineId("110m-hurdles"),
    name="110 metres hurdles",
    measure=Measure.TIME,
    group="track",
)


def test_cards_in_french(ask: Asker) -> None:
    card = ask("/h2h hadri arvell", "fr")
    assert card.headline == "Arvell mène 3–2 en 5 finales."
    dnf = ask("/h2h arvell sørnes", "fr")
    assert dnf.headline == "Arvell mène 3–0 en 3 finales, dont deux sur abandon (Sørnes)."
    assert "né le 4 mars 1998" in (ask("/athlete arvell", "fr").subtitle or "")
    assert "née" in (ask("/athlete temba", "fr").subtitle or "")
    assert "/result bruxelles steeple" in words(help_card(Wording("fr")))
    assert "Résultat complet." in words(ask("/result harbour-mile-2022-men-mile-final", "fr"))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("oslo", "oslo"),
        ("  two\n\twords ", "two words"),
        ("a\x1b[31mb\x00", "a[31mb"),
        ("right\u202eleft\u200b", "rightleft"),
        ("x" * 61, "x" * 59 + "…"),
        ("x" * 60, "x" * 60),
    ],
)
def test_a_typed_text_is_repeated_short_and_printable(typed: str, shown: str) -> None:
    assert echo(typed) == shown


@given(st.text(max_size=300))
def test_an_echo_is_short_printable_and_stays_as_it_is(typed: str) -> None:
    shown = echo(typed)
    assert len(shown) <= LONGEST_ECHO
    assert all(char.isprintable() for char in shown)
    assert echo(shown) == shown


def test_all_words_of_a_text_in_a_name() -> None:
    assert within("El Bakkali", "soufiane el bakkali")
    assert not within("Kibiwott", "Abraham Kibiwot")


def test_an_unknown_language_is_answered_in_english() -> None:
    assert Wording("xx").say("Which one?") == "Which one?"
    assert Wording("../../etc").language == "en"


def test_dates() -> None:
    assert EN.date(date(2024, 9, 13)) == "13 Sep 2024"
    assert FR.iso_date("1998-05-01") == "1er mai 1998"
    assert (EN.iso_date("2002-03"), EN.iso_date("2002"), EN.iso_date("2002-03-01")) == (
        "Mar 2002",
        "2002",
        "1 Mar 2002",
    )


def test_counts_have_thousands_and_numbers_in_sentences_are_words_up_to_ten() -> None:
    assert EN.plural("{n} race", "{n} races", 465_917) == "465,917 races"
    assert FR.plural("{n} race", "{n} races", 465_917) == "465\N{NARROW NO-BREAK SPACE}917 courses"
    assert [EN.number(n) for n in (1, 2, 6, 10, 11)] == ["1", "two", "six", "ten", "11"]
    assert FR.number(7) == "sept"


def test_events() -> None:
    assert EN.event(HURDLES, Category.MEN) == "men's 110 m hurdles"
    assert FR.event(HURDLES, Category.MEN_U20) == "110 m haies hommes U20"
    assert EN.event(HURDLES, None) == "110 m hurdles"


def test_every_category_tier_and_round_has_words() -> None:
    for wording in (EN, FR):
        assert all(wording.event(HURDLES, category) for category in Category)
        assert all(wording.tier(tier) for tier in Tier)
        assert all(wording.round(round_) for round_ in Round)
    assert FR.round(Round.HEAT, 2) == "série 2"


def test_nations() -> None:
    kenya = Nation(id=NationId("KEN"), name="Kenya", iso="KE")
    morocco = Nation(id=NationId("MAR"), name="Morocco", iso="MA")
    refugees = Nation(id=NationId("ART"), name="Athlete Refugee Team")
    assert [EN.nation(one) for one in (kenya, morocco)] == ["Kenya", "Morocco"]
    assert [FR.nation(one) for one in (morocco, refugees)] == ["Maroc", "Athlete Refugee Team"]


def test_towns_of_championships_have_their_french_names() -> None:
    towns = ("Moscow", "Athens", "Gothenburg", "Seville", "Mexico City", "Paris")
    assert [FR.term(town) for town in towns] == [
        "Moscou",
        "Athènes",
        "Göteborg",
        "Séville",
        "Mexico",
        "Paris",
    ]


def test_what_others_wrote_is_never_taken_for_a_template() -> None:
    assert EN.say("Nothing on file is called “{typed}”.", typed="{0} {typed}") == (
        "Nothing on file is called “{0} {typed}”."
    )


def test_english_does_not_wait_for_babel() -> None:
    program = (
        "import sys; from knowledge.ask import Wording, help_card; help_card(Wording()); "
        "sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_city_has_the_name_of_the_language() -> None:
    assert [Wording(language).term("Munich") for language in ("en", "de")] == ["Munich", "München"]
