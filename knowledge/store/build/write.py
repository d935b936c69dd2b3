"""Collect the curated facts as the columns of all tables, and finish the columns."""

from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.schema import CreateTable

from knowledge.curation import Facts
from knowledge.store.build.rows import Rows
from knowledge.store.build.tallies import write_tallies
from knowledge.store.build.write_columns import TableColumns
from knowledge.store.build.write_entities import write_entities
from knowledge.store.build.write_races import write_races
from knowledge.store.schema import metadata
from knowledge.store.sqlite_file import writing_engine

_IN_MEMORY = Path(":memory:")


def finished(rows: Rows, version: str) -> TableColumns:
    """The columns of all rows that were collected, with the counts of these."""
    write_tallies(rows, version)
    return rows.columns


def collect_facts(facts: Facts) -> Rows:
    """Collect the facts. A database in memory checks their constraints.

    Raises KnowledgeError when a fact refers to an undefined one, sqlalchemy.exc.IntegrityError or
    BrokenRuleError when facts break a constraint.
    """
    rows = Rows(TableColumns())
    engine = writing_engine(_IN_MEMORY)
    try:
        with engine.begin() as connection:
            create_tables(connection)
            rows.connection = connection
            write_entities(rows, facts)
            write_races(rows, facts)
            rows.flush()
            create_indices(connection, only_unique=True)
    finally:
        engine.dispose()
    rows.connection = None
    return rows


def create_tables(connection: Connection) -> None:
    """Create the tables without indices: inserts are faster."""
    for table in metadata.sorted_tables:
        connection.execute(CreateTable(table))


def create_indices(connection: Connection, *, only_unique: bool = False) -> None:
    """Create the indices of all tables, or those that are constraints."""
    for table in metadata.sorted_tables:
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            if index.unique or not only_unique:
                index.create(connection)
