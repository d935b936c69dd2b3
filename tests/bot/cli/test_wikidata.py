"""`knowledge import wikidata`: spellings, birth dates and ids for athletes who are there, nobody else."""

import json
from pathlib import Path
from typing import Any

from tests.bot.cli.conftest import Typed

HEAD = "date,venue,discipline,category,name,family,nation,born,place,mark,ids\n"
ROWS = HEAD + (
    '2024-07-01,"Fjord Park, Oslovik (NOR)",mile,men,Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,\n'
    '2024-07-01,"Fjord Park, Oslovik (NOR)",mile,men,Nils Dal,Dal,NOR,,2,3:51.20,world-athletics:77\n'
)


def _said(item: str, name: str, **more: str) -> dict[str, dict[str, str]]:
    bound = {key: {"type": "literal", "value": value} for key, value in more.items()}
    return {
        "athlete": {"type": "uri", "value": f"http://www.wikidata.org/entity/{item}"},
        "name": {"type": "literal", "xml:lang": "ru", "value": name},
        **bound,
    }


ANSWER = (
    _said("Q1", "Улав Берг", born="1999-02-03T00:00:00Z", precision="11", nation="NOR"),
    _said("Q1", "Olav Berg", waid="66"),
    _said("Q2", "Нильс Даль", waid="77", born="2000-05-06T00:00:00Z", precision="11"),
    _said("Q3", "Tomas Arvell", waid="78"),  # there by that name, and by nothing else
    _said("Q4", "Nobody Here", waid="79"),
    {"athlete": {"type": "literal", "value": "Q5"}},
)


def _import(bell_lap: Typed, folder: Path, *answer: dict[str, Any]) -> str:
    file = folder / "answer.json"
    file.write_text(json.dumps({"results": {"bindings": list(answer)}}), encoding="utf-8")
    result = bell_lap("knowledge", "import", "wikidata", str(file))
    assert result.exit_code == 0, result.output
    return result.stdout


def _athletes(bell_lap: Typed) -> dict[str, dict[str, Any]]:
    lines = map(json.loads, bell_lap("knowledge", "export", "jsonl", "-").stdout.splitlines())
    return {thing["id"]: thing for thing in lines if thing["kind"] == "athlete"}


def test_who_is_there_gets_more_and_nobody_is_made(bell_lap: Typed, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text(ROWS, encoding="utf-8")
    bell_lap("knowledge", "import", "results-csv", str(tmp_path / "rows.csv"))
    before = _athletes(bell_lap)
    told = _import(bell_lap, tmp_path, *ANSWER)
    assert told.startswith("1 file: 5 new, 0 unchanged, 0 corrected, 0 withdrawn, 1 refused.\n")
    assert (
        "Statements without a race are about 4 athletes: "
        "2 known here, 0 not clearly one person here, 2 not here.\n"
    ) in told
    after = _athletes(bell_lap)
    assert after.keys() == before.keys()
    changed = {name: after[name] for name in after if after[name] != before[name]}
    assert changed.keys() == {"olav-berg", "nils-dal"}
    olav, nils = changed["olav-berg"], changed["nils-dal"]
    assert olav["names"] == [{"text": "Улав Берг", "sources": ["wikidata"]}]
    assert olav["ids"] == {"world-athletics": "66"}
    assert olav["sources"] == ["results-csv", "wikidata"]
    assert nils["born"] == "2000-05-06"
    assert nils["names"] == [{"text": "Нильс Даль", "sources": ["wikidata"]}]
    assert "Nils Dal" in bell_lap("ask", "/athlete нильс даль").stdout


def test_what_differs_stands_beside_and_is_not_taken(bell_lap: Typed, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text(ROWS.replace("NOR,,2", "NOR,2001-01-31,2"), encoding="utf-8")
    bell_lap("knowledge", "import", "results-csv", str(tmp_path / "rows.csv"))
    _import(
        bell_lap, tmp_path, _said("Q2", "Nils Dal", waid="77", born="2000-05-06T00:00:00Z", precision="11")
    )
    nils = _athletes(bell_lap)["nils-dal"]
    assert nils["born"] == "2001-01-31"
    [claim] = nils["claims"]
    assert (claim["about"], claim["status"]) == ("the birth date", "unresolved")
    assert claim["sayings"] == [{"source": "wikidata", "says": "born 2000-05-06, 2001-01-31 here"}]


def test_it_is_repeated_brought_up_to_date_and_forgotten(bell_lap: Typed, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text(ROWS, encoding="utf-8")
    bell_lap("knowledge", "import", "results-csv", str(tmp_path / "rows.csv"))
    before = _athletes(bell_lap)
    _import(bell_lap, tmp_path, *ANSWER)
    with_all = _athletes(bell_lap)
    again = _import(bell_lap, tmp_path, *ANSWER)
    assert again == "1 file: 0 new, 5 unchanged, 0 corrected, 0 withdrawn, 1 refused.\n"
    assert _import(bell_lap, tmp_path, ANSWER[2]).startswith(
        "1 file: 0 new, 1 unchanged, 0 corrected, 4 withdrawn"
    )
    now = _athletes(bell_lap)
    assert (now["olav-berg"], now["nils-dal"]) == (before["olav-berg"], with_all["nils-dal"])
    forgotten = bell_lap("knowledge", "forget", "wikidata")
    assert forgotten.stdout.startswith("1 row of wikidata forgotten; ")
    assert _athletes(bell_lap) == before
