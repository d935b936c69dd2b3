"""Judging: the text, what else is said and what somebody has done, each against the others."""

from knowledge.names.linking.disambiguation import (
    MISFIT,
    WELL_KNOWN,
    Hypothesis,
    LinkDecision,
    disambiguate,
    nil_cost_in_question,
)

_NOBODY = nil_cost_in_question(1)


def test_who_fits_alone_is_meant() -> None:
    assert disambiguate([Hypothesis(0.25), Hypothesis(2.45)], _NOBODY) == LinkDecision(0, (0,))


def test_namesakes_are_asked_about_those_first_who_did_most() -> None:
    assert disambiguate(
        [Hypothesis(0.25, popularity=40), Hypothesis(0.25, popularity=90)], _NOBODY
    ) == LinkDecision(None, (1, 0))


def test_the_one_whom_nearly_everybody_means_is_taken_and_the_others_are_named() -> None:
    judged = disambiguate(
        [Hypothesis(0.25, popularity=3), Hypothesis(0.25, popularity=90), Hypothesis(0.25)], _NOBODY
    )
    assert judged == LinkDecision(1, (1, 0, 2))


def test_of_two_who_are_known_to_many_neither_is_taken_because_the_other_did_less() -> None:
    two = [Hypothesis(0.25, popularity=WELL_KNOWN), Hypothesis(0.25, popularity=30 * WELL_KNOWN)]
    assert disambiguate(two, _NOBODY) == LinkDecision(None, (1, 0))
    lesser = [Hypothesis(0.25, popularity=WELL_KNOWN - 1), two[1]]
    assert disambiguate(lesser, _NOBODY).chosen == 1
    assert disambiguate(two, _NOBODY, in_context=True).chosen == 1


def test_context_tells_namesakes_apart_whatever_they_did() -> None:
    judged = disambiguate(
        [Hypothesis(0.25, popularity=90), Hypothesis(0.25, MISFIT, popularity=100)], _NOBODY
    )
    assert judged == LinkDecision(0, (0,))


def test_context_speaks_for_who_is_misspelled() -> None:
    judged = disambiguate([Hypothesis(0.25, MISFIT), Hypothesis(2.45)], _NOBODY)
    assert judged == LinkDecision(1, (1,))


def test_context_does_not_make_two_wrong_letters_likelier_than_a_name() -> None:
    assert disambiguate([Hypothesis(0.25, MISFIT), Hypothesis(6.85)], _NOBODY).chosen == 0


def test_what_fits_nobody_says_nothing() -> None:
    assert disambiguate([Hypothesis(0.25, MISFIT), Hypothesis(2.45, MISFIT)], _NOBODY) == LinkDecision(
        0, (0,)
    )


def test_who_is_told_by_a_letter_is_asked_about_where_another_is_far_likelier() -> None:
    judged = disambiguate([Hypothesis(0.25, popularity=1), Hypothesis(2.45, popularity=900)], _NOBODY)
    assert judged == LinkDecision(None, (1, 0))


def test_less_is_sure_enough_where_something_else_is_said() -> None:
    two = [Hypothesis(0.25, popularity=85), Hypothesis(0.25, popularity=14)]
    assert disambiguate(two, _NOBODY).chosen is None
    assert disambiguate(two, _NOBODY, in_context=True).chosen == 0


def test_nobody_is_meant_by_what_fits_badly() -> None:
    assert disambiguate([Hypothesis(4.85, popularity=900)], _NOBODY) == LinkDecision(None, ())
    assert disambiguate([], _NOBODY) == LinkDecision(None, ())


def test_who_fits_what_else_is_said_may_fit_the_text_less() -> None:
    assert disambiguate([Hypothesis(3.3)], _NOBODY).chosen is None
    assert disambiguate([Hypothesis(3.3), Hypothesis(3.3, MISFIT)], _NOBODY).chosen == 0
