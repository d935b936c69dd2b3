"""What `knowledge import` tells: how far it is, what was refused and corrected, what an end leaves."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import import_, import_report, output
from knowledge.imports import Progress
from knowledge.models.errors import KnowledgeError
from tests.bot.cli.conftest import Typed

HEAD = "date,venue,discipline,category,name,nation,born,place,mark\n"
PARK = '2024-07-01,"Fjord Park, Oslovik (NOR)",mile,men'
OLAV = f"{PARK},Olav Berg,NOR,1999-02-03,1,3:50.00\n"
NILS = f"{PARK},Nils Dal,NOR,2000,2,3:51.20\n"


def _write(path: Path, *rows: str) -> str:
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    return str(path)


def test_what_was_refused_is_grouped_by_its_reason(bell_lap: Typed, tmp_path: Path) -> None:
    bad = [f"{PARK},Nils Dal,NOR,2000,2,3:{seconds}.20\n" for seconds in range(61, 66)]
    file = _write(tmp_path / "rows.csv", OLAV, *bad, f"{PARK},Nils Dal,norway,2000,2,3:51.20\n")
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


def test_of_a_missing_file_nothing_but_that_is_told(bell_lap: Typed, tmp_path: Path) -> None:
    result = bell_lap("knowledge", "import", "results-csv", str(tmp_path / "missing.csv"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"There is no file or folder {tmp_path}/missing.csv.\n"


def test_a_report_of_nothing_says_so(bell_lap: Typed, tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    file = _write(tmp_path / "rows.csv", OLAV)
    told = bell_lap("knowledge", "import", "results-csv", file, "--report", str(report)).stdout
    assert f"Nothing was refused or corrected, so {report} holds no rows.\n" in told


def test_what_was_corrected_is_listed_with_what_it_was(bell_lap: Typed, tmp_path: Path) -> None:
    file, report = tmp_path / "rows.csv", tmp_path / "report.csv"
    bell_lap("knowledge", "import", "results-csv", _write(file, OLAV, NILS))
    assert bell_lap("knowledge", "corrections").stdout == "Nothing was corrected.\n"
    _write(file, OLAV.replace("1,3:50.00", "2,3:50.10"))
    result = bell_lap("knowledge", "import", "results-csv", str(file), "--report", str(report))
    name = f"{tmp_path.name}/rows.csv"
    changed = "Olav Berg, mile men 2024-07-01: place 1 → 2, mark 3:50.00 → 3:50.10"
    gone = "Nils Dal, mile men 2024-07-01: withdrawn (2. 3:51.20)"
    assert result.stdout.startswith(
        "1 file: 0 new, 0 unchanged, 1 corrected, 1 withdrawn, 0 refused.\n"
        f"    {name}, {changed}\n    {name}, {gone}\n"
    )
    listed = f"results-csv, {name}, {changed}\nresults-csv, {name}, {gone}\n"
    assert bell_lap("knowledge", "corrections").stdout == listed
    assert (
        bell_lap("knowledge", "corrections", "--source", "tilastopaja").stdout == "Nothing was corrected.\n"
    )
    with report.open(encoding="utf-8", newline="") as stream:
        assert [(row["what"], row["why"]) for row in csv.DictReader(stream)] == [
            ("corrected", "place 1 → 2, mark 3:50.00 → 3:50.10"),
            ("withdrawn", "withdrawn (2. 3:51.20)"),
        ]
    # Only what this import corrected: what was corrected before isn't told again.
    again = bell_lap("knowledge", "import", "results-csv", _write(file, OLAV))
    assert "place 2 → 1, mark 3:50.10 → 3:50.00" in again.stdout
    assert "withdrawn (" not in again.stdout


def test_asking_for_corrections_makes_no_archive(bell_lap: Typed, tmp_path: Path) -> None:
    assert bell_lap("knowledge", "corrections").exit_code == 0
    assert not (tmp_path / "imports.sqlite").exists()


def test_many_reasons_and_corrections_are_cut_short(
    bell_lap: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_report, "_REASONS", 1)
    monkeypatch.setattr(import_report, "_CORRECTIONS", 1)
    file = tmp_path / "rows.csv"
    bell_lap("knowledge", "import", "results-csv", _write(file, OLAV, NILS))
    bad = [f"{PARK},Nils Dal,,2000,2,3:51.20\n", f"{PARK},Nils Dal,NOR,2000,2,never\n"]
    result = bell_lap("knowledge", "import", "results-csv", _write(file, *bad))
    assert "    … and 1 more; `bell-lap knowledge corrections` lists them.\n" in result.stdout
    assert result.stderr.endswith("1 refused for other reasons; --report FILE writes them all.\n")


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
    files = [_write(tmp_path / f"{name}.csv", OLAV, NILS) for name in "ab"]
    size = Path(files[0]).stat().st_size
    bell_lap("knowledge", "import", "results-csv", *files)
    assert [(rows, total) for _, rows, _, total in told] == [(2, 2 * size), (4, 2 * size)]
    assert size <= told[1][2] <= 2 * size


def test_a_build_that_fails_keeps_what_was_imported(
    bell_lap: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*, newest: bool) -> None:
        assert newest
        raise KnowledgeError("The disk is full.")

    monkeypatch.setattr(import_, "open_store_from_settings", broken)
    file = _write(tmp_path / "rows.csv", OLAV)
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

    files = [_write(tmp_path / f"{name}.csv", OLAV) for name in "abc"]
    with monkeypatch.context() as pressed:
        pressed.setattr(import_, "_show", press)
        result = bell_lap("knowledge", "import", "results-csv", *files)
    assert result.exit_code == 130, result.output
    assert result.stdout == "1 file: 1 new, 0 unchanged, 0 corrected, 0 withdrawn, 0 refused.\n"
    assert result.stderr == "Stopped: 1 file is in whole, of the one that was being read nothing is.\n"
    again = bell_lap("knowledge", "import", "results-csv", *files)
    assert again.stdout.startswith("3 files: 2 new, 1 unchanged, ")


def test_what_was_merged_is_told(bell_lap: Typed, tmp_path: Path) -> None:
    # A curated race met again: one agrees, one has another mark, one is new; and a race of its own.
    met = '2024-06-15,"Quayside Stadium, Port Brennan (GBR)",mile,men'
    rows = (
        f"{met},Tomas Arvell,NOR,1998-03-04,1,3:49.11\n",
        f"{met},Daniel Okoro,NGR,1997-11-20,3,3:50.99\n",
        f"{met},Zoltan Ak,NOR,1999-01-02,7,4:01.00\n",
        OLAV,
    )
    told = bell_lap("knowledge", "import", "results-csv", _write(tmp_path / "rows.csv", *rows)).stdout
    assert "Races: 2, 1 of them at curated editions.\n" in told
    assert "tells of too: 1 agree, 1 differ and are shown beside, 1 are added.\n" in told
    assert told.splitlines()[2].startswith("People: 4 as their sources print them are ")


def test_where_nobody_else_tells_of_a_race_nothing_is_compared(bell_lap: Typed, tmp_path: Path) -> None:
    told = bell_lap("knowledge", "import", "results-csv", _write(tmp_path / "rows.csv", OLAV)).stdout
    assert told.splitlines()[-1] == "Races: 1, 0 of them at curated editions."


def test_a_file_that_says_what_another_says_is_told(bell_lap: Typed, tmp_path: Path) -> None:
    first, copy, other = (_write(tmp_path / name, OLAV, NILS) for name in ("a.csv", "b.csv", "c.csv"))
    _write(tmp_path / "c.csv", OLAV, NILS.replace("Nils Dal", "Per Vik"))
    assert " stand in " not in bell_lap("knowledge", "import", "results-csv", first, other).stdout
    told = bell_lap("knowledge", "import", "results-csv", copy)
    assert told.exit_code == 0
    name = tmp_path.name
    assert told.stdout.splitlines()[1] == (
        f"2 of the 2 rows of {name}/b.csv stand in {name}/a.csv too; if it is the same file, "
        "`bell-lap knowledge forget results-csv` takes all of results-csv out, to import one of them again."
    )
    assert " stand in " not in bell_lap("knowledge", "import", "results-csv", copy).stdout
