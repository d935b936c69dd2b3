"""The card of a head-to-head."""

from tests.knowledge.asking import Asker, row, words


def test_a_head_to_head_names_the_leader_first(ask: Asker) -> None:
    card = ask("/h2h hadri arvell")
    assert card.title == "Youssef El Hadri 🇲🇦 v 🇳🇴 Tomas Arvell"
    assert card.headline == "Arvell leads 3–2 in 5 finals."
    assert row(card, "15 Jun 2024") == (
        "Arvell, photo finish | Port Brennan · mile | 15 Jun 2024 | 2nd 3:49.11 | 1st 3:49.11 | [1–3] | "
    )
    assert "The better place wins" in words(card)


def test_races_that_do_not_count_are_listed(ask: Asker) -> None:
    card = words(ask("/h2h arvell harrow"))
    assert "Port Brennan 2024 · men's mile, 15 Jun 2024: one of them made the pace" in card
    assert "one of them did not start" in card


def test_filters_are_stated_and_can_be_removed(ask: Asker) -> None:
    card = ask("/h2h hadri arvell 2023")
    assert card.subtitle == "Only 2023"
    assert "3 other races of theirs were not asked for." in card.notes
    assert "/h2h youssef-el-hadri tomas-arvell" in {
        item.question.command for group in card.next for item in group.items
    }


def test_a_head_to_head_with_filters_counts_nothing_else(ask: Asker) -> None:
    card = ask("/h2h hadri arvell 2023")
    assert "Best marks in these races" in words(card)
    assert "3:49.11" not in words(card), "it was run in 2024"


def test_margins_name_their_discipline_where_the_two_met_in_several(ask: Asker) -> None:
    several, one = words(ask("/h2h hadri arvell")), words(ask("/h2h daniel-okoro tomas-arvell"))
    assert "Biggest margin: El Hadri by 0.65 s, mile, Port Brennan 2022." in several
    assert "Biggest margin: Arvell by 0.91 s, Port Brennan 2024." in one


def test_races_of_which_only_the_first_are_known_are_not_taken_for_all(ask: Asker) -> None:
    warning = "Some results are incomplete: other races of theirs may be missing."
    assert warning in ask("/h2h remes prokop").notes, "of their race the first eight are known"
    assert warning not in ask("/h2h hadri arvell 2024").notes, "of this one everybody is"


def test_limits_of_lists_have_the_decimal_sign_of_the_language(ask: Asker) -> None:
    assert "Lists end at 3:56.00:" in words(ask("/h2h hadri arvell"))
    assert "3:56,00" in " ".join(ask("/h2h hadri arvell", "fr").notes)
