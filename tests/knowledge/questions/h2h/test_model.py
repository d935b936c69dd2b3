"""The question of a head-to-head: its text and its JSON carry every condition."""

from datetime import date
from typing import Any

import pytest

from knowledge.models.base import AthleteId
from knowledge.models.facts import Category, Round, Tier
from knowledge.models.filter import RaceFilter
from knowledge.questions.h2h.model import HeadToHeadQuestion

CONDITIONS: tuple[dict[str, Any], ...] = (
    {"disciplines": ("mile",)},
    {"competitions": ("harbour-mile",)},
    {"editions": ("harbour-mile-2024",)},
    {"cities": ("port-brennan",)},
    {"venues": ("Quayside Stadium",)},
    {"nations": ("NOR",)},
    {"tiers": (Tier.OLYMPIC_GAMES,)},
    {"categories": (Category.WOMEN, Category.WOMEN_U20)},
    {"rounds": (Round.HEAT,)},
    {"rounds": (Round.HEAT,), "heat": 2},
    {"first_day": date(2024, 6, 15), "last_day": date(2024, 6, 15)},
    {"years": (2024,)},
    {"first_year": 2022},
    {"last_year": 2022},
)
"""A value for each condition that a head-to-head can have."""
NO_CONDITIONS = {"races", "athletes", "curated"}
"""Fields of a filter that no words of a head-to-head set."""


def _question(where: dict[str, Any]) -> HeadToHeadQuestion:
    return HeadToHeadQuestion(
        first=AthleteId("ada-swift"), second=AthleteId("bea-moor"), where=RaceFilter(**where)
    )


def test_every_condition_has_a_case() -> None:
    untried = set(RaceFilter.model_fields) - NO_CONDITIONS - {field for one in CONDITIONS for field in one}
    assert not untried, f"{untried}: add a value to CONDITIONS, or the field to NO_CONDITIONS"


@pytest.mark.parametrize("where", CONDITIONS, ids="+".join)
def test_a_condition_is_in_the_text_that_buttons_carry(where: dict[str, Any]) -> None:
    """Else a button of the answer asks a wider question than the answer was for."""
    text = _question(where).text
    assert text != _question({}).text
    assert all(text != _question(other).text for other in CONDITIONS if other != where)


@pytest.mark.parametrize("where", CONDITIONS, ids="+".join)
def test_a_question_comes_back_from_its_json(where: dict[str, Any]) -> None:
    """`FlatHeadToHead` has a field for each condition, and both ways have to know it."""
    question = _question(where)
    assert HeadToHeadQuestion.model_validate_json(question.model_dump_json()) == question
