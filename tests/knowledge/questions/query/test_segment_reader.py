"""Segments that are not names."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from knowledge.models.outcome import Fault, Invalid, Understanding, Understood
from knowledge.questions.parse import name_index, split_command, understand
from knowledge.questions.query.segment_reader import keywords
from knowledge.questions.query.segments import SegmentType, tokenize
from knowledge.store import open_store

THIS_YEAR = 2025


def _types(text: str, *, people: bool = False) -> list[SegmentType]:
    words = tokenize(text)
    folded = tuple(word.folded for word in words)
    return [segment.type for segment in keywords(words, folded, THIS_YEAR, people=people)]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("heats", [SegmentType.ROUND, SegmentType.UNKNOWN]),
        ("semi final 2", [SegmentType.ROUND]),
        ("second heat", [SegmentType.ROUND]),
        ("u20", [SegmentType.AGE, SegmentType.UNKNOWN]),
        ("2024", [SegmentType.YEAR, SegmentType.UNKNOWN]),
        ("24", [SegmentType.YEAR, SegmentType.UNKNOWN]),
        ("26", [SegmentType.YEAR, SegmentType.UNKNOWN]),
        ("13 september 2024", [SegmentType.DAYS]),
        ("2023/24", [SegmentType.YEAR]),
        ("since", [SegmentType.BOUND, SegmentType.UNKNOWN]),
        ("races", [SegmentType.ALL_RACES, SegmentType.UNKNOWN]),
        ("the", [SegmentType.NOTHING, SegmentType.UNKNOWN]),
        ("m.", [SegmentType.UNKNOWN]),
        ("serem", [SegmentType.UNKNOWN]),
    ],
)
def test_a_run_of_words_is_every_keyword_that_it_can_be(text: str, types: list[SegmentType]) -> None:
    read = _types(text)
    assert [type_ for type_ in types if type_ not in read] == []
    assert [type_ for type_ in read if type_ not in {*types, SegmentType.NOTHING}] == []


@pytest.mark.parametrize(("text", "year"), [("24", 2024), ("00", 2000), ("68", 1968), ("26", 1926)])
def test_two_digits_are_the_latest_year_that_ends_in_them(text: str, year: int) -> None:
    words = tokenize(text)
    (read,) = (one for one in keywords(words, (text,), THIS_YEAR, people=False) if one.years)
    assert read.years == (year, year)


def test_a_letter_costs_more_as_a_sex_where_athletes_are_asked_about() -> None:
    words = tokenize("m")
    sexes = [
        segment.cost
        for people in (False, True)
        for segment in keywords(words, ("m",), THIS_YEAR, people=people)
        if segment.type is SegmentType.SEX
    ]
    assert sexes[0] < sexes[1]


TODAY = date(2025, 3, 1)


@pytest.fixture(scope="module")
def asked(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Understanding]:
    """What questions mean where Ingrid Vaage is called Ingrid Nor, as the code of Norway is."""
    folder = tmp_path_factory.mktemp("nor")
    data = shutil.copytree(invented, folder / "data")
    file = data / "athletes" / "NOR.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("Vaage", "Nor"), encoding="utf-8")
    kb = open_store(data, folder / "cache")
    index = name_index(kb)
    questions = ("/athlete nor", "/athlete lyng nor", "/h2h nor lyng", "/h2h lyng", "/h2h nor")
    return {text: understand(kb, index, *split_command(text), TODAY) for text in questions}


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("/athlete nor", "ingrid-vaage"),
        ("/athlete lyng nor", "astrid-lyng"),
        ("/h2h nor lyng", "ingrid-vaage astrid-lyng"),
    ],
)
def test_a_nation_is_a_person_where_one_is_missing(
    asked: dict[str, Understanding], text: str, means: str
) -> None:
    outcome = asked[text]
    assert isinstance(outcome, Understood), outcome
    assert outcome.question.command == f"{text.partition(' ')[0]} {means}"


@pytest.mark.parametrize(("text", "typed"), [("/h2h lyng", "lyng"), ("/h2h nor", "nor")])
def test_who_is_not_named_is_not_made_up(asked: dict[str, Understanding], text: str, typed: str) -> None:
    outcome = asked[text]
    assert isinstance(outcome, Invalid), outcome
    assert (outcome.fault, outcome.typed) == (Fault.SECOND_ATHLETE_MISSING, typed)
