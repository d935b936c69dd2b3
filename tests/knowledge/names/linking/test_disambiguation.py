"""Judging: the text, what else is said and what somebody has done, each against the others."""

from knowledge.names.linking.disambiguation import KNOWN_TO_MANY, MISFIT, Judgement, Reading, judge
from knowledge.names.linking.nil import nobody_asked_about

_NOBODY = nobody_asked_about(1)


def test_who_fits_alone_is_meant() -> None:
    assert judge([Reading(0.25), Reading(2.45)], _NOBODY) == Judgement(0, (0,))


def test_namesakes_are_asked_about_those_first_who_did_most() -> None:
    assert judge([Reading(0.25, standing=40), Reading(0.25, standing=90)], _NOBODY) == Judgement(None, (1, 0))


def test_the_one_whom_nearly_everybody_means_is_taken_and_the_others_are_named() -> None:
    judged = judge([Reading(0.25, standing=3), Reading(0.25, standing=90), Reading(0.25)], _NOBODY)
    assert judged == Judgement(1, (1, 0, 2))


def test_of_two_who_are_known_to_many_neither_is_taken_because_the_other_did_less() -> None:
    two = [Reading(0.25, standing=KNOWN_TO_MANY), Reading(0.25, standing=30 * KNOWN_TO_MANY)]
    assert judge(two, _NOBODY) == Judgement(None, (1, 0))
    lesser = [Reading(0.25, standing=KNOWN_TO_MANY - 1), two[1]]
    assert judge(lesser, _NOBODY).meant == 1
    assert judge(two, _NOBODY, in_context=True).meant == 1


def test_context_tells_namesakes_apart_whatever_they_did() -> None:
    judged = judge([Reading(0.25, standing=90), Reading(0.25, MISFIT, standing=100)], _NOBODY)
    assert judged == Judgement(0, (0,))


def test_context_speaks_for_who_is_misspelled() -> None:
    judged = judge([Reading(0.25, MISFIT), Reading(2.45)], _NOBODY)
    assert judged == Judgement(1, (1,))


def test_context_does_not_make_two_wrong_letters_likelier_than_a_name() -> None:
    assert judge([Reading(0.25, MISFIT), Reading(6.85)], _NOBODY).meant == 0


def test_what_fits_nobody_says_nothing() -> None:
    assert judge([Reading(0.25, MISFIT), Reading(2.45, MISFIT)], _NOBODY) == Judgement(0, (0,))


def test_who_is_told_by_a_letter_is_asked_about_where_another_is_far_likelier() -> None:
    judged = judge([Reading(0.25, standing=1), Reading(2.45, standing=900)], _NOBODY)
    assert judged == Judgement(None, (1, 0))


def test_less_is_sure_enough_where_something_else_is_said() -> None:
    two = [Reading(0.25, standing=85), Reading(0.25, standing=14)]
    assert judge(two, _NOBODY).meant is None
    assert judge(two, _NOBODY, in_context=True).meant == 0


def test_nobody_is_meant_by_what_fits_badly() -> None:
    assert judge([Reading(4.85, standing=900)], _NOBODY) == Judgement(None, ())
    assert judge([], _NOBODY) == Judgement(None, ())


def test_who_fits_what_else_is_said_may_fit_the_text_less() -> None:
    assert judge([Reading(3.3)], _NOBODY).meant is None
    assert judge([Reading(3.3), Reading(3.3, MISFIT)], _NOBODY).meant == 0
