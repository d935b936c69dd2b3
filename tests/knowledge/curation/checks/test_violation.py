"""The problems of sound facts, and the line that a problem names."""

from pathlib import Path

from knowledge.curation import check, check_folder
from tests.knowledge.curation.broken import MILE, spoil


def test_the_invented_facts_have_no_problem(invented: Path) -> None:
    facts, problems = check_folder(invented)
    assert problems == ()
    assert check(facts) == ()


def test_a_problem_names_its_line(invented: Path, tmp_path: Path) -> None:
    data = spoil(invented, tmp_path, MILE, "place = 3,", "place = 2,")
    facts, problems = check_folder(data)
    lines = [problem.line for problem in problems]
    assert lines == [11]
    assert [problem.line for problem in check(facts)] == [None]
