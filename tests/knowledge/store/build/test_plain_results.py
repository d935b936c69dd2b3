"""Results of races that one source alone has: every value of a row, in the order of places."""

from pathlib import Path

import pytest

from knowledge.imports import import_files
from knowledge.models.base import RaceId
from knowledge.models.facts import Status
from knowledge.models.records import ResultLine
from knowledge.store import KnowledgeBase, open_store
from knowledge.store.build import plain_results

HEAD = "date,venue,discipline,category,name,family,nation,place,mark,status,hand_timed,wind,notes\n"
DAYS = {"2024-07-01": "100m", "2024-07-02": "mile"}
PLACE = '"Fjord Park, Oslovik (NOR)"'


@pytest.fixture
def kb(invented: Path, tmp_path: Path) -> KnowledgeBase:
    """A sprint from one file, a mile from another."""
    sprint, mile = f"2024-07-01,{PLACE},100m,men", f"2024-07-02,{PLACE},mile,men"
    files = {
        "sprint.csv": (
            f"{sprint},Per Lie,Lie,NOR,7,,DNF,,,",
            f"{sprint},Nils Dal,Dal,NOR,,10.9,,yes,-0.4,",
            f"{sprint},Olav Berg,Berg,GBR,2,10.31,,,+1.2,Q; PB",
            f"{sprint},Knut Moe,Moe,NOR,1,,,,,",
        ),
        "mile.csv": (f"{mile},Nils Dal,Dal,NOR,2,4:01.00,,,,", f"{mile},Per Lie,Lie,NOR,1,4:00.00,,,,"),
    }
    for name, rows in files.items():
        (tmp_path / name).write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    url, paths = f"sqlite:///{tmp_path / 'imports.sqlite'}", [tmp_path / name for name in files]
    assert len(list(import_files(url, "results-csv", paths, lambda *_: None, lambda *_: None))) == 2
    return open_store(invented, tmp_path / "cache", url)


def _lines(kb: KnowledgeBase, race: str) -> list[ResultLine]:
    lines = kb.race(RaceId(race)).results
    return [line for line in lines if isinstance(line, ResultLine)]


def test_every_value_of_a_row_comes_back(kb: KnowledgeBase) -> None:
    lines = _lines(kb, "2024-07-01-fjord-park-oslovik-nor-men-100m-final")
    shown = {
        line.athlete.name: (line.place, line.mark and line.mark.text, line.status, line.wind_mps, line.notes)
        for line in lines
    }
    assert shown == {
        "Knut Moe": (1, None, Status.FINISHED, None, ()),
        "Olav Berg": (2, "10.31", Status.FINISHED, "+1.2", ("Q", "PB")),
        "Nils Dal": (None, "10.9", Status.FINISHED, "-0.4", ()),
        "Per Lie": (None, None, Status.DNF, None, ()),
    }
    assert [line.athlete.name for line in lines[:2]] == ["Knut Moe", "Olav Berg"]
    assert {line.athlete.name for line in lines if line.mark and line.mark.hand_timed} == {"Nils Dal"}
    assert {line.nation.id for line in lines if line.athlete.name == "Olav Berg"} == {"GBR"}


def test_rows_are_the_same_in_batches(
    kb: KnowledgeBase, invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plain_results, "_ROWS_AT_ONCE", 3)
    again = open_store(invented, tmp_path / "another", f"sqlite:///{tmp_path / 'imports.sqlite'}")
    races = [f"{day}-fjord-park-oslovik-nor-men-{event}-final" for day, event in DAYS.items()]
    assert [_lines(again, race) for race in races] == [_lines(kb, race) for race in races]


def test_the_rows_of_several_files_are_kept_apart(kb: KnowledgeBase) -> None:
    lines = _lines(kb, "2024-07-02-fjord-park-oslovik-nor-men-mile-final")
    assert [(line.athlete.name, line.place, line.mark and line.mark.text) for line in lines] == [
        ("Per Lie", 1, "4:00.00"),
        ("Nils Dal", 2, "4:01.00"),
    ]
