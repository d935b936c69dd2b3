"""The headline of a race."""

from tests.knowledge.asking import Asker, row, words


def test_field_events_have_metres_and_negative_gaps(ask: Asker) -> None:
    jump = ask("/result northern-games-2020-women-long-jump-final")
    assert jump.headline == "Marie-Claire Dubosc won with 6.81 m, 0.11 m ahead of Ruth Ashdown."
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
        "Norvège s'impose en 3:14.02, avec 1.31 s d'avance sur Royaume-Uni."
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
