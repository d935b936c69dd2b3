"""An archive that an older Bell Lap wrote, brought to the newest form with all that is in it."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.sql import column, insert, table

from knowledge.imports.archive import Archive, Correction, migrate, schema
from knowledge.imports.archive.address import Address
from knowledge.models.facts import Status
from knowledge.models.observation import Observation
from tests.knowledge.imports.archive.parts import GAMES, LISTS, RACE, athlete, part, row

HEAT = RACE._replace(heat=2)


ANA, LIV = athlete(), athlete("Liv Dahl")


FIRST = row(1)


CORRECTED = row(2, athlete=LIV, mark="2:01.40", mark_value=12140, status=Status.DQ, notes=("lane",))


BEFORE = CORRECTED._replace(athlete=ANA, race=HEAT, mark="2:01.50", mark_value=12150, notes=())


WITHDRAWN = row(3, athlete=LIV)


TEAM = Observation("line 1", "key 1", HEAT, team="Norway A", team_nation="NOR", place=1)


def _put(connection: Connection, name: str, *rows: tuple[Any, ...]) -> None:
    columns = {
        "source": "id slug publisher title licence",
        "part": "id source_id name rows refused",
        "athlete": "id source_id digest name family sex nation born",
        "race": "id source_id digest discipline category date venue stadium city nation round heat indoor"
        " whole",
        "observation": "id part_id key row race_id athlete_id team team_nation place mark mark_value"
        " hand_timed status notes",
        "former": "id observation_id revision part_id key row race_id athlete_id team team_nation place mark"
        " mark_value hand_timed status notes",
    }[name].split()
    into = table(f"archive_{name}", *(column(one) for one in columns))
    connection.execute(insert(into), [dict(zip(columns, one, strict=True)) for one in rows])


def _write_first_form(connection: Connection) -> None:
    migrate.migrate(connection, "0001")
    _put(connection, "source", (1, "lists", LISTS.publisher, LISTS.title, LISTS.licence))
    _put(connection, "source", (2, "games", GAMES.publisher, GAMES.title, None))
    _put(connection, "part", (1, 1, "a.csv", 2, 0), (2, 1, "b.csv", 1, 5), (3, 2, "a.csv", 1, 0))
    born = ("F", "NOR", "2000-01-02")
    _put(
        connection,
        "athlete",
        (1, 1, "x", "Ana Berg", "Berg", *born),
        (2, 1, "y", "Liv Dahl", "Dahl", *born),
        (3, 2, "y", "Nobody Any", "Any", *born),
    )
    where = ("800m", "women", "2024-05-04", RACE.venue, "Lower Field", "Ostby", "NOR", "final")
    _put(
        connection,
        "race",
        (1, 1, "x", *where, None, False, False),
        (2, 1, "y", *where, 2, False, False),
        (3, 2, "x", *where, 2, False, False),
    )
    ana = (1, 1, None, None)
    _put(
        connection,
        "observation",
        (1, 1, "key 1", "line 1", *ana, 1, "2:01.50", 12150, False, "finished", None),
        (7, 1, "key 2", "line 2", 1, 2, None, None, 2, "2:01.40", 12140, False, "DQ", '["lane"]'),
        (5, 2, "key 1", "line 1", *ana, 1, "2:01.50", 12150, False, "finished", None),
        (6, 3, "key 1", "line 1", 3, None, "Norway A", "NOR", 1, None, None, False, "finished", None),
    )
    liv = (1, 2, None, None)
    _put(
        connection,
        "former",
        (1, 7, 3, 1, "key 2", "line 2", 2, 1, None, None, 2, "2:01.50", 12150, False, "DQ", None),
        (2, 4, 4, 1, "key 3", "line 3", *liv, 3, "2:01.50", 12150, False, "finished", None),
    )


def test_what_an_older_form_holds_is_there_in_the_newest(url: str) -> None:
    engine = Address(url).engine()
    with engine.begin() as connection:
        _write_first_form(connection)
    engine.dispose()
    archive = Archive.open(url)
    said = [(one.source_id, one.part, one.observation) for some in archive.observations() for one in some]
    assert said == [
        ("lists", "a.csv", FIRST),
        ("lists", "a.csv", CORRECTED),
        ("lists", "b.csv", FIRST),
        ("games", "a.csv", TEAM),
    ]
    assert [(one.name, one.rows, one.refused) for one in archive.parts()] == [
        ("a.csv", 2, 0),
        ("b.csv", 1, 5),
        ("a.csv", 1, 0),
    ]
    corrections = [
        Correction(LISTS.id, "a.csv", 3, BEFORE, CORRECTED),
        Correction(LISTS.id, "a.csv", 4, WITHDRAWN, None),
    ]
    assert list(archive.corrections()) == corrections
    # It has checksums now, and what is damaged from here on is noticed.
    found = archive.verify()
    assert found.whole
    assert len(found.parts) == len(archive.parts())
    assert {one.name for one in archive.columns()[0].athletes} == {"Ana Berg", "Liv Dahl"}
    # And it goes on from there: the rows are known, and a withdrawn row that comes again is a new one.
    assert archive.import_file(LISTS, part("a.csv", FIRST, CORRECTED)).same == 2
    assert archive.import_file(GAMES, part("a.csv", TEAM)).same == 1
    assert archive.import_file(LISTS, part("a.csv", FIRST, CORRECTED, WITHDRAWN)).new == 1
    assert list(archive.corrections()) == corrections
    assert archive.forget(LISTS.id) == 4
    assert [one.observation for some in archive.observations() for one in some] == [TEAM]
    assert archive.verify().whole
    archive.close()


def test_the_migrations_end_at_the_tables_that_the_code_knows(archive: Archive, url: str) -> None:
    assert archive.parts() == ()
    engine = Address(url).engine()
    with engine.connect() as connection:
        assert migrate.version(connection) == migrate.NEWEST
        context = MigrationContext.configure(connection, opts={"version_table": migrate.VERSION_TABLE})
        assert compare_metadata(context, schema.metadata) == []
    engine.dispose()
