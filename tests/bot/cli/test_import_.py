"""What `knowledge import` tells: how far it is, what was refused and corrected, what an end leaves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import import_, output
from knowledge.imports import Progress
from knowledge.models.errors import KnowledgeError
from tests.bot.cli.conftest import Typed
from tests.bot.cli.rows import NILS, OLAV, write_rows


def test_of_a_missing_file_nothing_but_that_is_told(bell_lap: Typed, tmp_path: Path) -> None:
    result = bell_lap("knowledge", "import", "results-csv", str(tmp_path / "missing.csv"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"There is no file or folder {tmp_path}/missing.csv.\n"


def test_how_far_it_is_with_rate_and_remaining_time() -> None:
    assert output.progress_sentence("a.csv", 0, 0, 100, 0) == "a.csv: 0 rows"
    assert output.progress_sentence("a.csv", 50_000, 25, 100, 2) == (
        "a.csv: 50,000 rows, 25,000 a second, 25%, about 6 seconds left"
    )
    assert output.progress_sentence("a.csv", 10, 25, None, 2) == "a.csv: 10 rows, 5 a second"
    assert [output.duration(seconds) for seconds in (0.2, 1, 59, 61, 200, 7_300)] == [
        *("0 seconds", "1 second", "59 seconds", "1 minute", "3 minutes", "2 hours"),
    ]


def test_where_nobody_watches_a_line_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    ticks: Iterator[float] = iter((0, 1, 4, 6, 7, 12))
    with output.shown_progress(lambda: next(ticks)) as show:
        for rows in (1, 2, 3, 4, 5):
            show("a.csv", rows, rows, 10)
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition(" rows")[0] for line in lines] == ["a.csv: 3", "a.csv: 5"]
    assert all(line.isprintable() for line in lines)


def test_progress_knows_the_bytes_of_all_files(
    bell_lap: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, int, int, int | None]] = []
    monkeypatch.setattr(import_, "_show", lambda _, at: told.append((at.part, at.rows, at.done, at.total)))
    files = [write_rows(tmp_path / f"{name}.csv", OLAV, NILS) for name in "ab"]
    size = Path(files[0]).stat().st_size
    bell_lap("knowledge", "import", "results-csv", *files)
    assert [(rows, total) for _, rows, _, total in told] == [(2, 2 * size), (4, 2 * size)]
    assert size <= told[1][2] <= 2 * size


def test_a_build_that_fails_keeps_what_was_imported(
    bell_lap: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise KnowledgeError("The disk is full.")

    monkeypatch.setattr(import_, "build_from_settings", broken)
    file = write_rows(tmp_path / "rows.csv", OLAV)
    result = bell_lap("knowledge", "import", "results-csv", file)
    assert result.exit_code == 1
    assert result.stderr == (
        "The disk is full. What was imported is kept; "
        "`bell-lap knowledge build` builds when this is put right.\n"
    )


def test_ctrl_c_leaves_whole_files(bell_lap: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def press(_: object, at: Progress) -> None:
        if at.part.endswith("b.csv"):
            raise KeyboardInterrupt

    files = [write_rows(tmp_path / f"{name}.csv", OLAV) for name in "abc"]
    with monkeypatch.context() as pressed:
        pressed.setattr(import_, "_show", press)
        result = bell_lap("knowledge", "import", "results-csv", *files)
    assert result.exit_code == 130, result.output
    assert result.stdout == "1 file: 1 new, 0 unchanged, 0 corrected, 0 withdrawn, 0 refused.\n"
    assert result.stderr == "Stopped: 1 file is in whole, of the one that was being read nothing is.\n"
    again = bell_lap("knowledge", "import", "results-csv", *files)
    assert again.stdout.startswith("3 files: 2 new, 1 unchanged, ")


def test_build_says_what_was_built(bell_lap: Typed, cache: Path) -> None:
    result = bell_lap("knowledge", "build")
    assert result.exit_code == 0, result.output
    assert str(cache) in result.stdout


ROWS = """date,venue,discipline,category,name,nation,born,place,mark
2024-07-01,"Fjord Park, Oslovik (NOR)",mile,men,Olav Berg,NOR,1999-02-03,1,3:50.00
2024-07-01,"Fjord Park, Oslovik (NOR)",mile,men,Nils Dal,NOR,2000,2,3:61.20
"""


def test_results_are_imported_answered_and_forgotten(bell_lap: Typed, tmp_path: Path) -> None:
    file, report = tmp_path / "rows.csv", tmp_path / "refused.csv"
    file.write_text(ROWS, encoding="utf-8")
    first = bell_lap("knowledge", "import", "results-csv", str(file), "--report", str(report))
    assert first.exit_code == 0, first.output
    assert first.stdout.startswith("1 file: 1 new, 0 unchanged, 0 corrected, 0 withdrawn, 1 refused.\n")
    assert "rows.csv, line 3: " in first.stderr
    assert report.read_text(encoding="utf-8").count("\n") == 2
    assert "Olav Berg won in 3:50.00." in bell_lap("ask", "/result oslovik mile").stdout
    again = bell_lap("knowledge", "import", "results-csv", str(file))
    assert again.stdout.startswith("1 file: 0 new, 1 unchanged")
    forgotten = bell_lap("knowledge", "forget", "results-csv")
    assert forgotten.stdout.startswith("1 row of results-csv forgotten; ")
    assert bell_lap("ask", "/result oslovik mile").exit_code == 4


def test_a_damaged_file_changes_nothing(bell_lap: Typed, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_bytes(b"\xff\xfe\x00not a table")
    result = bell_lap("knowledge", "import", "results-csv", str(file))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "rows.csv" in result.stderr
    assert bell_lap("knowledge", "forget", "results-csv").exit_code == 1


def test_an_unknown_format_is_one_sentence(bell_lap: Typed, tmp_path: Path) -> None:
    result = bell_lap("knowledge", "import", "papyrus", str(tmp_path))
    assert result.exit_code == 1
    assert result.stderr.startswith("There is no format 'papyrus'; there are world-athletics-toplists, ")
