"""What a large import needs, and what it leaves as it was."""

import gc
import tracemalloc
from pathlib import Path

import pytest
from sqlalchemy import select

from knowledge.imports.archive import Archive, schema
from knowledge.imports.archive.address import Address
from knowledge.imports.archive.bulk import insert_rows
from tests.knowledge.imports.archive.parts import LISTS, many


def test_garbage_is_collected_as_before_once_an_import_ends(archive: Archive) -> None:
    before = gc.get_threshold()
    with archive.importing():
        assert gc.get_threshold() != before
    assert gc.get_threshold() == before


def test_memory_does_not_grow_with_the_parts(tmp_path: Path) -> None:
    archive = Archive.open(f"sqlite:///{tmp_path / 'archive.sqlite'}")

    def peak(parts: int) -> int:
        tracemalloc.start()
        with archive.importing():
            for number in range(parts):
                archive.import_file(LISTS, many(f"{parts} {number}.csv", 600))
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(1)
    few, more = peak(2), peak(12)
    archive.close()
    assert more < few + 2**20


@pytest.mark.parametrize("rows", [3, 200, 403])
def test_rows_are_stored_cell_by_cell(tmp_path: Path, rows: int) -> None:
    """Columns of nothing but None, columns with some, and a column that has empty texts beside None."""
    engine = Address(f"sqlite:///{tmp_path / 'archive.sqlite'}").engine()
    written = [
        (key, "Ann", (None, "ONE")[key % 2], "F", "XAA", (None, "", "2000")[key % 3], None, None)
        for key in range(1, rows + 1)
    ]
    with engine.begin() as connection:
        schema.athlete.create(connection)
        insert_rows(connection, schema.athlete, written)
        read = connection.execute(select(schema.athlete).order_by(schema.athlete.c.id)).all()
    engine.dispose()
    assert [tuple(row) for row in read] == written


def test_numbers_beside_none_stay_numbers(tmp_path: Path) -> None:
    engine = Address(f"sqlite:///{tmp_path / 'archive.sqlite'}").engine()
    written = [
        (key, "9", "line 9", 1, (7, None)[key], None, None, 0, None, 9, 0, None, None, None) for key in (0, 1)
    ]
    with engine.begin() as connection:
        schema.observation.create(connection)
        insert_rows(connection, schema.observation, written)
        read = connection.exec_driver_sql("SELECT * FROM archive_observation").all()
    engine.dispose()
    assert [tuple(row) for row in read] == written
