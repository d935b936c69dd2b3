"""The cards of `/about` and `/help`."""

from datetime import date

from knowledge.ask import help_card
from knowledge.cards.about import about_card
from knowledge.cards.wording import Wording
from knowledge.models.records import Behind
from knowledge.store import KnowledgeBase
from tests.knowledge.asking import words


def test_about_says_that_newer_facts_cannot_be_used(kb: KnowledgeBase) -> None:
    for built, language, text in (
        (date(2026, 11, 28), "en", "can't be read at the moment; these are as of 28 Nov 2026."),
        (None, "en", "can't be read at the moment; these are the last that could."),
        (date(2026, 11, 28), "fr", "illisibles pour le moment ; ceux-ci datent du 28 nov. 2026."),
    ):
        about = kb.about().model_copy(update={"behind": Behind(built=built)})
        assert text in words(about_card(about, (), (), (), Wording(language)))


def test_about_and_help(kb: KnowledgeBase) -> None:
    about = words(about_card(kb.about(), kb.fullest_editions(), kb.coverage(), kb.source_counts(), Wording()))
    assert f"{kb.about().counts.results} results" in about
    assert kb.about().version[:12] in about
    assert "Harbour Athletic Club" in about
    assert "Mile" in about
    assert "Grimsund 2022" in about
    assert "4 finals complete" in about
    assert "Brennan Mile 2024" not in about  # Two are not a competition as a whole.
    assert "/h2h serem v el bakkali" in words(help_card(Wording()))
