"""Rows on their way into the archive: refused by name where they cannot be kept, and counted."""

from knowledge.imports.archive import Archive
from knowledge.models.observation import Observation, Refusal
from tests.knowledge.imports.archive.parts import (
    LISTS,
    RACE,
    athlete,
    many,
    part,
    row,
)


def _said(archive: Archive) -> dict[str, Observation]:
    return {one.observation.key: one.observation for some in archive.observations() for one in some}


def test_rows_that_cannot_be_kept_are_refused_by_name_and_stop_nothing(archive: Archive) -> None:
    told: list[Refusal] = []
    unread = Refusal(row="line 3", value="x", why="It is no mark.")
    bad = [
        row(4, mark="2:0\0"),
        row(5, athlete=athlete("A\ud800")),
        row(6, place=10**12),
        row(7, race=RACE._replace(heat=10**20)),
        row(1, mark="9:59.99"),  # the key of a row before it
    ]
    report = archive.import_file(LISTS, part("a.csv", row(1), unread, *bad, row(8)), refused=told.append)
    assert report.new == 2
    assert report.refused_count == 6
    assert report.refused == tuple(told)
    assert [one.row for one in told] == ["line 3", "line 4", "line 5", "line 6", "line 7", "line 1"]
    assert set(_said(archive)) == {"key 1", "key 8"}
    again = archive.import_file(LISTS, part("a.csv", row(1), unread, *bad, row(8)))
    assert (again.same, again.refused_count, again.changed) == (2, 6, False)


def test_progress_tells_the_rows_read(archive: Archive) -> None:
    told: list[int] = []
    archive.import_file(LISTS, many("a.csv", 5_001), told.append)
    assert told == sorted(told)
    assert told[-1] == 5_001
    assert len(told) > 1
