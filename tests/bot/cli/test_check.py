"""`knowledge check` and `format`, on the invented facts and on spoiled copies."""

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
