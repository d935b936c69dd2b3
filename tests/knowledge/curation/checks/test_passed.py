"""Facts that passed before: every edit has the problems that a check of everything finds."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from knowledge.curation import Facts, ParseCache, check_folder, read
from knowledge.curation import checks as module
from knowledge.models.facts import Race
from tests.knowledge.curation import broken

EDITS = [
    (broken.MILE, 'mark = "3:55.05"', 'mark = "3:52.05"'),
    (broken.MILE, "place = 2", "place = 3"),
    (broken.MILE, 'athlete = "tomas-arvell"', 'athlete = "tomas-arvel"'),
    (broken.MILE, 'round = "final"', 'round = "heat"'),
    (broken.MILE, "results = [", 'medal_note = "x"\nresults = ['),
    (broken.NORWAY, "1998-03-04", "2019-03-04"),
    (broken.NORWAY, "1998-03-04", "1890-03-04"),
    (broken.NORWAY, 'sex = "M"\nborn = "1998-03-04"', 'sex = "F"\nborn = "1998-03-04"'),
    (broken.FRANCE, "2001-09-09", "1996-01"),
    (broken.EDITION, "start = 2024-", "start = 2025-"),
    (broken.EDITION, 'city = "', 'city = "x'),
    ("disciplines/mile.toml", 'best = "', 'best = "9:'),
    ("disciplines/high-jump.toml", 'measure = "distance"', 'measure = "points"'),
    ("sources/fjord-results.toml", 'title = "', 'title = " '),
]


def _edited(data: Path, name: str, old: str, new: str) -> None:
    text = (data / name).read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {name}"
    (data / name).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def data(invented: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(invented, tmp_path / "data"))


def _passed(data: Path) -> bytes:
    parse_cache = ParseCache()
    _, problems = check_folder(data, parse_cache)
    assert not problems
    return parse_cache.content()


@pytest.mark.parametrize(("name", "old", "new"), EDITS)
def test_an_edit_has_every_problem(data: Path, name: str, old: str, new: str) -> None:
    before = _passed(data)
    _edited(data, name, old, new)
    facts, problems = check_folder(data)
    assert problems
    assert check_folder(data, ParseCache(before)) == (facts, problems)


def test_every_race_that_changed_is_checked(data: Path) -> None:
    before = _passed(data)
    for name in (broken.FIRST_YEAR, broken.LAST_YEAR, broken.MILE):
        _edited(data, name, "place = 2", "place = 7")
    problems = check_folder(data)[1]
    assert {problem.file for problem in problems} == {broken.FIRST_YEAR, broken.LAST_YEAR, broken.MILE}
    assert check_folder(data, ParseCache(before))[1] == problems


@pytest.mark.parametrize("folder", ["races", "editions", "athletes", "sources", "disciplines", "cities"])
def test_a_file_that_is_gone_has_every_problem(data: Path, folder: str) -> None:
    before = _passed(data)
    for file in sorted((data / folder).rglob("*.toml")):
        content = file.read_bytes()
        file.unlink()
        assert check_folder(data, ParseCache(before))[1] == check_folder(data)[1]
        file.write_bytes(content)


def test_problems_are_found_again_until_they_are_mended(data: Path) -> None:
    good = ParseCache(_passed(data))
    _edited(data, broken.NORWAY, "1998-03-04", "2019-03-04")
    _, problems = check_folder(data, good)
    assert good.has_changed
    assert problems
    again = ParseCache(good.content())
    assert check_folder(data, again)[1] == problems
    _edited(data, broken.NORWAY, "2019-03-04", "1998-03-04")
    mended = ParseCache(again.content())
    assert not check_folder(data, mended)[1]
    assert mended.has_changed


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[Race]]:
    """The races that a check of each race for itself looks at."""
    looked: list[Sequence[Race]] = []

    def looking(facts: Facts) -> tuple[()]:
        looked.append(facts.races)
        return ()

    monkeypatch.setattr(module, "_CHECKS", (looking,))
    monkeypatch.setattr(module, "_BY_RACE", {looking: ("disciplines",)})
    return looked


def test_only_races_that_changed_are_looked_at(data: Path, looked_at: list[Sequence[Race]]) -> None:
    before = _passed(data)
    _edited(data, broken.MILE, "3:50.02", "3:50.03")
    check_folder(data, ParseCache(before))
    assert len(looked_at[0]) > 1
    assert [race.id for race in looked_at[1]] == ["harbour-mile-2024-men-mile-final"]


def test_all_are_looked_at_where_something_changed_that_the_check_reads(
    data: Path, looked_at: list[Sequence[Race]]
) -> None:
    before = _passed(data)
    _edited(data, "disciplines/mile.toml", 'name = "', 'name = "Old ')
    check_folder(data, ParseCache(before))
    assert looked_at[1] == looked_at[0]


def test_what_passed_and_is_unchanged_is_not_written_again(data: Path) -> None:
    parse_cache = ParseCache(_passed(data))
    check_folder(data, parse_cache)
    assert not parse_cache.has_changed


def test_that_all_passed_is_written_though_no_file_changed(data: Path) -> None:
    parsed = ParseCache()
    read(data, parsed)
    parse_cache = ParseCache(parsed.content())
    assert not check_folder(data, parse_cache)[1]
    assert parse_cache.has_changed
