"""Files are replaced whole and durably, and locks keep processes apart."""

import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.files import changed_since, lock, move_durably, whole_file, write_durably
from knowledge.models.errors import KnowledgeError


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What reaches the disk, in order: contents of files, names in folders, renames."""
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def flushed(descriptor: int) -> None:
        found = os.fstat(descriptor)
        done.append("content" if stat.S_ISREG(found.st_mode) else "names")
        fsync(descriptor)

    def renamed(source: Path, target: Path) -> Path:
        done.append("rename")
        return replace(source, target)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(Path, "replace", renamed)
    return done


def test_the_content_is_on_the_disk_before_the_name_and_the_name_before_the_end(
    tmp_path: Path, steps: list[str]
) -> None:
    written = tmp_path / "new"
    written.write_bytes(b"new")
    move_durably(written, tmp_path / "old")
    assert steps == ["content", "rename", "names"]
    write_durably(tmp_path / "text", "a\nb")
    assert steps[3:] == ["content", "rename", "names"]
    with whole_file(tmp_path / "whole") as beside:
        beside.write_bytes(b"whole")
        assert not (tmp_path / "whole").exists()
    assert steps[6:] == ["content", "rename", "names"]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "old": b"new",
        "text": b"a\nb",
        "whole": b"whole",
    }


def test_what_fails_on_the_way_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"old")

    def fail() -> None:
        with whole_file(file) as beside:
            beside.write_bytes(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("file", b"old")]


def test_a_file_that_cannot_be_replaced_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "in it").mkdir(parents=True)

    def replace() -> None:
        with whole_file(folder) as beside:
            beside.write_bytes(b"")

    with pytest.raises(KnowledgeError, match="folder can't be written"):
        replace()
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_many_may_read_and_one_may_write(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    one, other = os.open(file, os.O_RDONLY), os.open(file, os.O_RDONLY)
    try:
        assert lock(one, shared=True, wait=False)
        assert lock(other, shared=True, wait=False)
        assert not lock(other, shared=False, wait=False)
    finally:
        os.close(one)
        os.close(other)


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file.write_text("new", encoding="utf-8"),
        lambda file: os.utime(file, (0, 0)),
        lambda file: file.unlink(),
        lambda file: file.rename(file.with_name("other.toml")),
        lambda file: file.with_name("more.toml").touch(),
    ],
    ids=["written", "of an older date", "removed", "renamed", "one more"],
)
def test_any_change_in_a_folder_is_noticed(change: Callable[[Path], object], tmp_path: Path) -> None:
    file = tmp_path / "facts" / "nations" / "NOR.toml"
    file.parent.mkdir(parents=True)
    file.write_text("old", encoding="utf-8")
    moment = time.time() + 0.2
    assert not changed_since(moment, tmp_path / "facts", tmp_path / "missing")
    while time.time() < moment:
        time.sleep(0.01)
    change(file)
    assert changed_since(moment, tmp_path / "facts")


def test_a_change_at_the_very_moment_counts_although_its_time_is_coarse(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("imported", encoding="utf-8")
    noted = (tmp_path / "archive").stat().st_ctime
    assert changed_since(noted + 0.01, tmp_path / "archive")
    assert not changed_since(noted + 1, tmp_path / "archive")
