"""What leaves the store is all of it, the same from a file and from a server."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.export import entities
from knowledge.export.entities import all_entities
from knowledge.export.export import copy_to_file
from knowledge.export.results import all_results
from knowledge.imports import import_files
from knowledge.models.errors import KnowledgeError
from knowledge.models.facts import Athlete, Race
from knowledge.store import KnowledgeBase, open_store
from knowledge.store.schema import metadata
from tests.postgres import Server

PARK = '2024-07-01,"Fjord Park, Oslovik (NOR)",mile,men'
ROWS = (
    "date,venue,discipline,category,name,nation,born,place,mark,race\n"
    f"{PARK},Olav Berg,NOR,1999-02-03,1,3:50.00,A\n"
    f"{PARK},Olav Bergh,NOR,1999-02-03,1,3:52.00,B\n"
    f"{PARK},Nils Dal,NOR,,2,3:53.00,A\n"
    f"{PARK},Nils Dal,SWE,,3,3:54.00,B\n"
)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def imported(
    request: pytest.FixtureRequest, invented: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[KnowledgeBase]:
    """The invented facts with imported ones beside them, on each kind of database."""
    folder = tmp_path_factory.mktemp("leaving")
    url = f"sqlite:///{folder / 'imports.sqlite'}"
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("server")
        url = server.new_database()
    (folder / "rows.csv").write_text(ROWS, encoding="utf-8")
    list(import_files(url, "results-csv", [folder / "rows.csv"], lambda *_: None, lambda *_: None))
    with closing(open_store(invented, folder / "cache", url)) as opened:
        yield opened


def test_things_are_what_is_read_one_by_one(imported: KnowledgeBase) -> None:
    things = list(all_entities(imported))
    counts = imported.about().counts
    athletes = [thing for thing in things if isinstance(thing, Athlete)]
    assert athletes == [imported.athlete(athlete.id) for athlete in athletes]
    assert len(athletes) == counts.athletes
    races = [thing for thing in things if isinstance(thing, Race)]
    assert len(races) == counts.races
    assert sum(len(race.results) for race in races) == counts.results
    for race in races:
        record = imported.race(race.id)
        assert race.claims == record.claims
        assert sorted(str(result.mark) for result in race.results) == sorted(
            str(line.mark) for line in record.results
        )


def test_results_say_who_and_where_without_our_ids(imported: KnowledgeBase) -> None:
    results = [seen for seen in all_results(imported) if seen.race.city == "Oslovik"]
    assert len({seen.key for seen in all_results(imported)}) == imported.about().counts.results
    # Two finals of one mile on one day, told apart by nothing but a key of their own.
    assert len({seen.race.key for seen in results} - {None}) == 2
    # Namesakes without a birth date are told apart by the id that leaves with them.
    dals = [seen.athlete for seen in results if seen.athlete and seen.athlete.name == "Nils Dal"]
    assert len({athlete.ids for athlete in dals}) == 2


def test_who_is_in_doubt_is_listed(imported: KnowledgeBase) -> None:
    [doubt] = imported.doubts()
    assert (doubt.one, doubt.other) == ("olav-berg", "olav-bergh")
    assert imported.doubt_count("results-csv") == 1
    assert imported.doubt_count("results_csv") == 0  # no sign stands for others


def test_one_file_holds_every_row_of_every_table(imported: KnowledgeBase, tmp_path: Path) -> None:
    copy_to_file(imported, tmp_path / "all.sqlite")
    with closing(sqlite3.connect(tmp_path / "all.sqlite")) as file, imported._engine.connect() as connection:
        for table in metadata.sorted_tables:
            there = connection.execute(table.select()).all()
            copied = file.execute(f"SELECT count(*) FROM {table.name}").fetchone()  # noqa: S608 - our own names
            assert copied == (len(there),), table.name
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
    with pytest.raises(KnowledgeError, match="can't be written"):
        copy_to_file(imported, tmp_path / "no" / "all.sqlite")


def test_nothing_is_left_out_where_one_batch_ends_and_another_begins(
    imported: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, results = list(all_entities(imported)), list(all_results(imported))
    for rows in (1, 7):
        monkeypatch.setattr(entities, "_AT_ONCE", rows)
        assert list(all_entities(imported)) == whole
        assert list(all_results(imported)) == results
