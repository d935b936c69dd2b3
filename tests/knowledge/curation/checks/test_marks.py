"""Marks: plausible, within the limit of the list, with a wind where there is one."""

from pathlib import Path

import pytest

from tests.knowledge.curation.broken import (
    LAST_YEAR,
    LONG,
    MILE,
    problems_of,
)


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        (
            MILE,
            '"3:55.05"',
            '"5:55.05"',
            "is not plausible for Mile; expected a mark from 3:43.00 to 5:30.00",
        ),
        (LAST_YEAR, '"3:55.98"', '"3:56.01"', "is beyond the limit of the list, 3:56.00"),
        (LAST_YEAR, 'limit = "3:56.00"', 'limit = "soon"', "has no limit"),
        (MILE, 'kind = "complete"', 'kind = "complete", limit = "4:00.00"', "has a limit"),
        (LONG, ', notes = ["w"]', "", "is wind-aided"),
        (LONG, '"-0.2"', '"strong"', "is not a wind"),
        (MILE, "coverage = {", 'wind_mps = "+1.0"\ncoverage = {', "is a wind in Mile"),
    ],
)
def test_a_mark_that_is_wrong_is_a_problem(
    invented: Path, tmp_path: Path, name: str, old: str, new: str, found: str
) -> None:
    problems = problems_of(invented, tmp_path, name, old, new)
    assert any(found in problem for problem in problems), problems
