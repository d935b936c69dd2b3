"""Creation and migration of the archive's tables."""

import secrets
from pathlib import Path

from sqlalchemy import Connection, column, insert, inspect, select, table

from knowledge.files import sqlite_files
from knowledge.imports.archive import schema
from knowledge.imports.archive.address import Address
from knowledge.imports.archive.checksums import write_all_checksums
from knowledge.models.errors import KnowledgeError

NEWEST = "0004"
"""The last of `migrations/versions`."""

VERSION_TABLE = "archive_version"


def version(connection: Connection) -> str | None:
    """The revision of an archive's tables; None without tables."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    revision: str | None = connection.scalar(select(column("version_num")).select_from(table(VERSION_TABLE)))
    return revision


def make_file(address: Address) -> None:
    """Create an empty archive file. The caller holds the lock.

    The file is renamed into place when it has its tables, so a file without tables is damaged.
    """
    beside = address.path.with_name(f"{address.path.name}.new")
    for left in sqlite_files(beside):
        left.unlink(missing_ok=True)
    engine = Address(f"sqlite:///{beside}").engine()
    try:
        with engine.begin() as connection:
            migrate(connection)
    finally:
        engine.dispose()
    beside.replace(address.path)


def migrate(connection: Connection, to: str = "head") -> None:
    """Migrate the tables to a revision (by default the newest), in the connection's transaction.

    The caller holds the lock. Raises KnowledgeError: when a newer Bell Lap wrote the tables.
    """
    # Imported here, as most starts need no migration.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    # In Alembic's configuration a percent sign starts an interpolation.
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
    except CommandError as error:
        newer = "The archive was written by a newer Bell Lap; update this one to use it."
        raise KnowledgeError(newer) from error
    if connection.scalar(select(schema.state.c.id)) is None:
        values = {"id": 1, "name": secrets.token_hex(4), "revision": 0}
        connection.execute(insert(schema.state).values(values))
    if version(connection) == NEWEST:
        write_all_checksums(connection)
