"""People: birth dates, family names, and two files that could be one person."""

from pathlib import Path

import pytest

from knowledge.curation import check_folder
from tests.knowledge.curation.broken import (
    BEN,
    BRITAIN,
    FRANCE,
    NORWAY,
    problems_of,
    spoil,
)


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        (NORWAY, "1998-03-04", "1998-13-04", "is not a date"),
        (NORWAY, 'family = "Arvell"', 'family = "Arvel-Moe"', "is not in the name"),
        (FRANCE, "2001-09-09", "1996-01", "could be ali-benamar-1996 of athletes/MAR.toml"),
        (
            BRITAIN,
            BEN,
            BEN.replace("Ben Harrow", "ARVEL Tomas").replace("Harrow", "Arvel").replace("1995-02-14", "1998"),
            "could be ben-harrow of athletes/GBR.toml",
        ),
    ],
)
def test_a_person_that_is_wrong_is_a_problem(
    invented: Path, tmp_path: Path, name: str, old: str, new: str, found: str
) -> None:
    problems = problems_of(invented, tmp_path, name, old, new)
    assert any(found in problem for problem in problems), problems


def test_namesakes_with_different_birth_dates_are_two_people(invented: Path) -> None:
    facts, problems = check_folder(invented)
    namesakes = [athlete.id for athlete in facts.athletes if athlete.name == "Ali Benamar"]
    assert len(namesakes) == 2
    assert problems == ()


def test_a_relation_says_that_two_are_two(invented: Path, tmp_path: Path) -> None:
    other = '{ athlete = "ali-benamar-1996", is = "namesake", sources = ["northern-games-results"] }'
    relation = f"relations = [\n  {other},\n]"
    data = spoil(invented, tmp_path, FRANCE, 'born = "2001-09-09"', f'born = "1996"\n{relation}')
    _, problems = check_folder(data)
    assert not any("could be ali-benamar" in str(problem) for problem in problems)
