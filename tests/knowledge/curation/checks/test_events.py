"""The events that an edition lists, and the gaps that it explains."""

from pathlib import Path

import pytest

from tests.knowledge.curation.broken import problems_of

GAMES = "editions/northern-games-2020.toml"


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('"men-1500m", "men', '"boys-1500m", "men', "'boys-1500m' begins with no category; expected men"),
        ('"men-1500m", "men', '"men-1500", "men', "is of no known discipline"),
        ('"men-1500m", "men', '"men-1500", "men', "Fix: write men-1500m."),
        ('"men-1500m", "men', '"men-1500m", "men-1500m", "men', "'men-1500m' is there twice"),
        ('["men-1500m", ', "[", "'men-1500m' has a race here and is not among the events"),
        (', "women-heptathlon"]', "]", "'women-heptathlon' is not among the events"),
        ('["men-1500m", ', '["men-1500m", "men-marathon", ', "'men-marathon' was held, and has no final"),
        ('{ event = "women-heptathlon"', '{ event = "women-long-jump"', "is a gap, and nothing is missing"),
        (', sources = ["coast-gazette-2024-06-15"] }', ', sources = ["coast"] }', "is no id in sources"),
        ('event = "women-100m", why', 'event = "women-100m", reason', "is not a key here; expected one of"),
    ],
)
def test_events_and_gaps_that_do_not_fit_the_races_are_problems(
    invented: Path, tmp_path: Path, old: str, new: str, found: str
) -> None:
    problems = problems_of(invented, tmp_path, GAMES, old, new)
    assert any(found in problem and problem.startswith(GAMES) for problem in problems), problems


def test_gaps_may_be_given_without_a_list_of_events(invented: Path, tmp_path: Path) -> None:
    text = (invented / GAMES).read_text(encoding="utf-8")
    events = next(line for line in text.splitlines(keepends=True) if line.startswith("events = "))
    assert not problems_of(invented, tmp_path, GAMES, events, "")


def test_a_missing_discipline_is_named_once_where_its_file_cannot_be_read(
    invented: Path, tmp_path: Path
) -> None:
    problems = problems_of(invented, tmp_path, "disciplines/heptathlon.toml", "name = ", "name ")
    assert not any("women-heptathlon' is of no known" in problem for problem in problems), problems
