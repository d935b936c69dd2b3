"""A file imported again: rows are new, the same, corrected, moved or withdrawn."""

import pytest

from knowledge.imports.archive import Archive, Correction, bulk, file_reader
from knowledge.models.observation import Observation
from tests.knowledge.imports.archive.parts import (
    EVERYTHING,
    LISTS,
    TEAM,
    athlete,
    many,
    part,
    row,
)


def _said(archive: Archive) -> dict[str, Observation]:
    return {one.observation.key: one.observation for some in archive.observations() for one in some}


def test_a_part_taken_again_changes_nothing(archive: Archive) -> None:
    archive.import_file(LISTS, part("a.csv", EVERYTHING, TEAM, row(1)))
    before = archive.revision()
    again = archive.import_file(LISTS, part("a.csv", EVERYTHING, TEAM, row(1)))
    assert (again.new, again.same, again.corrected, again.withdrawn) == (0, 3, 0, 0)
    assert not again.changed
    assert archive.revision() == before
    assert list(archive.corrections()) == []


def test_a_changed_row_is_a_correction_and_its_predecessor_is_kept(archive: Archive) -> None:
    first, second, third = (
        row(1),
        row(1, mark="2:01.49", mark_value=12149),
        row(1, athlete=athlete("Ana Bergh")),
    )
    other = row(2)
    archive.import_file(LISTS, part("a.csv", first, other))
    ids = {one.observation.key: one.id for some in archive.observations() for one in some}
    before = archive.revision()
    for version in (second, third):
        report = archive.import_file(LISTS, part("a.csv", version, other))
        assert (report.new, report.same, report.corrected, report.withdrawn) == (0, 1, 1, 0)
    assert archive.revision() != before
    assert _said(archive) == {"key 1": third, "key 2": other}
    assert {one.observation.key: one.id for some in archive.observations() for one in some} == ids
    corrections = list(archive.corrections())
    assert [(one.before, one.after) for one in corrections] == [(first, second), (second, third)]
    assert [one.part for one in corrections] == ["a.csv", "a.csv"]
    assert corrections[0].revision < corrections[1].revision


def test_a_row_that_stands_there_no_longer_is_withdrawn_and_kept(archive: Archive) -> None:
    gone, stays = row(1), row(2)
    archive.import_file(LISTS, part("a.csv", gone, stays))
    report = archive.import_file(LISTS, part("a.csv", stays))
    assert (report.same, report.withdrawn) == (1, 1)
    assert _said(archive) == {"key 2": stays}
    assert [(one.before, one.after) for one in archive.corrections()] == [(gone, None)]
    # Back again it is a new row, not a successor of the old one.
    assert archive.import_file(LISTS, part("a.csv", gone, stays)).new == 1
    assert [one.after for one in archive.corrections()] == [None]


def test_a_row_that_only_moved_is_the_same_and_found_at_its_new_place(archive: Archive) -> None:
    archive.import_file(LISTS, part("a.csv", row(1)))
    report = archive.import_file(LISTS, part("a.csv", row(1, row="line 5")))
    assert not report.changed
    assert _said(archive)["key 1"].row == "line 5"


def test_many_corrections_and_withdrawals_at_once(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    # Several batches, and several statements a batch, at a tenth of their size.
    monkeypatch.setattr(bulk, "_KEYS_AT_ONCE", 500)
    monkeypatch.setattr(file_reader, "_BATCH", 200)
    archive.import_file(LISTS, many("a.csv", 950))
    report = archive.import_file(LISTS, many("a.csv", 900, mark="1:58.00"))
    assert (report.new, report.same, report.corrected, report.withdrawn) == (0, 0, 900, 50)
    corrections = list(archive.corrections())
    assert len(corrections) == 950
    assert all(_follows(one) for one in corrections)


def _follows(correction: Correction) -> bool:
    if correction.after is None:
        return int(correction.before.key.split()[1]) >= 900
    return correction.after == correction.before._replace(mark="1:58.00")
