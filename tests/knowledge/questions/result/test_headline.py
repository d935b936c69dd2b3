"""The headline of a race."""

from dataclasses import replace
from datetime import date

from knowledge.ask import answer
from knowledge.cards.wording import Wording
from knowledge.models.base import RaceId
from knowledge.models.facts import Medal
from knowledge.questions.result.card import draw_result
from knowledge.questions.result.model import Finisher, ResultAnswer, ResultQuestion
from knowledge.store import KnowledgeBase
from tests.knowledge.asking import Asker, row, words
from tests.knowledge.questions.made import ANNA, BRIT, line


def test_field_events_have_metres_and_negative_gaps(ask: Asker) -> None:
    jump = ask("/result northern-games-2020-women-long-jump-final")
    assert jump.headline == "Marie-Claire Dubosc won with 6.81 m, 11 cm ahead of Ruth Ashdown."
    assert "\N{MINUS SIGN}0.11" in row(jump, "Ashdown")
    assert "+0.4 m/s" in row(jump, "Ashdown")
    high = ask("/result harbour-mile-2024-women-high-jump-final")
    assert high.headline == "Marie-Claire Dubosc beat Ruth Ashdown on countback: 1.95 m for both."


def test_mixed_events_are_understood_and_named(ask: Asker) -> None:
    card = ask("/result 4x4 mixed")
    assert card.title == "Fjord Championships, Grimsund 2022 · mixed 4 × 400 m relay · final"
    # The sentence ends with the abbreviation's full stop.
    assert card.headline == "Norway won in 3:14.02, 1.31 s ahead of Great Britain & N.I."
    assert ask("/result 4x4 mixed", "fr").headline == (
        "Norvège s'impose en 3:14,02, 1,31 s devant Royaume-Uni."
    )


def test_points_are_more_the_better_and_have_a_margin_in_points(ask: Asker) -> None:
    card = ask("/result grimsund heptathlon")
    assert card.headline == "Tuva Strand won with 6,123 points, 45 points ahead of Ada Whitlock."
    assert row(card, "Whitlock").startswith("2 | 🇬🇧 Ada Whitlock | GBR | 6078 | −45 |")
    assert "Strand by 45 points" in words(ask("/h2h strand whitlock"))
    assert "6\N{NARROW NO-BREAK SPACE}123 points" in words(ask("/result grimsund heptathlon", "fr"))


def test_a_marathon_has_margins_in_whole_seconds(ask: Asker) -> None:
    card = ask("/result grimsund marathon")
    assert card.headline == "Pål Gjerde won in 2:09:26, 21 s ahead of Jonas Bratt."
    assert row(card, "Dahl").startswith("3 | 🇳🇴 Erik Dahl | NOR | 2:11:05 | +1:39 |")


def _final(kb: KnowledgeBase, *medals: Medal | None, superseded: str | None = None) -> ResultAnswer:
    """A final in which Anna and a Briton have these medals."""
    found = answer(kb, ResultQuestion(race=RaceId("harbour-mile-2024-men-mile-final")), date(2024, 7, 1))
    assert isinstance(found, ResultAnswer)
    placed = [
        line(one, place, mark, medal=medal)
        for one, place, mark, medal in zip((ANNA, BRIT), (1, 2), ("4:20.00", "4:21.00"), medals, strict=True)
    ]
    placed[0] = replace(placed[0], superseded=superseded)
    return found.model_copy(
        update={"finishers": tuple(Finisher(result=one, behind=None) for one in placed), "same_marks": ()}
    )


def test_a_vacant_gold_is_not_won(kb: KnowledgeBase) -> None:
    vacant = _final(kb, Medal.SILVER, Medal.SILVER, superseded="Second behind a runner who was disqualified.")
    card = draw_result(vacant, (), Wording("en"))
    assert card.headline == f"No gold medal was awarded; {ANNA.name} was first in 4:20.00."
    assert "silver medal" in row(card, ANNA.name)
    assert "silver medal" not in row(card, BRIT.name)
    french = draw_result(vacant, (), Wording("fr")).headline
    assert french == f"Aucune médaille d'or n'a été attribuée ; {ANNA.name} a fini en tête en 4:20,00."


def test_a_first_without_a_gold_medal_wins_where_no_decision_is_recorded(kb: KnowledgeBase) -> None:
    for medal in (None, Medal.SILVER):
        headline = draw_result(_final(kb, medal, None), (), Wording("en")).headline
        assert headline is not None
        assert headline.startswith(f"{ANNA.name} won in 4:20.00")


def test_the_first_three_without_a_medal_are_named(kb: KnowledgeBase) -> None:
    card = draw_result(_final(kb, Medal.GOLD, None), (), Wording("en"))
    assert f"No medal on file for {BRIT.name}." in card.notes
