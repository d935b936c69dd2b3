"""Ages: a result of a child, of someone too old or of someone dead is that of a namesake."""

from pathlib import Path

import pytest

from knowledge.curation import check_folder
from knowledge.curation.checks.ages import OLDEST, YOUNGEST
from tests.knowledge.curation.broken import BRITAIN, problems_of

BORN = 'born = "1995-02-14"'


@pytest.mark.parametrize(
    ("new", "found"),
    [
        (f'born = "{2024 - OLDEST - 1}-02-14"', f"is a result at the age of {OLDEST + 1}"),
        (f'born = "{2021 - YOUNGEST + 1}-02-14"', f"is a result at the age of {YOUNGEST - 1}"),
        (f'{BORN}\ndied = "2023-12-31"', "is a result of 2024; Ben Harrow died in 2023"),
    ],
)
def test_a_result_at_an_age_that_cannot_be_is_a_problem(
    invented: Path, tmp_path: Path, new: str, found: str
) -> None:
    problems = problems_of(invented, tmp_path, BRITAIN, BORN, new)
    assert any(found in problem for problem in problems), problems


def test_the_youngest_and_the_oldest_are_believed(invented: Path, tmp_path: Path) -> None:
    for number, year in enumerate((2024 - OLDEST, 2021 - YOUNGEST)):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert not problems_of(invented, folder, BRITAIN, BORN, f'born = "{year}-02-14"')


def test_the_invented_athletes_have_ages_that_can_be(invented: Path) -> None:
    _, problems = check_folder(invented)
    assert problems == ()
