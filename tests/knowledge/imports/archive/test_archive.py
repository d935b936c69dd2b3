"""One archive, opened by several processes and restored from a backup."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.sql import column, table

from knowledge.imports.archive import Archive, migrate
from knowledge.imports.archive.address import Address
from knowledge.models.errors import KnowledgeError
from knowledge.models.observation import Observation
from tests.knowledge.imports.archive.parts import LISTS, file_of, many, part, row


def test_a_restored_backup_is_another_state_once_something_is_imported(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    url = f"sqlite:///{path}"
    first = Archive.open(url)
    first.import_file(LISTS, part("a.csv", row(1)))
    first.close()
    backup = path.read_bytes()
    revisions = []
    for mark in ("2:01.40", "2:01.30"):
        path.write_bytes(backup)
        archive = Archive.open(url)
        archive.import_file(LISTS, part("a.csv", row(1, mark=mark)))
        revisions.append(archive.revision())
        archive.close()
    assert revisions[0] != revisions[1]


def test_an_archive_is_there_when_opened_again(archive: Archive, url: str) -> None:
    archive.import_file(LISTS, part("a.csv", row(1)))
    again = Archive.open(url)
    assert again.revision() == archive.revision()
    assert [one.rows for one in again.parts()] == [1]
    again.close()


def test_an_archive_of_a_newer_bell_lap_is_left_alone(archive: Archive, url: str) -> None:
    archive.import_file(LISTS, part("a.csv", row(1)))
    engine = Address(url).engine()
    with engine.begin() as connection:
        connection.execute(
            update(table(migrate.VERSION_TABLE, column("version_num"))).values(version_num="9999")
        )
    engine.dispose()
    with pytest.raises(KnowledgeError, match="newer Bell Lap"):
        Archive.open(url)


@pytest.mark.usefixtures("archive")
def test_an_archive_that_another_made_while_we_waited_is_not_made_again(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = iter([False, True])
    monkeypatch.setattr(Archive, "_is_newest", lambda _: next(found))
    for made in ("migrate", "make_file"):
        monkeypatch.setattr(f"knowledge.imports.archive.archive.{made}", lambda _: pytest.fail("made again"))
    Archive.open(url).close()


def test_who_reads_during_an_import_sees_before_or_after(archive: Archive, url: str) -> None:
    archive.import_file(LISTS, many("a.csv", 100))
    reader = Archive.open(url)
    seen: list[int] = []

    def look() -> None:
        seen.append(sum(len(some) for some in reader.observations()))

    def rows() -> Iterator[Observation]:
        for number in range(5_000):
            if number in {0, 2_500, 4_999}:
                look()
            yield row(number)._replace(key=f"other {number}")

    begun = reader.observations(races=5)
    first = len(next(begun))
    archive.import_file(LISTS, file_of("b.csv", rows))
    look()
    assert seen == [100, 100, 100, 5_100]
    # Who began to read before the import ends on what was there then.
    assert first + sum(len(some) for some in begun) == 100
    reader.close()
