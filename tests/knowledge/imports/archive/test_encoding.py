"""What a row states comes back from its columns."""

from knowledge.imports.archive import Archive
from knowledge.models.observation import Observation
from tests.knowledge.imports.archive.parts import (
    EVERYTHING,
    LISTS,
    TEAM,
    part,
    row,
)


def _said(archive: Archive) -> dict[str, Observation]:
    return {one.observation.key: one.observation for some in archive.observations() for one in some}


def test_everything_that_a_row_says_comes_back(archive: Archive) -> None:
    plain = row(1)
    report = archive.import_file(LISTS, part("a.csv", EVERYTHING, TEAM, plain))
    assert (report.new, report.same, report.corrected, report.refused_count) == (3, 0, 0, 0)
    assert _said(archive) == {one.key: one for one in (EVERYTHING, TEAM, plain)}
    assert archive.sources() == (LISTS,)
    assert [(one.source_id, one.name, one.rows) for one in archive.parts()] == [("lists", "a.csv", 3)]
