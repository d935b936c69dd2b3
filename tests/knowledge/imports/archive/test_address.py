"""The address of an archive: refused in one sentence, or read where it can't be written."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.imports.archive import Archive, address
from knowledge.models.errors import KnowledgeError
from tests.knowledge.imports.archive.parts import LISTS, part, row
from tests.paths import ROOT


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("archive.sqlite", "isn't a URL"),
        ("sqlite://", "names no file"),
        ("mysql://someone:secret@host/x", "can't use the database"),
        ("mysql://x", "can't use the database mysql://x, only an SQLite file or a PostgreSQL server"),
        ("postgresql+other://someone:secret@host/x", "can't use the database"),
        ("postgresql:///x", "names no user"),
        ("postgresql://someone:secret@localhost/x?sslmode=often", "sslmode=often"),
        ("postgresql://someone:secret@localhost:1/x", "can't be opened"),
        ("sqlite:////no/such/folder/archive.sqlite", "no folder /no/such/folder"),
    ],
)
def test_what_an_operator_can_mend_is_one_sentence_without_the_password(url: str, told: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        Archive.open(url)
    message = str(caught.value)
    assert told in message
    assert "secret" not in message
    assert "\n" not in message
    assert message.endswith(".")


def test_a_file_that_is_no_database_is_named_and_left_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "archive.sqlite"
    file.write_text("my notes, " * 1000)
    with pytest.raises(KnowledgeError, match=r"archive\.sqlite can't be opened \(file is not a database\)"):
        Archive.open(f"sqlite:///{file}")
    assert file.read_text() == "my notes, " * 1000


_READ = """
import sys
from knowledge.imports import Archive
from knowledge.models.errors import KnowledgeError
from tests.knowledge.imports.archive.parts import LISTS, part, row
archive = Archive.open(sys.argv[1])
print(sum(len(some) for some in archive.observations()), archive.verify().whole, archive.is_written())
try:
    archive.import_file(LISTS, part("b.csv", row(2)))
except KnowledgeError as error:
    print(error)
"""
_MOUNTED = 'mount -t tmpfs none "$1" && cp "$2" "$1/a.sqlite" && mount -o remount,ro "$1"'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An archive with a row."""
    path = tmp_path / "archive.sqlite"
    archive = Archive.open(f"sqlite:///{path}")
    archive.import_file(LISTS, part("a.csv", row(1)))
    archive.close()
    path.with_name("archive.sqlite.lock").unlink(missing_ok=True)
    return path


def _is_read_and_not_written(file: Path) -> None:
    archive = Archive.open(f"sqlite:///{file}")
    assert sum(len(some) for some in archive.observations()) == 1
    assert archive.verify().whole
    assert not archive.is_written()
    with pytest.raises(KnowledgeError, match=r"can't be written"):
        archive.import_file(LISTS, part("b.csv", row(2)))
    archive.close()
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_an_archive_that_may_not_be_written_is_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # In the place of a folder without the right to write, which binds no superuser.
    monkeypatch.setattr(os, "access", lambda *_: False)
    _is_read_and_not_written(file)


def test_an_older_archive_that_may_not_be_written_says_so(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = sqlite3.connect(file)
    connection.execute("UPDATE archive_version SET version_num = '0003'")
    connection.commit()
    connection.close()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(KnowledgeError, match="written by an older Bell Lap; open it once where"):
        Archive.open(f"sqlite:///{file}")


def test_an_archive_whose_writing_fails_is_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = address._connect

    def refuse(database: str, pragmas: tuple[str, ...]) -> sqlite3.Connection:
        if "mode=ro" in database:
            return connect(database, pragmas)
        error = sqlite3.OperationalError("attempt to write a readonly database")
        error.sqlite_errorcode = sqlite3.SQLITE_READONLY
        raise error

    monkeypatch.setattr(address, "_connect", refuse)
    archive = Archive.open(f"sqlite:///{file}")
    assert sum(len(some) for some in archive.observations()) == 1
    with pytest.raises(KnowledgeError, match=r"can't be written \(attempt to write a readonly database\)\."):
        archive.import_file(LISTS, part("b.csv", row(2)))
    archive.close()


def test_a_read_only_disk(file: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("no unshare to mount a read-only disk with")
    within = [unshare, "--map-root-user", "--mount", "/bin/sh", "-c"]
    tried = subprocess.run([*within, _MOUNTED, "sh", disk, file], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip("no disk can be mounted here")
    done = subprocess.run(
        [
            *within,
            f'{_MOUNTED} && exec "$3" -c "$4" "sqlite:///$1/a.sqlite"',
            "sh",
            str(disk),
            str(file),
            sys.executable,
            _READ,
        ],
        capture_output=True,
        check=False,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    counts, told = done.stdout.splitlines()
    assert counts == "1 True False", done
    assert told.endswith("can't be written: its disk or folder is read-only.")
