"""Edit costs: likely slips cost less, digits are never corrected, rare words cost most without a place."""

import pytest

from knowledge.names.text.edit_costs import (
    ONE_EDIT,
    edit_cost,
    max_edits,
    overlong_cost,
    token_cost,
    unmatched_cost,
)


def test_digits_are_never_corrected() -> None:
    assert max_edits("1500") == 0
    assert token_cost("1500", "5000") is None


def test_a_rarer_word_costs_more_without_a_place_and_a_particle_little() -> None:
    assert unmatched_cost("arvell", 0) > unmatched_cost("arvell", 100) > unmatched_cost("van", 0)


def test_each_letter_too_many_costs_more() -> None:
    assert overlong_cost("annabel", "anna") > overlong_cost("annab", "anna")


@pytest.mark.parametrize(
    "typed", ["granlnd", "graanlund", "grnalund", "grabnlund", "granlind", "hgranlund", "granlunf"]
)
def test_a_letter_that_fingers_get_wrong_is_a_slip(typed: str) -> None:
    assert edit_cost(typed, "granlund", 1) - (typed[0] != "g") == ONE_EDIT


@pytest.mark.parametrize("typed", ["graplund", "granlundz", "granlxund"])
def test_a_letter_from_far_away_is_likelier_another_name(typed: str) -> None:
    assert edit_cost(typed, "granlund", 1) > ONE_EDIT
