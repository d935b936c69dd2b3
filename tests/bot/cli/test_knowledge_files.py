"""`knowledge check`, `format`, `build` and `stats`, on the invented facts and on spoiled copies."""

import json
import shutil
from pathlib import Path

import pytest

from tests.bot.cli.conftest import Typed

RACE = "races/vallorne-memorial-2023/vallorne-memorial-2023-men-mile-final.toml"


@pytest.fixture
def facts(invented: Path, tmp_path: Path) -> Path:
    """A copy of the invented facts, to spoil."""
    return Path(shutil.copytree(invented, tmp_path / "facts"))


def test_good_facts_have_no_problems(bell_lap: Typed) -> None:
    result = bell_lap("knowledge", "check")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("No problems in ")


def test_all_problems_are_told_at_once_one_a_line(bell_lap: Typed, facts: Path) -> None:
    (facts / "nations" / "NOR.toml").write_text("not toml at all", encoding="utf-8")
    race = (facts / RACE).read_text(encoding="utf-8")
    (facts / RACE).write_text(race.replace('athlete = "', 'athlete = "un'), encoding="utf-8")
    result = bell_lap("knowledge", "check", "--data", str(facts))
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert any(line.startswith("nations/NOR.toml:") for line in lines)
    assert any(line.startswith(RACE) for line in lines)
    assert all("; expected " in line for line in lines)
    assert result.stderr.startswith(f"{len(lines)} problems in ")


def test_format_writes_the_canonical_form_and_check_changes_nothing(bell_lap: Typed, facts: Path) -> None:
    nation = facts / "nations" / "NOR.toml"
    canonical = nation.read_text(encoding="utf-8")
    spoiled = canonical.replace(" = ", "   =   ")
    nation.write_text(spoiled, encoding="utf-8")
    checked = bell_lap("knowledge", "format", "--check", "--data", str(facts))
    assert (checked.exit_code, checked.stdout) == (1, "nations/NOR.toml is not in canonical form\n")
    assert nation.read_text(encoding="utf-8") == spoiled
    done = bell_lap("knowledge", "format", "--data", str(facts))
    assert (done.exit_code, done.stdout) == (0, "nations/NOR.toml was formatted\n1 file changed.\n")
    assert nation.read_text(encoding="utf-8") == canonical
    again = bell_lap("knowledge", "format", "--check", "--data", str(facts))
    assert (again.exit_code, again.stdout) == (0, "Every file is in canonical form.\n")


def test_what_cannot_be_formatted_is_told_and_left(bell_lap: Typed, facts: Path) -> None:
    nation = facts / "nations" / "NOR.toml"
    nation.write_text("not toml at all", encoding="utf-8")
    result = bell_lap("knowledge", "format", "--data", str(facts))
    assert result.exit_code == 1
    assert result.stdout.startswith("nations/NOR.toml: This is not TOML")
    assert result.stderr == "1 file can't be formatted.\n"
    assert nation.read_text(encoding="utf-8") == "not toml at all"


def test_build_says_what_was_built(bell_lap: Typed, cache: Path) -> None:
    result = bell_lap("knowledge", "build")
    assert result.exit_code == 0, result.output
    assert str(cache) in result.stdout


def test_stats_count_everything_and_per_source(bell_lap: Typed, invented: Path) -> None:
    counted = json.loads(bell_lap("knowledge", "stats", "--json").stdout)
    assert counted["counts"]["athletes"] == len(list((invented / "athletes").iterdir()))
    assert {source["source"] for source in counted["by_source"]} == {
        file.stem for file in (invented / "sources").iterdir()
    }
    text = bell_lap("knowledge", "stats").stdout
    assert counted["version"] in text
    for key, count in counted["counts"].items():
        assert f"{count:,}  {key}" in text
    for source in counted["by_source"]:
        assert source["publisher"] in text


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


def test_decisions_about_people_are_checked_too(bell_lap: Typed, facts: Path) -> None:
    (facts / "decisions").mkdir()
    decisions = facts / "decisions" / "okoro.toml"
    decisions.write_text(
        '[[people]]\none = "curated/a"\nother = "curated/b"\nsame = false\n', encoding="utf-8"
    )
    assert bell_lap("knowledge", "check", "--data", str(facts)).exit_code == 0
    decisions.write_text('[[people]]\none = "curated/a"\n', encoding="utf-8")
    result = bell_lap("knowledge", "check", "--data", str(facts))
    assert result.exit_code == 1
    assert result.stdout.startswith("decisions/okoro.toml: ")
