from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import update
from sqlalchemy.sql import column, table

from knowledge.imports.archive import Archive, migrate, schema
from knowledge.imports.archive.address import Address
from knowledge.models.errors import KnowledgeError
from tests.knowledge.imports.archive.parts import LISTS, part, row


def test_the_migrations_end_at_the_tables_that_the_code_knows(archive: Archive, url: str) -> None:
    assert archive.parts() == ()
    engine = Address(url).engine()
    with engine.connect() as connection:
        assert migrate.version(connection) == migrate.NEWEST
        context = MigrationContext.configure(connection, opts={"version_table": migrate.VERSION_TABLE})
        assert compare_metadata(context, schema.metadata) == []
    engine.dispose()


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


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("archive.sqlite", "isn't a URL"),
        ("sqlite://", "names no file"),
        ("mysql://someone:secret@host/x", "can't use the database"),
        ("mysql://x", "can't use the database mysql://x, only an SQLite file or a PostgreSQL server"),
        ("postgresql+other://someone:secret@host/x", "can't use the database"),
        ("postgresql:///x", "names no user"),
        ("postgresql://someone:secret@localhost/x?sslmode=often", "sslmode=often"),
        ("postgresql://someone:secret@localhost:1/x", "can't be opened"),
        ("sqlite:////no/such/folder/archive.sqlite", "no folder /no/such/folder"),
    ],
)
def test_what_an_operator_can_mend_is_one_sentence_without_the_password(url: str, told: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        Archive.open(url)
    message = str(caught.value)
    assert told in message
    assert "secret" not in message
    assert "\n" not in message
    assert message.endswith(".")


def test_a_file_that_is_no_database_is_named_and_left_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "archive.sqlite"
    file.write_text("my notes, " * 1000)
    with pytest.raises(KnowledgeError, match=r"archive\.sqlite can't be opened \(file is not a database\)"):
        Archive.open(f"sqlite:///{file}")
    assert file.read_text() == "my notes, " * 1000


@pytest.mark.usefixtures("archive")
def test_an_archive_that_another_made_while_we_waited_is_not_made_again(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = iter([False, True])
    monkeypatch.setattr(Archive, "_is_newest", lambda _: next(found))
    for made in ("migrate", "make_file"):
        monkeypatch.setattr(f"knowledge.imports.archive.archive.{made}", lambda _: pytest.fail("made again"))
    Archive.open(url).close()
