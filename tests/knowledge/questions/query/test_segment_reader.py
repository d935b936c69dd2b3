"""Segments that are not names."""

import pytest

from knowledge.questions.query.segment_reader import keywords
from knowledge.questions.query.segments import SegmentType, tokenize

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
        ("26", [SegmentType.UNKNOWN]),
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


def test_a_letter_costs_more_as_a_sex_where_athletes_are_asked_about() -> None:
    words = tokenize("m")
    sexes = [
        segment.cost
        for people in (False, True)
        for segment in keywords(words, ("m",), THIS_YEAR, people=people)
        if segment.type is SegmentType.SEX
    ]
    assert sexes[0] < sexes[1]
