"""The score of a head-to-head in sentences."""

from tests.knowledge.asking import Asker, words


def test_the_score_of_finals_comes_before_that_of_all_rounds(ask: Asker) -> None:
    card = ask("/h2h tomas-arvell ali-benamar-2001")
    assert card.headline == "Arvell won their only final on file."
    assert card.sections[0].lines == ("All rounds: Arvell leads 2–0 in 2 races.",)


def test_wins_by_a_dnf_are_counted_and_ties_are_named(ask: Asker) -> None:
    card = ask("/h2h arvell sørnes")
    assert "Arvell, by DNF" in words(card)
    assert card.headline == "Arvell leads 3–0 in 3 finals; twice because Sørnes did not finish."
    tied = words(ask("/h2h arvell daniel okoro"))
    assert "Tie | Port Brennan | 18 Jun 2022 | 2nd 3:52.80 | 2nd 3:52.80" in tied


def test_two_athletes_who_never_met_get_an_answer(ask: Asker) -> None:
    card = ask("/h2h arvell temba")
    assert card.tone == "answer"
    assert card.headline == (
        "No race of Tomas Arvell and Grace Temba on file; they may have met all the same."
    )
