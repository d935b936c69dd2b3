"""Files are replaced whole and durably, and locks keep processes apart."""

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.files import lock, move_durably, sqlite_files, whole_file, write_durably
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


def test_the_files_of_a_database_are_those_that_sqlite_makes(tmp_path: Path) -> None:
    database = tmp_path / "some.sqlite"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE one (number)")
        assert set(sqlite_files(database)) == set(tmp_path.iterdir())
    assert sqlite_files(Path()).database == Path()
