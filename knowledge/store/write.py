"""From facts to a database."""

from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.schema import AddConstraint, CreateTable

from knowledge.archive import revision_in
from knowledge.curation import Facts
from knowledge.models.errors import ChangedError
from knowledge.store.engine import trust_keys, writing_engine
from knowledge.store.outside import Outside, write_outside
from knowledge.store.rows import Rows
from knowledge.store.schema import metadata
from knowledge.store.tally import write_tallies
from knowledge.store.write_races import write_races
from knowledge.store.write_things import write_things


def compile_facts(facts: Facts, path: Path, version: str = "unnamed", outside: Outside | None = None) -> None:
    """Write facts, and outside results beside them, into a new SQLite database.

    `version` is what `About` calls it. Raises KnowledgeError where the facts name what none of them defines,
    sqlalchemy.exc.IntegrityError where they break a rule of the schema; the file is of no use then.
    """
    engine = writing_engine(path)
    try:
        with engine.connect() as connection:
            with connection.begin():
                rows = write_curated(connection, facts)
            if outside is not None:
                outside.archive.attach(connection)
                connection.commit()
                trust_keys(connection)
            with connection.begin():
                write_rest(rows, facts, version, outside)
        with engine.connect() as connection:
            connection.exec_driver_sql("ANALYZE")
            connection.commit()
    finally:
        engine.dispose()


def write_all(connection: Connection, facts: Facts, version: str, outside: Outside | None = None) -> None:
    """Make the tables and write everything, the marker of a whole database last.

    The archive that `outside` is from must be readable by the connection. Raises ChangedError where it has
    changed since.
    """
    write_rest(write_curated(connection, facts), facts, version, outside)


def write_curated(connection: Connection, facts: Facts) -> Rows:
    """Make the tables and write the facts."""
    create_tables(connection)
    rows = Rows(connection)
    write_things(rows, facts)
    write_races(rows, facts)
    rows.flush()
    return rows


def write_rest(rows: Rows, facts: Facts, version: str, outside: Outside | None) -> None:
    """Write what is beside the facts, and finish the tables."""
    connection = rows.connection
    if outside is not None:
        write_outside(rows, facts, outside)
        rows.flush()
    create_indices(connection)
    write_tallies(connection, version)
    if outside is not None and revision_in(connection) != outside.revision:
        raise ChangedError("The imports changed while they were read.")


def create_tables(connection: Connection) -> None:
    """Make the tables, without the indices: rows come in faster so. On a server the references wait too."""
    waiting = None if connection.dialect.name == "sqlite" else ()
    for table in metadata.sorted_tables:
        connection.execute(CreateTable(table, include_foreign_key_constraints=waiting))


def create_indices(connection: Connection) -> None:
    """Make the indices of all tables, and what else waited for the rows."""
    for table in metadata.sorted_tables:
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            index.create(connection)
    if connection.dialect.name != "sqlite":
        for table in metadata.sorted_tables:
            for key in sorted(table.foreign_key_constraints, key=lambda key: str(key.name)):
                # Left in the table, or the next one made in this process would be without it.
                connection.execute(AddConstraint(key, isolate_from_table=False))
