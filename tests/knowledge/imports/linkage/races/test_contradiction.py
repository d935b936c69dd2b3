"""Rows that cannot be one race."""

import pytest

from knowledge.curation import Facts
from knowledge.models.base import DisciplineId
from tests.knowledge.imports.linkage.races.samples import ELSEWHERE, one, row


@pytest.mark.parametrize(
    ("rows", "mixed"),
    [
        ([("Ab Cole", 1, 23000), ("Di East", 2, 23100)], False),
        ([("Ab Cole", 1, 23000), ("Di East", 1, 23000)], False),
        ([("Ab Cole", 1, 23000), ("Di East", 1, 23100)], True),
        ([("Ab Cole", 1, 23100), ("Di East", 2, 23000)], True),
        ([("Ab Cole", 1, 23000), ("Ab Cole", 4, 23400)], True),
        ([("Ab Cole", 1, 23000), ("Ab Cole", 1, 23000)], False),
    ],
)
def test_rows_that_contradict_being_one_race_are_told(
    facts: Facts, rows: list[tuple[str, int, int]], mixed: bool
) -> None:
    track = ELSEWHERE._replace(discipline=DisciplineId("1500m"))
    race = one(facts, *(row(track, *values) for values in rows))
    assert (race.mixed is not None) is mixed


def test_in_the_field_a_better_place_may_have_a_listed_mark_that_is_shorter(facts: Facts) -> None:
    jump = ELSEWHERE._replace(discipline=DisciplineId("long-jump"))
    assert one(facts, row(jump, "Ab Cole", 1, 800), row(jump, "Di East", 2, 801)).mixed is None


@pytest.mark.parametrize(
    ("discipline", "places", "mixed"),
    [
        ("long-jump", [1, 1, 2], True),
        ("long-jump", [1, 1, 3], False),
        ("1500m", [2, 2, 2, 4], True),
        ("1500m", [2, 2, 2, 5], False),
    ],
)
def test_a_place_that_those_before_leave_no_room_for(
    facts: Facts, discipline: str, places: list[int], *, mixed: bool
) -> None:
    race = ELSEWHERE._replace(discipline=DisciplineId(discipline))
    rows = [row(race, f"Ab {number}", place, 700) for number, place in enumerate(places)]
    assert (one(facts, *rows).mixed is not None) is mixed
