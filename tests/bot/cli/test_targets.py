"""What a report or an export may replace: nothing without `--force`, and never what is read from."""

import csv
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import import_
from knowledge.models.errors import KnowledgeError
from tests.bot.cli.conftest import Typed

ROWS = (
    "date,venue,discipline,category,name,nation,born,place,mark\n"
    '2024-07-01,"Fjord Park, Oslovik (NOR)",mile,men,Olav Berg,NOR,1999-02-03,1,3:50.00\n'
    '2024-07-01,"Fjord Park, Oslovik (NOR)",mile,men,Nils Dal,NOR,2000,2,never\n'
)


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    file = tmp_path / "in" / "rows.csv"
    file.write_text(ROWS, encoding="utf-8")
    return file


def _symlink(file: Path, name: Path) -> Path:
    name.symlink_to(file)
    return name


def _hard_link(file: Path, name: Path) -> Path:
    name.hardlink_to(file)
    return name


SPELLINGS: tuple[Callable[[Path, Path], Path], ...] = (
    lambda file, _: file,
    lambda file, _: Path(os.path.relpath(file)),
    lambda file, _: file.parent / ".." / file.parent.name / file.name,
    _symlink,
    _hard_link,
)


@pytest.mark.parametrize("spelled", SPELLINGS)
@pytest.mark.parametrize("whole_folder", [False, True])
@pytest.mark.parametrize("forced", [False, True])
def test_a_report_never_replaces_what_is_imported(
    spelled: Callable[[Path, Path], Path],
    whole_folder: bool,
    forced: bool,
    bell_lap: Typed,
    rows: Path,
    tmp_path: Path,
) -> None:
    report = spelled(rows, tmp_path / "link.csv")
    given = rows.parent if whole_folder else rows
    arguments = ("knowledge", "import", "results-csv", str(given), "--report", str(report))
    result = bell_lap(*arguments, *(["--force"] if forced else []))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{report} is a file that Bell Lap reads from; name another.\n"
    assert rows.read_text(encoding="utf-8") == ROWS
    assert not (tmp_path / "imports.sqlite").exists()


def test_a_report_replaces_another_file_only_by_force(bell_lap: Typed, rows: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    report.write_text("mine", encoding="utf-8")
    arguments = ("knowledge", "import", "results-csv", str(rows), "--report", str(report))
    refused = bell_lap(*arguments)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr == f"{report} is there already; --force replaces it.\n"
    assert report.read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "imports.sqlite").exists()
    assert bell_lap(*arguments, "--force").exit_code == 0
    with report.open(encoding="utf-8", newline="") as stream:
        assert [row["row"] for row in csv.DictReader(stream)] == ["line 3"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("in", "is a folder; name the file to write."),
        ("pipe", "is no plain file; name another."),
        ("no/report.csv", "can't be written (No such file or directory)."),
        ("in/rows.csv/report.csv", "can't be written (Not a directory)."),
    ],
)
def test_where_no_report_can_be_nothing_is_read(
    name: str, sentence: str, bell_lap: Typed, rows: Path, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    report = tmp_path / name
    result = bell_lap("knowledge", "import", "results-csv", str(rows), "--report", str(report), "--force")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{report} {sentence}\n"
    assert not (tmp_path / "imports.sqlite").exists()


def test_an_import_that_fails_leaves_no_half_report(
    bell_lap: Typed, rows: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> bool:
        raise KnowledgeError("The disk is full.")

    report = tmp_path / "report.csv"
    report.write_text("of last week", encoding="utf-8")
    monkeypatch.setattr(import_, "_import_all", broken)
    result = bell_lap("knowledge", "import", "results-csv", str(rows), "--report", str(report), "--force")
    assert (result.exit_code, result.stderr) == (1, "The disk is full.\n")
    assert report.read_text(encoding="utf-8") == "of last week"
    assert [path.name for path in tmp_path.glob(".report*")] == []


@pytest.mark.parametrize("name", ["imports.sqlite", ".env", "data/nations/nor.toml", "cache/kept.sqlite"])
def test_an_export_never_replaces_what_bell_lap_reads(
    name: str, bell_lap: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("data", "cache"):
        monkeypatch.setenv(f"BELL_LAP_{variable.upper()}", str(tmp_path / variable))
    target = tmp_path / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("BELL_LAP_LOG_LEVEL=info\n", encoding="utf-8")
    for given in (target, Path(os.path.relpath(target))):
        result = bell_lap("knowledge", "export", "sqlite", str(given), "--force")
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == f"{given} is a file that Bell Lap reads from; name another.\n"
    assert target.read_text(encoding="utf-8") == "BELL_LAP_LOG_LEVEL=info\n"


def test_no_cell_of_a_report_is_a_formula(bell_lap: Typed, rows: Path, tmp_path: Path) -> None:
    rows.write_text(ROWS.replace("2024-07-01", "=1+1"), encoding="utf-8")
    report = tmp_path / "report.csv"
    assert bell_lap("knowledge", "import", "results-csv", str(rows), "--report", str(report)).exit_code == 0
    with report.open(encoding="utf-8", newline="") as stream:
        assert [row["value"][:6] for row in csv.DictReader(stream)] == ["'=1+1,"] * 2
