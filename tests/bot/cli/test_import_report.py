"""The report of an import: refused rows, grouped by reason and limited in number."""

import csv
from pathlib import Path

import pytest

from bot.cli import import_report
from tests.bot.cli.conftest import Typed
from tests.bot.cli.rows import NILS, OLAV, PARK, write_rows


def test_what_was_refused_is_grouped_by_its_reason(bell_lap: Typed, tmp_path: Path) -> None:
    bad = [f"{PARK},Nils Dal,NOR,2000,2,3:{seconds}.20\n" for seconds in range(61, 66)]
    file = write_rows(tmp_path / "rows.csv", OLAV, *bad, f"{PARK},Nils Dal,norway,2000,2,3:51.20\n")
    report = tmp_path / "report.csv"
    result = bell_lap("knowledge", "import", "results-csv", file, "--report", str(report))
    assert result.exit_code == 0, result.output
    lines = result.stderr.splitlines()
    assert lines[0].startswith("5 refused: The mark is not a time like ")
    assert [line.partition(": ")[0].rpartition(", ")[2] for line in lines[1:3]] == ["line 3", "line 4"]
    assert lines[3:] == [
        "1 refused: The nation is not a code of three capitals like KEN.",
        f"    {tmp_path.name}/rows.csv, line 8: "
        "2024-07-01,Fjord Park, Oslovik (NOR),mile,men,Nils Dal,norway,2000,2,3:51.20",
    ]
    with report.open(encoding="utf-8", newline="") as stream:
        written = list(csv.DictReader(stream))
    assert [row["row"] for row in written] == [f"line {number}" for number in range(3, 9)]
    assert {row["what"] for row in written} == {"refused"}


def test_files_that_are_wrong_alike_are_told_together(bell_lap: Typed, tmp_path: Path) -> None:
    for letter in "bdefgh":
        (tmp_path / f"list {letter}.csv").write_text("Rank,Mark\n", encoding="utf-8")
    (tmp_path / "of another kind.csv").write_bytes(b"\xff")
    report = tmp_path / "refused.txt"
    result = bell_lap("knowledge", "import", "results-csv", str(tmp_path), "--report", str(report))
    lines = result.stderr.splitlines()
    assert [line.partition(" has no column date in its first line")[1] != "" for line in lines] == [
        *(True, True, True, False, False)
    ]
    assert lines[3] == "    … and 3 more like it."
    assert lines[4].endswith("of another kind.csv is not text in UTF-8.")
    assert result.stdout == f"Every refused or corrected row is in {report}.\n"
    assert report.read_text(encoding="utf-8").count("\n") == 8


def test_a_report_of_nothing_says_so(bell_lap: Typed, tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    file = write_rows(tmp_path / "rows.csv", OLAV)
    told = bell_lap("knowledge", "import", "results-csv", file, "--report", str(report)).stdout
    assert f"Nothing was refused or corrected, so {report} holds no rows.\n" in told


def test_many_reasons_and_corrections_are_cut_short(
    bell_lap: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_report, "_REASONS", 1)
    monkeypatch.setattr(import_report, "_CORRECTIONS", 1)
    file = tmp_path / "rows.csv"
    bell_lap("knowledge", "import", "results-csv", write_rows(file, OLAV, NILS))
    bad = [f"{PARK},Nils Dal,,2000,2,3:51.20\n", f"{PARK},Nils Dal,NOR,2000,2,never\n"]
    result = bell_lap("knowledge", "import", "results-csv", write_rows(file, *bad))
    assert "    … and 1 more; `bell-lap knowledge corrections` lists them.\n" in result.stdout
    assert result.stderr.endswith("1 refused for other reasons; --report FILE writes them all.\n")


def test_what_was_merged_is_told(bell_lap: Typed, tmp_path: Path) -> None:
    # A curated race met again: one agrees, one has another mark, one is new; and a race of its own.
    met = '2024-06-15,"Quayside Stadium, Port Brennan (GBR)",mile,men'
    rows = (
        f"{met},Tomas Arvell,NOR,1998-03-04,1,3:49.11\n",
        f"{met},Daniel Okoro,NGR,1997-11-20,3,3:50.99\n",
        f"{met},Zoltan Ak,NOR,1999-01-02,7,4:01.00\n",
        OLAV,
    )
    told = bell_lap("knowledge", "import", "results-csv", write_rows(tmp_path / "rows.csv", *rows)).stdout
    assert "Races: 2, 1 of them at curated editions.\n" in told
    assert "tells of too: 1 agree, 1 differ and are shown beside, 1 are added.\n" in told
    assert told.splitlines()[2].startswith("People: 4 as their sources print them are ")


def test_where_nobody_else_tells_of_a_race_nothing_is_compared(bell_lap: Typed, tmp_path: Path) -> None:
    told = bell_lap("knowledge", "import", "results-csv", write_rows(tmp_path / "rows.csv", OLAV)).stdout
    assert told.splitlines()[-1] == "Races: 1, 0 of them at curated editions."


def test_a_file_that_says_what_another_says_is_told(bell_lap: Typed, tmp_path: Path) -> None:
    first, copy, other = (write_rows(tmp_path / name, OLAV, NILS) for name in ("a.csv", "b.csv", "c.csv"))
    write_rows(tmp_path / "c.csv", OLAV, NILS.replace("Nils Dal", "Per Vik"))
    assert " stand in " not in bell_lap("knowledge", "import", "results-csv", first, other).stdout
    told = bell_lap("knowledge", "import", "results-csv", copy)
    assert told.exit_code == 0
    name = tmp_path.name
    assert told.stdout.splitlines()[1] == (
        f"2 of the 2 rows of {name}/b.csv stand in {name}/a.csv too; if it is the same file, "
        "`bell-lap knowledge forget results-csv` takes all of results-csv out, to import one of them again."
    )
    assert " stand in " not in bell_lap("knowledge", "import", "results-csv", copy).stdout
