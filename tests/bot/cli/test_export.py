"""`knowledge export`: everything leaves, and what left comes in again as it was."""

import csv
import io
import json
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from tests.bot.cli.conftest import Typed
from tests.knowledge.imports.formats.samples import LIST_HEADER, write_zip

TEMPLATE = Path(__file__).parents[3] / "docs" / "results-template.csv"
LIST = LIST_HEADER + (
    '0,1,10.6,0.9,Ada SWIFT-LANE,12 SEP 1996,KEN,1,"Hill Park, Springfield, IL (USA)",14 AUG 2020,1302\n'
    '1,2,10.75,2.3,Bea DE LA RIVA,1994,FRA,6h2,"Oval, Sankt Elm (SUI)",13 JUN 2019,1294\n'
    '2,3,10.80,,Bea DE LA RIVA,1994,NOR,2,"Hall, Sankt Elm (SUI) (i)",13 JAN 2019,1290\n'
    "3,4,10.80,,Cleo O'MARA,,GBR,2sf,Helsinki (FIN),13 JUN 2019,1290\n"
)
NOT_CARRIED = {"competition", "ids", "race", "key", "whole"}
"""What the results of a file come to is the same; these columns tell of the store that wrote it."""


@pytest.fixture
def imported(bell_lap: Typed, tmp_path: Path) -> None:
    """Results of two outside sources beside the invented facts."""
    lists = write_zip(tmp_path / "lists.zip", {"women/100-metres.csv": LIST.encode()})
    assert bell_lap("knowledge", "import", "world-athletics-toplists", str(lists)).exit_code == 0
    assert bell_lap("knowledge", "import", "results-csv", str(TEMPLATE)).exit_code == 0


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def _said(text: str) -> list[list[tuple[str, str]]]:
    return sorted(
        sorted((name, value) for name, value in row.items() if name not in NOT_CARRIED) for row in _rows(text)
    )


@pytest.mark.usefixtures("imported")
def test_what_left_as_csv_comes_in_as_it_was(
    bell_lap: Typed, invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = json.loads(bell_lap("knowledge", "stats", "--json").stdout)["counts"]
    file = tmp_path / "all.csv"
    left = bell_lap("knowledge", "export", "csv", str(file))
    assert left.exit_code == 0, left.output
    assert left.stdout.startswith(
        f"{file} holds {counts['results']} results of {counts['athletes']} athletes "
    )

    empty = tmp_path / "empty"
    for folder in ("nations", "disciplines"):
        shutil.copytree(invented / folder, empty / folder)
    monkeypatch.setenv("BELL_LAP_DATA", str(empty))
    monkeypatch.setenv("BELL_LAP_DATABASE", f"sqlite:///{tmp_path / 'other.sqlite'}")
    back = bell_lap("knowledge", "import", "results-csv", str(file))
    assert back.exit_code == 0, back.output
    assert " 0 refused." in back.stdout
    again = bell_lap("knowledge", "export", "csv", "-")
    assert again.exit_code == 0, again.output
    text = file.read_text(encoding="utf-8")
    assert len(_rows(text)) == counts["results"]
    assert _said(again.stdout) == _said(text)
    now = json.loads(bell_lap("knowledge", "stats", "--json").stdout)["counts"]
    assert (now["races"], now["results"]) == (counts["races"], counts["results"])
    # Who only ran in a team stays behind: the format has the team and not its members.
    assert now["athletes"] == len({row["ids"] for row in _rows(text) if not row["team"]})


@pytest.mark.usefixtures("imported")
def test_what_left_as_csv_is_recognised_where_it_came_from(bell_lap: Typed, tmp_path: Path) -> None:
    file = tmp_path / "all.csv"
    before = bell_lap("knowledge", "export", "csv", "-").stdout
    file.write_text(before, encoding="utf-8")
    bell_lap("knowledge", "forget", "world-athletics-toplists")
    bell_lap("knowledge", "forget", "results-csv")
    assert bell_lap("knowledge", "import", "results-csv", str(file)).exit_code == 0
    twice = Counter(map(str, _said(bell_lap("knowledge", "export", "csv", "-").stdout)))
    twice.subtract(Counter(map(str, _said(before))))
    # He took part, without a mark, and his birthday isn't known: nothing but his name would say who he is.
    assert [("Noah Keller" in said, count) for said, count in twice.items() if count] == [(True, 1)]


@pytest.mark.usefixtures("imported")
def test_json_lines_hold_every_kind_of_thing(bell_lap: Typed) -> None:
    result = bell_lap("knowledge", "export", "jsonl", "-")
    assert result.exit_code == 0, result.output
    first, *things = [json.loads(line) for line in result.stdout.splitlines()]
    assert (first["kind"], first["format"]) == ("knowledge", 1)
    by_kind = {
        kind: [thing for thing in things if thing["kind"] == kind] for kind in {t["kind"] for t in things}
    }
    for kind, plural in (
        ("athlete", "athletes"),
        ("race", "races"),
        ("edition", "editions"),
        ("competition", "competitions"),
        ("source", "sources"),
    ):
        assert len(by_kind[kind]) == first["counts"][plural]
    results = [result for race in by_kind["race"] for result in race["results"]]
    assert len(results) == first["counts"]["results"]
    [mile] = [race for race in by_kind["race"] if race["id"] == "harbour-mile-2024-men-mile-final"]
    assert mile["results"][0]["mark"] == {"text": "3:49.11", "value": 22911, "measure": "time"}
    assert [saying["source"] for saying in mile["claims"][0]["sayings"]] == [
        "coast-gazette-2024-06-15",
        "island-times-2024-06-16",
    ]
    okoro = next(athlete for athlete in by_kind["athlete"] if athlete["id"] == "daniel-okoro")
    assert [relation["athlete"] for relation in okoro["relations"]] == ["peter-okoro"]


@pytest.mark.usefixtures("imported")
def test_a_single_sqlite_file_holds_everything(bell_lap: Typed, tmp_path: Path) -> None:
    file = tmp_path / "all.sqlite"
    assert bell_lap("knowledge", "export", "sqlite", str(file)).exit_code == 0
    about = json.loads(bell_lap("knowledge", "stats", "--json").stdout)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT version, results FROM build").fetchone() == (
            about["version"],
            about["counts"]["results"],
        )
        (counted,) = connection.execute("SELECT count(*) FROM result").fetchone()
    assert counted == about["counts"]["results"]


def test_a_file_that_is_there_is_replaced_only_by_force(bell_lap: Typed, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("mine", encoding="utf-8")
    refused = bell_lap("knowledge", "export", "csv", str(file))
    assert (refused.exit_code, refused.stderr) == (1, f"{file} is there already; --force replaces it.\n")
    assert file.read_text(encoding="utf-8") == "mine"
    assert bell_lap("knowledge", "export", "csv", str(file), "--force").exit_code == 0
    assert file.read_text(encoding="utf-8").startswith("date,venue,")
    assert [path.name for path in tmp_path.glob(".mine*")] == []


def test_where_it_cannot_be_written_and_what_cannot_be_said(bell_lap: Typed, tmp_path: Path) -> None:
    for arguments, sentence in (
        (("csv", str(tmp_path / "no" / "x.csv")), "can't be written (No such file or directory)."),
        (("jsonl", str(tmp_path)), "is a folder; name the file to write."),
        (("sqlite", "-"), "SQLite is written to a file only; name it in the place of -."),
        (("papyrus", "-"), "There is no format 'papyrus' to export to; there are csv, jsonl, sqlite."),
    ):
        result = bell_lap("knowledge", "export", *arguments)
        assert result.exit_code == 1
        assert result.stderr.strip().endswith(sentence)
        assert result.stderr.count("\n") == 1
