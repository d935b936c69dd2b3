"""Completion of a race: the likeliest first, whatever was typed of it."""

import pytest

from knowledge.names import NameIndex
from knowledge.store import KnowledgeBase
from tests.knowledge.questions.completing import ROWS, TODAY, texts
from tests.knowledge.questions.conftest import Beside


def test_the_next_slot_of_a_result(kb: KnowledgeBase, index: NameIndex) -> None:
    assert texts(kb, index, "result", "brennan st")[0] == "/result harbour-mile-2023-men-3000msc-final"
    assert texts(kb, index, "result", "northern 15")[0] == "/result northern-games-2020-men-1500m-final"
    assert len(texts(kb, index, "result", "bren")) == 6


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("mile", "harbour-mile-2024-men-mile-final"),
        ("port bren", "harbour-mile-2024-men-mile-final"),
        ("port bren 2022", "harbour-mile-2022-men-mile-final"),
        ("sankt elm", "northern-games-2020-men-5000m-final"),
        ("sankt elm 1500 heat 2", "northern-games-2020-men-1500m-heat-2"),
        ("northern hea", "northern-games-2020-men-1500m-heat-1"),
        ("brennan wom", "harbour-mile-2024-women-5000m-final"),
        ("hadri 1500", "northern-games-2020-men-1500m-final"),
        ("fjord mara", "fjord-championships-2022-men-marathon-final"),
        ("vallrone mi", "vallorne-memorial-2023-men-mile-final"),
    ],
)
def test_the_likeliest_race_comes_first(kb: KnowledgeBase, index: NameIndex, typed: str, first: str) -> None:
    assert texts(kb, index, "result", typed)[0] == f"/result {first}"


def test_finals_come_before_heats_and_newer_before_older(kb: KnowledgeBase, index: NameIndex) -> None:
    assert texts(kb, index, "result", "sankt elm 1500") == [
        "/result northern-games-2020-men-1500m-final",
        "/result northern-games-2020-men-1500m-heat-1",
        "/result northern-games-2020-men-1500m-heat-2",
    ]
    assert texts(kb, index, "result", "brennan mile")[:3] == [
        f"/result harbour-mile-{year}-men-mile-final" for year in (2024, 2023, 2022)
    ]


def test_who_ran_somewhere_else_does_not_hide_where(kb: KnowledgeBase, index: NameIndex) -> None:
    assert texts(kb, index, "result", "gjerde sankt elm 1500")[0] == (
        "/result northern-games-2020-men-1500m-final"
    )


def test_races_of_imported_lists_come_after_those_that_curators_wrote_down(beside: Beside) -> None:
    knowledge = beside(ROWS)
    values = [one.value for one in knowledge.complete("result", "mile", TODAY, 25)]
    miles = [value.partition("-men-mile")[0] for value in values if "-men-mile-" in value]
    assert miles == [
        "harbour-mile-2024",
        "harbour-mile-2023",
        "harbour-mile-2022",
        "vallorne-memorial-2023",
        "2025-01-27-windhoek-nam",
        "2025-01-26-windhoek-nam",
        "2025-01-25-windhoek-nam",
        "2019-01-27-otjiwarongo-nam",
        "1998-01-27-otjiwarongo-nam",
    ]
    assert len(knowledge.complete("result", "windhoek", TODAY, 25)) == 3


@pytest.mark.parametrize(
    "typed", ["brennan mile 2", "brennan mile 20", "brennan mile 202", "brennan mile 2022"]
)
def test_a_year_may_be_typed_digit_by_digit(kb: KnowledgeBase, index: NameIndex, typed: str) -> None:
    assert "/result harbour-mile-2022-men-mile-final" in texts(kb, index, "result", f"brennan {typed}")


@pytest.mark.parametrize(("typed", "year"), [("1", 1998), ("199", 1998), ("2", 2019), ("201", 2019)])
def test_a_begun_year_says_which_races(beside: Beside, typed: str, year: int) -> None:
    offered = beside(ROWS).complete("result", f"otjiwarongo {typed}", TODAY, 25)
    assert [one.value[:4] for one in offered][:1] == [str(year)]
