"""`knowledge corrections`: what imports changed, with what it was."""

import csv
from pathlib import Path

from tests.bot.cli.conftest import Typed
from tests.bot.cli.rows import NILS, OLAV, write_rows


def test_what_was_corrected_is_listed_with_what_it_was(bell_lap: Typed, tmp_path: Path) -> None:
    file, report = tmp_path / "rows.csv", tmp_path / "report.csv"
    bell_lap("knowledge", "import", "results-csv", write_rows(file, OLAV, NILS))
    assert bell_lap("knowledge", "corrections").stdout == "Nothing was corrected.\n"
    write_rows(file, OLAV.replace("1,3:50.00", "2,3:50.10"))
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
    # Only the corrections of this import, not those of the import before.
    again = bell_lap("knowledge", "import", "results-csv", write_rows(file, OLAV))
    assert "place 2 → 1, mark 3:50.10 → 3:50.00" in again.stdout
    assert "withdrawn (" not in again.stdout


def test_asking_for_corrections_makes_no_archive(bell_lap: Typed, tmp_path: Path) -> None:
    assert bell_lap("knowledge", "corrections").exit_code == 0
    assert not (tmp_path / "imports.sqlite").exists()
