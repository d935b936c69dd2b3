"""What leaves the store is all of it, the same from a file and from a server."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.export.export import copy_to_file
from knowledge.export.sqlite import VIEWS
from knowledge.models.errors import KnowledgeError
from knowledge.store import KnowledgeBase
from knowledge.store.schema import metadata


def test_who_is_in_doubt_is_listed(imported: KnowledgeBase) -> None:
    [doubt] = imported.doubts()
    assert (doubt.one, doubt.other) == ("olav-berg", "olav-bergh")
    assert imported.doubt_count("results-csv") == 1
    assert imported.doubt_count("results_csv") == 0  # no sign stands for others


def test_one_file_holds_every_row_of_every_table(imported: KnowledgeBase, tmp_path: Path) -> None:
    copy_to_file(imported, tmp_path / "all.sqlite")
    arrays = imported.tables.arrays
    with closing(sqlite3.connect(tmp_path / "all.sqlite")) as file:
        for table in metadata.sorted_tables:
            some = next(column for column in table.columns if column.name != "id")
            copied = file.execute(f"SELECT count(*) FROM {table.name}").fetchone()  # noqa: S608 - our own names
            assert copied == (len(arrays[f"{table.name}.{some.name}"]),), table.name
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
    with pytest.raises(KnowledgeError, match="can't be written"):
        copy_to_file(imported, tmp_path / "no" / "all.sqlite")


def test_the_views_read_as_people_speak(imported: KnowledgeBase, tmp_path: Path) -> None:
    copy_to_file(imported, tmp_path / "all.sqlite")
    with closing(sqlite3.connect(tmp_path / "all.sqlite")) as file:
        rows = file.execute(
            "SELECT date, competition, discipline, place, name, nation, mark FROM results"
            " WHERE race = 'harbour-mile-2024-men-mile-final' LIMIT 2"
        ).fetchall()
        for view in VIEWS:
            assert file.execute(f"SELECT count(*) FROM {view}").fetchone() > (10,)  # noqa: S608 - our own names
    assert rows == [
        ("2024-06-15", "Harbour Mile Meeting", "Mile", 1, "Tomas Arvell", "NOR", "3:49.11"),
        ("2024-06-15", "Harbour Mile Meeting", "Mile", 2, "Youssef El Hadri", "MAR", "3:49.11"),
    ]
