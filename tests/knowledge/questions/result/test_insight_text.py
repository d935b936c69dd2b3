"""The sentence of an insight."""

from dataclasses import replace

import pytest

from knowledge.cards.wording import Wording
from knowledge.models.facts import Tier
from knowledge.questions.result.insight_model import Insight, InsightKind, Reach
from knowledge.questions.result.insight_text import insight_sentence
from knowledge.store import KnowledgeBase
from tests.knowledge.questions.made import BRIT
from tests.knowledge.questions.result.test_answer import result

EN, FR = Wording(), Wording("fr")


def said(kb: KnowledgeBase, insight: Insight | None, wording: Wording = EN, tier: Tier | None = None) -> str:
    found = result(kb, "harbour-mile-2024-men-mile-final")
    edition = found.head.edition.model_copy(update={"tier": tier or found.head.edition.tier})
    head = replace(found.head, edition=edition)
    sentence = insight_sentence(found.model_copy(update={"insight": insight, "head": head}), wording)
    return sentence or ""


@pytest.mark.parametrize(
    ("insight", "english", "french"),
    [
        (Insight(kind=InsightKind.RECORD, record="WR"), "World record.", "Record du monde."),
        (Insight(kind=InsightKind.SHARED), "A shared gold.", "Un or partagé."),
        (
            Insight(kind=InsightKind.SHARED, reach=Reach.ALL, count=30),
            "The only shared gold of all 30 Olympic finals.",
            "Le seul or partagé des 30 finales olympiques.",
        ),
        (
            Insight(kind=InsightKind.BEST_MARK, reach=Reach.FIRST, count=8),
            "The fastest of 8 Olympic finals until then.",
            "La plus rapide de 8 finales olympiques jusque-là.",
        ),
        (
            Insight(kind=InsightKind.SMALLEST_MARGIN, reach=Reach.KNOWN, count=21),
            "The closest of 21 Olympic finals on file.",
            "La plus serrée de 21 finales olympiques dans la base.",
        ),
        (
            Insight(kind=InsightKind.ALL_LOST, other=BRIT, count=9),
            "First win over Berg on file, after nine defeats in finals.",
            "Première victoire connue sur Berg (neuf finales perdues).",
        ),
        (
            Insight(kind=InsightKind.CHAMPION_BEATEN, other=BRIT),
            "Berg was the defending champion.",
            "Berg défendait son titre.",
        ),
        (
            Insight(kind=InsightKind.FIRST_TITLE, years=(2009, 2011)),
            "First title in this event, after podiums in 2009 and 2011.",
            "Premier titre dans l'épreuve, après des podiums en 2009 et 2011.",
        ),
        (Insight(kind=InsightKind.IN_A_ROW, count=3), "Three titles in a row.", "Trois titres de suite."),
    ],
)
def test_an_insight_is_a_sentence(kb: KnowledgeBase, insight: Insight, english: str, french: str) -> None:
    olympic = Tier.OLYMPIC_GAMES
    assert (said(kb, insight, EN, olympic), said(kb, insight, FR, olympic)) == (english, french)


@pytest.mark.parametrize(
    "kind",
    [InsightKind.BEST_MARK, InsightKind.SMALLEST_MARGIN, InsightKind.BIGGEST_MARGIN, InsightKind.SHARED],
)
def test_only_of_all_finals_nothing_is_said_of_the_reach(kb: KnowledgeBase, kind: InsightKind) -> None:
    known = kind in {InsightKind.SMALLEST_MARGIN, InsightKind.BIGGEST_MARGIN}
    told = {
        reach: said(kb, Insight(kind=kind, reach=reach, count=20))
        for reach in Reach
        if known or reach in {Reach.ALL, Reach.FIRST}
    }
    assert "of all 20" in told[Reach.ALL]
    for reach, sentence in told.items():
        assert ("of all" in sentence) is (reach is Reach.ALL)
        assert ("on file" in sentence) is (reach in {Reach.KNOWN, Reach.KNOWN_BEFORE})
        first = "first" in sentence if kind is InsightKind.SHARED else "until then" in sentence
        assert first is (reach in {Reach.FIRST, Reach.KNOWN_BEFORE})


def test_a_meeting_has_wins_and_editions(kb: KnowledgeBase) -> None:
    assert said(kb, Insight(kind=InsightKind.IN_A_ROW, count=2)) == "Two wins in a row."
    closest = Insight(kind=InsightKind.SMALLEST_MARGIN, reach=Reach.KNOWN_BEFORE, count=12)
    assert said(kb, closest) == "The closest of 12 editions on file until then."


def test_an_answer_without_an_insight_has_no_sentence(kb: KnowledgeBase) -> None:
    assert said(kb, None) == ""
