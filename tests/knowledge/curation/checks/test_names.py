"""Names: of a known kind, not too long, with a source, each of one place."""

from pathlib import Path

import pytest

from tests.knowledge.curation.broken import (
    NORWAY,
    problems_of,
)


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        (NORWAY, "nickname", "pet name", "is no kind of name"),
        (NORWAY, "Thomas Arvel", "Tomas Arvell", "is said twice"),
        (
            NORWAY,
            "Thomas Arvel",
            "a " * 12 + "Arvel",
            "is a name of 13 words; expected at most 12. Fix: shorten",
        ),
        (NORWAY, ', sources = ["coast-gazette-2024-06-15"]', "", "is a spelling without a source"),
        ("cities/vallorne.toml", "Wallhorn", "brennan", "is a name in cities/port-brennan.toml too"),
    ],
)
def test_a_name_that_is_wrong_is_a_problem(
    invented: Path, tmp_path: Path, name: str, old: str, new: str, found: str
) -> None:
    problems = problems_of(invented, tmp_path, name, old, new)
    assert any(found in problem for problem in problems), problems
