"""`bell-lap knowledge verify`, and every other command on an archive that is damaged."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.bot.cli.conftest import ROOT, Typed

TEMPLATE = str(ROOT / "docs" / "results-template.csv")


@pytest.fixture
def archive(bell_lap: Typed, tmp_path: Path) -> Path:
    """An archive with a file in it, built from."""
    assert bell_lap("knowledge", "import", "results-csv", TEMPLATE).exit_code == 0
    return tmp_path / "imports.sqlite"


def _damage(archive: Path) -> None:
    with closing(sqlite3.connect(archive)) as connection:
        connection.execute("UPDATE archive_observation SET mark = '1.23'")
        connection.commit()


def test_nothing_imported_is_whole(bell_lap: Typed, tmp_path: Path, environment: pytest.MonkeyPatch) -> None:
    environment.setenv("BELL_LAP_CACHE", str(tmp_path / "cache"))
    result = bell_lap("knowledge", "verify")
    assert (result.exit_code, result.stdout) == (0, "Nothing was imported\n")
    assert not (tmp_path / "imports.sqlite").exists()


def test_a_whole_archive_is_listed(bell_lap: Typed, archive: Path) -> None:
    assert archive.is_file()
    result = bell_lap("knowledge", "verify")
    assert result.exit_code == 0
    assert result.stdout.startswith("The archive is whole\n1 of 1 imported file is as it was written.\n")
    assert "results-template.csv" in result.stdout


def test_a_damaged_archive_is_listed_and_the_exit_code_is_one(bell_lap: Typed, archive: Path) -> None:
    _damage(archive)
    result = bell_lap("knowledge", "verify")
    assert result.exit_code == 1
    assert result.stdout.startswith("The archive is damaged\n0 of 1 imported file is as it was written.\n")
    assert "Restore" in result.stderr
    shape = json.loads(bell_lap("knowledge", "verify", "--json").stdout)
    assert shape["whole"] is shape["archive"]["whole"] is shape["archive"]["files"][0]["whole"] is False


def test_damage_of_what_was_built_is_listed(
    bell_lap: Typed, tmp_path: Path, environment: pytest.MonkeyPatch
) -> None:
    environment.setenv("BELL_LAP_CACHE", str(tmp_path / "cache"))
    assert bell_lap("ask", "/athlete", "arvell").exit_code == 0
    assert json.loads(bell_lap("knowledge", "verify", "--json").stdout)["whole"]
    (database,) = (tmp_path / "cache").glob("knowledge-*.columns")
    with database.open("r+b") as stream:
        stream.seek(5000)
        byte = stream.read(1)
        stream.seek(5000)
        stream.write(bytes([byte[0] ^ 1]))
    result = bell_lap("knowledge", "verify")
    assert result.exit_code == 1
    assert f"{database.name}: " in result.stdout
    assert "builds another" in result.stderr
    shape = json.loads(bell_lap("knowledge", "verify", "--json").stdout)
    assert [one["whole"] for one in shape["built"] if one["file"] == database.name] == [False]


COMMANDS = (
    ("knowledge", "build"),
    ("knowledge", "stats"),
    ("knowledge", "review", "--list"),
    ("knowledge", "export", "csv", "-"),
    ("knowledge", "corrections"),
    ("knowledge", "import", "results-csv", TEMPLATE),
    ("knowledge", "forget", "results-csv"),
    ("ask", "/athlete", "berg"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("how", ["cut", "junk", "empty"])
def test_every_command_says_it_in_a_sentence(
    bell_lap: Typed, archive: Path, command: tuple[str, ...], how: str
) -> None:
    whole = archive.read_bytes()
    junk = whole[:100] + b"\xff" * (len(whole) - 100)
    archive.write_bytes({"cut": whole[: len(whole) // 2], "junk": junk, "empty": b""}[how])
    result = bell_lap(*command)
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert "restore its backup" in line
    assert bell_lap("knowledge", "verify").exit_code == 1
