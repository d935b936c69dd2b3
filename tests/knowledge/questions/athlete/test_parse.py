"""A text after /athlete: one athlete, several to choose from, or none here."""

import pytest

from knowledge.models.base import AthleteId
from knowledge.models.outcome import (
    Ambiguous,
    AthleteChoice,
    Missing,
    NotFound,
    Understood,
    Why,
)
from knowledge.questions.athlete.model import AthleteQuestion
from tests.knowledge.questions.conftest import Parser


@pytest.mark.parametrize(
    ("text", "athlete"),
    [
        ("/athlete arvell", "tomas-arvell"),
        ("/athlete Thomas Arvel", "tomas-arvell"),
        ("/athlete ÅRVELL, tomas", "tomas-arvell"),
        ("/athlete penrose", "ruth-ashdown"),
        ("/athlete sornes", "mikkel-sornes"),
        ("/athlete el-hadri", "youssef-el-hadri"),
        ("/athlete benamar france", "ali-benamar-2001"),
        ("/athlete okoro 2003", "peter-okoro"),
        ("/athlete benamar mile", "ali-benamar-1996"),
        ("/athlete ali-benamar-2001", "ali-benamar-2001"),
        ("who is dubosc", "marie-claire-dubosc"),
    ],
)
def test_one_athlete_is_meant(parse: Parser, text: str, athlete: str) -> None:
    question = parse.understood(text).question
    assert isinstance(question, AthleteQuestion)
    assert question.athlete == athlete


def test_a_recorded_spelling_is_said_to_be_one(parse: Parser) -> None:
    slot = parse.understood("/athlete samwel tadele").slots[0]
    assert (slot.why, slot.typed, slot.label) == (Why.RECORDED, "samwel tadele", "Samuel Tadele")


def test_the_list_of_races_is_a_question_too(parse: Parser) -> None:
    question = parse.understood("/athlete arvell races 2024").question
    assert question == AthleteQuestion(
        athlete=AthleteId("tomas-arvell"), races=True, first_year=2024, last_year=2024
    )


def test_namesakes_are_asked_back_who_ran_of_late_first(parse: Parser) -> None:
    outcome = parse("/athlete okoro")
    assert isinstance(outcome, Ambiguous)
    assert [c.athlete.id for c in outcome.choices if isinstance(c, AthleteChoice)] == [
        "daniel-okoro",
        "peter-okoro",
    ]


@pytest.mark.parametrize("text", ["/athlete xqzzv", "/athlete usain bolt", "/athlete tomas bolt"])
def test_an_unknown_athlete_is_not_found(parse: Parser, text: str) -> None:
    outcome = parse(text)
    assert isinstance(outcome, NotFound)
    assert outcome.missing is Missing.NAME


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("2022-2023", 2022, 2023),
        ("since 2023", 2023, None),
        ("before 2023", None, 2022),
        ("2022", 2022, 2022),
    ],
)
def test_years_of_an_athlete(parse: Parser, said: str, first: int | None, last: int | None) -> None:
    outcome = parse(f"/athlete arvell {said}")
    assert isinstance(outcome, Understood)
    assert isinstance(outcome.question, AthleteQuestion)
    assert (outcome.question.first_year, outcome.question.last_year) == (first, last)
    assert outcome.question.races


def test_choices_keep_what_else_was_asked(parse: Parser) -> None:
    outcome = parse("/athlete okoro races 2024")
    assert isinstance(outcome, Ambiguous)
    assert {choice.question.command for choice in outcome.choices} == {
        "/athlete peter-okoro races 2024",
        "/athlete daniel-okoro races 2024",
    }
