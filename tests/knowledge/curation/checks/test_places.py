"""Places: they run on, are given once, and go with the marks."""

from pathlib import Path

import pytest

from knowledge.curation import check_folder
from tests.knowledge.curation.broken import (
    FIRST_YEAR,
    HIGH,
    LAST_YEAR,
    MILE,
    OLD_800,
    WOMEN,
    problems_of,
    spoil,
)


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        (MILE, "place = 3,", "place = 2,", "is a place given twice"),
        (MILE, "place = 4,", "place = 5,", "does not run on; expected 4"),
        (FIRST_YEAR, "place = 4,", "place = 3,", "does not run on; expected 4, after two in place 2"),
        (FIRST_YEAR, '"3:54.66"', '"3:52.70"', "is a better mark behind a worse one"),
        (FIRST_YEAR, '"4:01.20"', '"3:54.66"', "is the mark of ali-benamar-1996 too, one place ahead"),
        (FIRST_YEAR, 'status = "DNS"', 'place = 6, status = "DNS"', "has a place"),
        (FIRST_YEAR, ', status = "DNS"', "", "has no place"),
        (
            HIGH,
            '"GBR", mark = "1.95", notes = ["countback"]',
            '"GBR", mark = "1.95"',
            '"countback" or "next best"',
        ),
        (WOMEN, '"podium"', '"winner"', "is beyond the coverage winner"),
        (OLD_800, "place = 3, ", "place = 9, ", "is beyond the coverage first-eight"),
        (LAST_YEAR, "{ place = 5, ", '{ status = "DNF", ', "has no place; expected sources of its own"),
    ],
)
def test_a_place_that_is_wrong_is_a_problem(
    invented: Path, tmp_path: Path, name: str, old: str, new: str, found: str
) -> None:
    problems = problems_of(invented, tmp_path, name, old, new)
    assert any(found in problem for problem in problems), problems


def test_after_a_protest_unequal_marks_share_a_place(invented: Path, tmp_path: Path) -> None:
    third = '{ place = 3, athlete = "ingrid-vaage", nation = "NOR", mark = "1.80"'
    unequal = spoil(invented, tmp_path / "unequal", HIGH, third, third.replace("1.80", "1.83"))
    assert any("is a place given twice" in str(problem) for problem in check_folder(unequal)[1])
    why = 'nation = "KEN", mark = "1.80", notes = ["third after a protest"]'
    assert not problems_of(unequal, tmp_path / "why", HIGH, 'nation = "KEN", mark = "1.80"', why)
