"""Words in two languages, and typed texts made fit to be shown."""

import string
import subprocess
import sys
from datetime import date

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from knowledge.ask import help_card
from knowledge.cards.wording import LANGUAGES, LOCALE, LONGEST_ECHO, Wording, echo, within
from knowledge.models.base import DisciplineId, NationId
from knowledge.models.facts import Category, Discipline, Nation, Round, Sex, Tier
from knowledge.models.mark import Measure
from tests.knowledge.asking import Asker, words
from tests.knowledge.cards.messages import messages, plurals


def placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def translations(language: str) -> dict[str, tuple[str, ...]]:
    with (LOCALE / language / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    found: dict[str, tuple[str, ...]] = {}
    for entry in catalogue:
        ids = [entry.id] if isinstance(entry.id, str) else entry.id
        strings = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        found.update({id_: tuple(map(str, strings)) for id_ in ids if id_})
        assert "fuzzy" not in entry.flags or not entry.id
    return found


EN, FR = Wording(), Wording("fr")


HURDLES = Discipline(
    id=DisciplineId("110m-hurdles"),
    name="110 metres hurdles",
    measure=Measure.TIME,
    group="track",
    translations={"fr": "110 m haies"},
)


def test_cards_in_french(ask: Asker) -> None:
    card = ask("/h2h hadri arvell", "fr")
    assert card.headline == "Arvell mène 3–2 sur 5 finales ici."
    dnf = ask("/h2h arvell sørnes", "fr")
    assert dnf.headline == "Arvell mène 3–0 sur 3 finales ici, dont deux sur abandon (Sørnes)."
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


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_every_sentence_is_translated_with_its_parameters(language: str) -> None:
    translated = translations(language)
    untranslated = messages() - set(translated)
    assert not untranslated, (
        f"knowledge/locale/{language}/messages.po has no msgid for {sorted(untranslated)}"
    )
    for message in messages():
        for text in translated[message]:
            assert text, message
            assert placeholders(text) | {"n"} == placeholders(message) | {"n"}, message


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_no_translation_is_left_over(language: str) -> None:
    left_over = set(translations(language)) - messages()
    assert not left_over, (
        f"knowledge/locale/{language}/messages.po: nothing says {sorted(left_over)} any more"
    )


def test_both_forms_of_a_plural_take_the_same_parameters() -> None:
    for one, many in plurals():
        assert placeholders(one) | {"n"} == placeholders(many) | {"n"}


def test_an_unknown_language_is_answered_in_english() -> None:
    assert Wording("xx").say("Which one?") == "Which one?"
    assert Wording("../../etc").language == "en"


def test_dates() -> None:
    assert EN.date(date(2024, 9, 13)) == "13 Sep 2024"
    assert FR.date(date(2024, 9, 13)) == "13 sept. 2024"
    assert FR.date(date(2024, 5, 1)) == "1er mai 2024"
    assert (EN.iso_date("2002-03"), EN.iso_date("2002"), EN.iso_date("2002-03-01")) == (
        "Mar 2002",
        "2002",
        "1 Mar 2002",
    )


@pytest.mark.parametrize(
    ("place", "text"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"),
     (112, "112th")],
)  # fmt: skip
def test_places(place: int, text: str) -> None:
    assert EN.place(place) == text


def test_french_places_agree() -> None:
    assert (FR.place(1), FR.place(1, Sex.FEMALE), FR.place(2, Sex.FEMALE)) == ("1er", "1re", "2e")


def test_lists() -> None:
    assert [EN.list(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert FR.list(["a", "b"]) == "a et b"


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


def test_what_others_wrote_is_never_taken_for_a_template() -> None:
    assert EN.say("Nothing called “{typed}” is known here.", typed="{0} {typed}") == (
        "Nothing called “{0} {typed}” is known here."
    )


def test_english_does_not_wait_for_babel() -> None:
    program = (
        "import sys; from knowledge.ask import Wording, help_card; help_card(Wording()); "
        "sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
