"""The whole store as one SQLite file, wherever it is kept."""

from pathlib import Path

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import SQLAlchemyError

from knowledge.models.errors import KnowledgeError
from knowledge.store import KnowledgeBase
from knowledge.store.database import writing_engine
from knowledge.store.schema import metadata

_AT_ONCE = 2_000


def copy_to_file(kb: KnowledgeBase, path: Path) -> None:
    """Write everything into a new SQLite file at `path`. Raises KnowledgeError where it can't be written."""
    try:
        with kb.connection() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("VACUUM INTO ?", (str(path),))
            else:
                copy_rows(connection, path)
    except SQLAlchemyError as error:
        why = getattr(error, "orig", error)
        raise KnowledgeError(f"The SQLite file can't be written to {path.parent} ({why}).") from error


def copy_rows(connection: Connection, path: Path) -> None:
    """Copy table by table, some rows at a time, from any database."""
    # Imported where it is needed: it brings all that building needs.
    from knowledge.store.build.write import create_indices, create_tables  # noqa: PLC0415

    engine = writing_engine(path)
    try:
        with engine.begin() as written:
            create_tables(written)
            for table in metadata.sorted_tables:
                rows = connection.execution_options(yield_per=_AT_ONCE).execute(select(table))
                for some in rows.mappings().partitions():
                    written.execute(insert(table), [dict(row) for row in some])
            create_indices(written)
        with engine.begin() as written:
            written.exec_driver_sql("ANALYZE")
    finally:
        engine.dispose()
