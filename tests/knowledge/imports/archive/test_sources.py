"""Sources: described, forgotten whole, and imported again."""

from knowledge.imports.archive import Archive
from tests.knowledge.imports.archive.parts import (
    GAMES,
    LISTS,
    part,
    row,
)


def test_a_source_is_forgotten_whole_and_others_stay(archive: Archive) -> None:
    archive.import_file(LISTS, part("a.csv", row(1), row(2)))
    archive.import_file(GAMES, part("a.csv", row(1)))
    archive.import_file(LISTS, part("a.csv", row(1, mark="1:59.99")))
    before = archive.revision()
    assert archive.forget(LISTS.id) == 1
    assert archive.revision() != before
    assert archive.sources() == (GAMES,)
    assert [one.source_id for one in archive.parts()] == ["games"]
    assert [one.source_id for some in archive.observations() for one in some] == ["games"]
    assert list(archive.corrections()) == []
    assert archive.forget(LISTS.id) == 0


def test_a_forgotten_source_can_come_again(archive: Archive) -> None:
    revisions = [archive.revision()]
    for _ in range(2):
        archive.import_file(LISTS, part("a.csv", row(1)))
        revisions.append(archive.revision())
        archive.forget(LISTS.id)
        revisions.append(archive.revision())
    assert len(set(revisions)) == 5


def test_what_is_said_of_a_source_follows(archive: Archive) -> None:
    archive.import_file(LISTS, part("a.csv", row(1)))
    before = archive.revision()
    newer = LISTS.model_copy(update={"title": "Best of all years"})
    archive.import_file(newer, part("a.csv", row(1)))
    assert archive.sources() == (newer,)
    assert archive.revision() != before
