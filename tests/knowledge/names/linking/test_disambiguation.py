"""Disambiguation weighs the text, the rest of the question and popularity against one another."""

from knowledge.names.linking.disambiguation import (
    MISFIT,
    WELL_KNOWN,
    Hypothesis,
    LinkDecision,
    disambiguate,
    nil_cost_in_question,
)

_NIL = nil_cost_in_question(1)


def test_the_only_fit_is_chosen() -> None:
    assert disambiguate([Hypothesis(0.25), Hypothesis(2.45)], _NIL) == LinkDecision(0, (0,))


def test_namesakes_are_asked_about_the_most_popular_first() -> None:
    assert disambiguate(
        [Hypothesis(0.25, popularity=40), Hypothesis(0.25, popularity=90)], _NIL
    ) == LinkDecision(None, (1, 0))


def test_a_far_more_popular_namesake_is_chosen_and_the_others_stay_plausible() -> None:
    decision = disambiguate(
        [Hypothesis(0.25, popularity=3), Hypothesis(0.25, popularity=90), Hypothesis(0.25)], _NIL
    )
    assert decision == LinkDecision(1, (1, 0, 2))


def test_between_two_well_known_namesakes_the_more_popular_is_not_picked() -> None:
    two = [Hypothesis(0.25, popularity=WELL_KNOWN), Hypothesis(0.25, popularity=30 * WELL_KNOWN)]
    assert disambiguate(two, _NIL) == LinkDecision(None, (1, 0))
    lesser = [Hypothesis(0.25, popularity=WELL_KNOWN - 1), two[1]]
    assert disambiguate(lesser, _NIL).chosen == 1
    assert disambiguate(two, _NIL, in_context=True).chosen == 1


def test_context_tells_namesakes_apart_whatever_they_did() -> None:
    decision = disambiguate([Hypothesis(0.25, popularity=90), Hypothesis(0.25, MISFIT, popularity=100)], _NIL)
    assert decision == LinkDecision(0, (0,))


def test_context_outweighs_a_misspelling() -> None:
    decision = disambiguate([Hypothesis(0.25, MISFIT), Hypothesis(2.45)], _NIL)
    assert decision == LinkDecision(1, (1,))


def test_context_does_not_make_two_wrong_letters_likelier_than_a_name() -> None:
    assert disambiguate([Hypothesis(0.25, MISFIT), Hypothesis(6.85)], _NIL).chosen == 0


def test_context_that_fits_no_candidate_is_no_evidence() -> None:
    assert disambiguate([Hypothesis(0.25, MISFIT), Hypothesis(2.45, MISFIT)], _NIL) == LinkDecision(0, (0,))


def test_a_difference_of_one_letter_is_asked_about_where_another_is_far_likelier() -> None:
    decision = disambiguate([Hypothesis(0.25, popularity=1), Hypothesis(2.45, popularity=900)], _NIL)
    assert decision == LinkDecision(None, (1, 0))


def test_a_lower_posterior_is_enough_in_context() -> None:
    two = [Hypothesis(0.25, popularity=85), Hypothesis(0.25, popularity=14)]
    assert disambiguate(two, _NIL).chosen is None
    assert disambiguate(two, _NIL, in_context=True).chosen == 0


def test_a_bad_fit_is_nil() -> None:
    assert disambiguate([Hypothesis(4.85, popularity=900)], _NIL) == LinkDecision(None, ())
    assert disambiguate([], _NIL) == LinkDecision(None, ())


def test_a_candidate_that_fits_the_context_may_fit_the_text_less() -> None:
    assert disambiguate([Hypothesis(3.3)], _NIL).chosen is None
    assert disambiguate([Hypothesis(3.3), Hypothesis(3.3, MISFIT)], _NIL).chosen == 0
