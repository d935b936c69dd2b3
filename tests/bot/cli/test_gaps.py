"""`knowledge gaps`: what is missing, and why."""

import json
import shutil
from pathlib import Path

from tests.bot.cli.conftest import Typed


def test_gaps_are_listed_by_edition_and_reason_with_totals(bell_lap: Typed) -> None:
    result = bell_lap("knowledge", "gaps")
    assert result.exit_code == 0, result.output
    text = result.stdout
    assert "Northern Games, Sankt Elm 2020: 3 of 6 events\n" in text
    assert "- no race here: women's heptathlon. No source at hand.\n" in text
    assert "- podium incomplete: men's U20 800 m. The one report names no second.\n" in text
    assert "Vallorne 2023: 1 of 1 event, the list of events is not here\n" in text
    assert "- podium incomplete: men's mile. No reason is given.\n" in text
    totals = json.loads(bell_lap("knowledge", "gaps", "--json").stdout)["totals"]
    assert (totals["listed_editions"], totals["final"]) == (1, 2)
    known = totals["events"] - sum(totals[lack] for lack in ("final", "podium", "marks", "places"))
    listed = f"{totals['editions']} editions, 1 of which list the events held"
    assert f"{listed}; {totals['events']} events, {known} of them complete.\n" in text
    assert f"no race here: 2; podium incomplete: {totals['podium']}; marks of the podium missing: " in text
    assert f"Without a reason: {totals['without_reason']}.\n" in text


def test_gaps_can_be_of_one_competition_and_json(bell_lap: Typed) -> None:
    shape = json.loads(bell_lap("knowledge", "gaps", "northern-games", "--json").stdout)
    (games,) = shape["editions"]
    assert games["edition"] == "northern-games-2020"
    assert games["open_events"][2] == {
        "event": "women-heptathlon",
        "lack": "final",
        "why": "No source at hand.",
        "sources": [],
    }
    assert shape["totals"] == {
        "editions": 1,
        "listed_editions": 1,
        "events": 6,
        "final": 2,
        "podium": 1,
        "marks": 0,
        "places": 0,
        "without_reason": 0,
    }


def test_the_table_counts_by_family(bell_lap: Typed) -> None:
    lines = bell_lap("knowledge", "gaps", "--table").stdout.splitlines()
    row = next(line for line in lines if line.startswith("Fjord Championships"))
    assert row.split()[2:] == ["2022", "1", "0", "4", "4", "4", "4", "4", "3", "of", "5", "1"]
    assert any(line.startswith("Diamond League ") and "2022–2023" in line for line in lines)
    shape = json.loads(bell_lap("knowledge", "gaps", "northern-games", "--table", "--json").stdout)
    assert shape["families"][0]["podiums"] == 3


def test_an_unknown_name_is_one_sentence(bell_lap: Typed) -> None:
    result = bell_lap("knowledge", "gaps", "worlds")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("There is no edition, competition or tier 'worlds'; there are ")


def test_unreadable_files_are_counted_and_the_rest_is_told(
    bell_lap: Typed, invented: Path, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(invented, tmp_path / "facts"))
    (data / "nations" / "NOR.toml").write_text("not toml", encoding="utf-8")
    result = bell_lap("knowledge", "gaps", "--data", str(data), "northern-games")
    assert result.exit_code == 0, result.output
    assert result.stderr.startswith("1 problem in the files; ")
