"""The schema refuses what can't be, and stays what its version says."""

from collections.abc import Iterator
from datetime import date
from hashlib import blake2b
from pathlib import Path

import pytest
from sqlalchemy import Connection, Table, create_engine, insert, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateIndex, CreateTable

from knowledge.export.sqlite import write_sqlite
from knowledge.store import schema
from knowledge.store.column_file import SCHEMA_VERSION
from knowledge.store.sqlite_file import writing_engine
from tests.knowledge.store.facts import compiled, tiny_facts

DEFINED = (16, "5294f2b722d17cf4")
"""The schema's version and the digest of its definition: who changes the second must raise the first."""


def _definition() -> str:
    dialect = sqlite.dialect()
    tables = schema.metadata.sorted_tables
    indices = [index for table in tables for index in table.indexes]
    made = [str(CreateTable(table).compile(dialect=dialect)) for table in tables]
    made += sorted(str(CreateIndex(index).compile(dialect=dialect)) for index in indices)
    return " ".join("\n".join(made).split())


def test_a_changed_schema_has_a_new_version() -> None:
    digest = blake2b(_definition().encode(), digest_size=8).hexdigest()
    assert (SCHEMA_VERSION, digest) == DEFINED


@pytest.mark.parametrize("table", [schema.race, schema.result, schema.edition], ids=str)
def test_what_refers_to_a_row_is_found_by_an_index(table: Table) -> None:
    indexed = {next(iter(index.columns)).name for index in table.indexes}
    asked_for = {key.parent.name for key in table.foreign_keys} - {"nation_id"}
    assert asked_for <= indexed


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    write_sqlite(compiled(tiny_facts(), tmp_path).tables, tmp_path / "tiny.sqlite")
    engine = writing_engine(tmp_path / "tiny.sqlite")
    with engine.connect() as connected:
        yield connected
    engine.dispose()


@pytest.mark.parametrize(
    ("table", "values", "rule"),
    [
        (schema.result, {"place": 0}, "ck_result_place"),
        (schema.result, {"status": "DNF"}, "ck_result_classified"),
        (schema.result, {"mark": None}, "ck_result_mark"),
        (schema.result, {"mark_value": -1}, "ck_result_mark_value"),
        (schema.result, {"athlete_id": 99}, "FOREIGN KEY"),
        (schema.result, {"nation_id": 99}, "FOREIGN KEY"),
        (schema.result, {"race_id": None}, "NOT NULL"),
        (schema.race, {"heat": 0}, "ck_race_heat"),
        (schema.race, {"edition_id": 99}, "FOREIGN KEY"),
        (schema.race, {"slug": ""}, "ck_race_slug"),
        (schema.edition, {"end_date": date(2024, 5, 31)}, "ck_edition_dates"),
        (schema.edition, {"year": 24}, "ck_edition_year"),
        (schema.athlete, {"born": "in May 1999"}, "ck_athlete_born"),
        (schema.athlete, {"slug": "same"}, "UNIQUE"),
        (schema.build, {"id": 2}, "ck_build_single"),
    ],
)
def test_what_cannot_be_is_refused(
    connection: Connection, table: Table, values: dict[str, object], rule: str
) -> None:
    with pytest.raises(IntegrityError, match=rule):
        connection.execute(update(table).values(**values))


@pytest.mark.parametrize(
    ("column", "rule"),
    [("status", "ck_result_status"), ("hand_timed", "ck_result_hand_timed")],
)
def test_only_known_values_are_taken(connection: Connection, column: str, rule: str) -> None:
    with pytest.raises(IntegrityError, match=rule):
        connection.exec_driver_sql(f"UPDATE result SET place = NULL, {column} = 'walked'")  # noqa: S608


def test_nobody_runs_twice_in_a_race(connection: Connection) -> None:
    again = {"race_id": 1, "athlete_id": 1, "position": 9, "nation_id": 1, "hand_timed": False}
    with pytest.raises(IntegrityError, match="UNIQUE"):
        connection.execute(insert(schema.result).values(**again, status="DNF"))


def test_a_claim_stands_in_one_file(connection: Connection) -> None:
    claim = {"position": 0, "about": "who led", "status": "unresolved"}
    for place in ({}, {"race_id": 1, "athlete_id": 1}):
        with pytest.raises(IntegrityError, match="ck_claim_stands_in_one_file"):
            connection.execute(insert(schema.claim).values(**claim, **place))


def test_a_row_is_an_athlete_or_a_team() -> None:
    engine = create_engine("sqlite://")
    schema.metadata.create_all(engine)
    row = {"race_id": 1, "position": 0, "nation_id": 1, "hand_timed": False, "status": "finished"}
    with engine.connect() as connection:
        connection.execute(insert(schema.result).values(**row, team="Club"))
        with pytest.raises(IntegrityError, match="ck_result_athlete_or_team"):
            connection.execute(insert(schema.result).values(**row, team="Club", athlete_id=1))
    engine.dispose()
