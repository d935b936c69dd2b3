"""A text after /h2h: two athletes, and every part narrows the races or is said to change nothing."""

from datetime import date

import pytest

from knowledge.models.base import CompetitionId, DisciplineId
from knowledge.models.facts import Round
from knowledge.models.filter import RaceFilter
from knowledge.models.outcome import (
    Ambiguous,
    Missing,
    NotFound,
    PairChoice,
    Understood,
    Why,
)
from knowledge.questions.h2h.model import HeadToHeadQuestion
from tests.knowledge.questions.conftest import Parser


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        ("brennan 2023", "city", "port-brennan"),
        ("harbour mile", "competition", "harbour-mile"),
        ("quayside", "venue", "Quayside Stadium"),
        ("norway", "nation", "NOR"),
        ("diamond league", "tier", "diamond-league"),
        ("heats", "round", "heat"),
        ("mile", "discipline", "mile"),
        ("u20", "categories", ("men-u20", "women-u20", "mixed-u20")),
        ("after 2021", "first_year", 2022),
        ("since 2021", "first_year", 2021),
        ("before 2021", "last_year", 2020),
        ("until 2021", "last_year", 2021),
        ("depuis 2022", "first_year", 2022),
        ("heat 2", "heat", 2),
        ("15 june 2024", "first_day", date(2024, 6, 15)),
        ("june 2024", "last_day", date(2024, 6, 30)),
    ],
)
def test_every_part_narrows_a_head_to_head(parse: Parser, said: str, field: str, value: object) -> None:
    outcome = parse(f"/h2h arvell hadri {said}")
    assert isinstance(outcome, Understood)
    assert isinstance(outcome.question, HeadToHeadQuestion)
    assert outcome.question.model_dump()[field] == value
    again = parse(outcome.question.command)
    assert isinstance(again, Understood)
    assert again.question == outcome.question


@pytest.mark.parametrize("said", ["brennan vallorne", "mile 5000", "harbour mile northern games"])
def test_what_no_race_can_be_is_refused(parse: Parser, said: str) -> None:
    outcome = parse(f"/h2h arvell hadri {said}")
    assert isinstance(outcome, NotFound)
    assert outcome.missing is Missing.COMBINATION


@pytest.mark.parametrize(
    ("text", "unused"),
    [
        ("/athlete arvell brennan", ["brennan"]),
        ("/athlete arvell heat 2 women", ["heat 2", "women"]),
        ("/result brennan mile 800", ["800"]),
        ("/h2h arvell hadri final heat", ["heat"]),
        ("/h2h arvell hadri since brennan", ["since"]),
    ],
)
def test_what_makes_no_difference_is_said(parse: Parser, text: str, unused: list[str]) -> None:
    outcome = parse(text)
    assert isinstance(outcome, Understood)
    assert [slot.typed for slot in outcome.slots if slot.name == "unused"] == unused


def test_a_nation_tells_namesakes_apart_before_it_is_a_place(parse: Parser) -> None:
    outcome = parse("/h2h benamar france arvell")
    assert isinstance(outcome, Understood)
    assert outcome.question.command == "/h2h ali-benamar-2001 tomas-arvell"


@pytest.mark.parametrize(
    "text",
    [
        "/h2h arvell hadri",
        "/h2h arvell v el hadri",
        "/h2h tomas arvell vs. youssef el hadri",
        "/h2h Arvell - El-Hadri",
        "/h2h arvell, el hadri",
        "/h2h ARVELL, Tomas v EL HADRI, Youssef",
        "/h2h arvell and hadri",
        "/h2h tomas-arvell youssef-el-hadri",
        "arvell v hadri",
        "arvell hadri",
    ],
)
def test_two_names_with_or_without_a_separator(parse: Parser, text: str) -> None:
    question = parse.understood(text).question
    assert isinstance(question, HeadToHeadQuestion)
    assert (question.first, question.second) == ("tomas-arvell", "youssef-el-hadri")


def test_the_one_who_has_met_the_other_is_meant(parse: Parser) -> None:
    outcome = parse.understood("/h2h benamar daniel okoro")
    assert isinstance(outcome.question, HeadToHeadQuestion)
    assert outcome.question.first == "ali-benamar-1996"
    first = outcome.slots[0]
    assert (first.said, first.why) == (False, Why.HAS_MET)
    assert [c.first.id for c in first.others if isinstance(c, PairChoice)] == ["ali-benamar-2001"]


def test_filters_of_a_head_to_head(parse: Parser) -> None:
    question = parse.understood("/h2h arvell hadri mile harbour mile 2022-2023 finals").question
    assert isinstance(question, HeadToHeadQuestion)
    assert question.where == RaceFilter(
        disciplines=(DisciplineId("mile"),),
        competitions=(CompetitionId("harbour-mile"),),
        rounds=(Round.FINAL,),
        first_year=2022,
        last_year=2023,
    )


def test_years_may_be_open_on_one_side(parse: Parser) -> None:
    since = parse.understood("/h2h arvell hadri since 2023").question
    assert isinstance(since, HeadToHeadQuestion)
    assert since.where == RaceFilter(first_year=2023)


def test_pairs_that_met_about_as_often_are_asked_back(parse: Parser) -> None:
    outcome = parse("/h2h arvell okoro")
    assert isinstance(outcome, Ambiguous)
    assert all(isinstance(choice, PairChoice) for choice in outcome.choices)
