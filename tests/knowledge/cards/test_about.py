"""The cards of `/about` and `/help`."""

from datetime import date

from knowledge.ask import help_card
from knowledge.cards.about import about_card
from knowledge.cards.wording import Wording
from knowledge.models.card import Card
from knowledge.models.records import Behind
from knowledge.store import KnowledgeBase
from tests.knowledge.asking import words


def test_about_says_that_newer_facts_cannot_be_used(kb: KnowledgeBase) -> None:
    for built, language, text in (
        (date(2026, 11, 28), "en", "can't be read just now; these are as of 28 Nov 2026."),
        (None, "en", "can't be read just now; these are older ones."),
        (date(2026, 11, 28), "fr", "illisibles pour l'instant ; ceux-ci datent du 28 nov. 2026."),
    ):
        about = kb.about().model_copy(update={"behind": Behind(built=built)})
        assert text in words(about_card(about, (), (), (), (), Wording(language)))


def _about(kb: KnowledgeBase, language: str = "en") -> Card:
    sources = kb.source_counts()
    return about_card(
        kb.about(), kb.families(), kb.fullest_editions(), kb.coverage(), sources, Wording(language)
    )


def test_about_tells_the_families_with_their_years(kb: KnowledgeBase) -> None:
    for language, heading, row in (
        ("en", "Championships and meetings", ("Diamond League", "2022–2023", "2 editions", "3 finals")),
        ("fr", "Championnats et meetings", ("Ligue de diamant", "2022–2023", "2 éditions", "3 finales")),
    ):
        section = next(one for one in _about(kb, language).sections if one.heading == heading)
        assert section.table is not None
        assert row in [one.cells for one in section.table.rows]
    assert ("Northern Games", "2020", "1 edition", "4 finals") in [
        row.cells for section in _about(kb).sections if section.table for row in section.table.rows
    ]


def test_about_attributes_what_is_under_a_licence(kb: KnowledgeBase) -> None:
    sources = kb.source_counts()
    for language, heading, rest in (
        ("en", "Licences of the sources", "single facts"),
        ("fr", "Licences des sources", "faits isolés"),
    ):
        licensed = [one.model_copy(update={"licence": "CC BY 4.0"}) for one in sources]
        card = about_card(kb.about(), (), (), (), licensed, Wording(language))
        section = next(one for one in card.sections if one.heading == heading)
        assert section.lines[0].startswith("CC BY 4.0: ")
        assert "Harbour Athletic Club" in section.lines[0]
        assert rest in section.lines[1]
    unlicensed = [one.model_copy(update={"licence": None}) for one in sources]
    assert "Licences" not in words(about_card(kb.about(), (), (), (), unlicensed, Wording()))


def test_about_names_the_first_publishers_of_a_licence_and_counts_the_rest(kb: KnowledgeBase) -> None:
    one = kb.source_counts()[0]
    many = [
        one.model_copy(update={"licence": "MIT", "publisher": f"Club {number}", "results": 99 - number})
        for number in range(1, 33)
    ]
    text = words(about_card(kb.about(), (), (), (), many, Wording()))
    assert "\nMIT: Club 1, Club 2, Club 3, " in text
    assert ", Club 30 and 2 more\n" in text
    few = words(about_card(kb.about(), (), (), (), many[:2], Wording()))
    assert f"\nMIT: Club 1, {one.title}; Club 2, {one.title}\n" in few


def test_about_and_help(kb: KnowledgeBase) -> None:
    about = words(_about(kb))
    assert f"{kb.about().counts.results} results" in about
    assert kb.about().version[:12] in about
    assert "Harbour Athletic Club" in about
    assert "Mile" in about
    assert "Grimsund 2022" in about
    assert "4 finals complete" in about
    assert "Brennan Mile 2024" not in about  # Two are not a competition as a whole.
    assert "/h2h serem v el bakkali" in words(help_card(Wording()))


def test_the_glance_of_about_says_how_much_is_on_file_and_where_the_sources_are(kb: KnowledgeBase) -> None:
    for language, results, sources in (
        ("en", "results", "Sources and licences"),
        ("fr", "résultats", "Sources et licences"),
    ):
        glance = _about(kb, language).glance
        assert glance is not None
        assert (glance.title, glance.details, glance.buttons) == ("Bell Lap", sources, ())
        sizes, reach = glance.parts[0].lines
        assert f"{kb.about().counts.results} {results}" in sizes
        assert "2024" in reach
        (largest,) = glance.parts[1].lines
        assert largest.startswith("Fjord Championships 2022 · Northern Games 2020 · ")


def test_the_glance_of_about_says_what_cannot_be_read(kb: KnowledgeBase) -> None:
    about = kb.about().model_copy(update={"behind": Behind(built=date(2026, 11, 28))})
    glance = about_card(about, (), (), (), (), Wording()).glance
    assert glance is not None
    assert "28 Nov 2026" in glance.small[0]
    assert len(glance.parts) == 1, "there are no championships"
