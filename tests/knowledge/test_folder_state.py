"""What tells that files are unchanged, without reading them."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.folder_state import ChangeCheck, file_changed_since, paths_in, state_of


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    (tmp_path / "facts" / "deep").mkdir(parents=True)
    (tmp_path / "facts" / "deep" / "one.toml").write_text("x", encoding="utf-8")
    (tmp_path / "facts" / "two.toml").write_text("x", encoding="utf-8")
    return tmp_path / "facts"


def wait_for_another_time(path: Path) -> float:
    """Wait until what changes now gets a later time than `path` has, and return a moment in between."""
    moment = path.stat().st_ctime + 0.1
    while time.time() < moment + 0.01:
        time.sleep(0.01)
    return moment


def rewrite(folder: Path) -> None:
    (folder / "deep" / "one.toml").write_text("y", encoding="utf-8")


def rewrite_with_old_times(folder: Path) -> None:
    file = folder / "deep" / "one.toml"
    before = file.stat()
    file.write_text("y", encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def add(folder: Path) -> None:
    (folder / "deep" / "three.toml").touch()


def remove(folder: Path) -> None:
    (folder / "two.toml").unlink()


CHANGES = pytest.mark.parametrize("change", [rewrite, rewrite_with_old_times, add, remove])


def test_a_folder_is_listed_with_all_that_is_in_it(facts: Path) -> None:
    (facts / "linked").symlink_to(facts / "deep", target_is_directory=True)
    inside = ["", "/deep", "/deep/one.toml", "/linked", "/two.toml"]
    assert sorted(paths_in(facts)) == [f"{facts}{path}" for path in inside]


@CHANGES
def test_any_change_leaves_another_state_or_a_missing_path(
    facts: Path, change: Callable[[Path], None]
) -> None:
    paths = paths_in(facts)
    before = state_of(paths)
    assert state_of(paths) == before
    assert before.newest == max(Path(path).stat().st_ctime_ns for path in paths)
    wait_for_another_time(facts / "two.toml")
    change(facts)
    try:
        after = state_of(paths)
    except FileNotFoundError:
        return
    assert after.text != before.text
    assert after.newest > before.newest


@CHANGES
def test_a_change_since_a_moment_is_seen(facts: Path, change: Callable[[Path], None]) -> None:
    moment = wait_for_another_time(facts / "two.toml")
    check = ChangeCheck(facts, moment)
    assert check.moment == moment
    assert not check.changed()
    change(facts)
    assert check.changed()
    assert ChangeCheck(facts, moment).changed()


def test_a_missing_folder_has_changed(facts: Path) -> None:
    check = ChangeCheck(facts, time.time() + 60)
    assert not check.changed()
    facts.rename(facts.with_name("elsewhere"))
    assert check.changed()


def test_a_missing_and_an_empty_file_have_not_changed(tmp_path: Path) -> None:
    file = tmp_path / "imports.sqlite"
    assert not file_changed_since(0.0, file)
    file.touch()
    assert not file_changed_since(0.0, file)
    file.write_text("imported", encoding="utf-8")
    os.utime(file, (0, 0))
    assert file_changed_since(1.0, file)
    assert not file_changed_since(time.time() + 60, file)


def test_the_times_of_files_may_lag_behind_the_clock(facts: Path) -> None:
    file = facts / "two.toml"
    noted = file.stat().st_ctime
    assert file_changed_since(noted + 0.01, file)
    assert ChangeCheck(facts, noted + 0.01).changed()
