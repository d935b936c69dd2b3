"""Build a version on a PostgreSQL server: one builder at a time, in one transaction, then publish it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, insert, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.schema import CreateSchema, CreateTable, DropSchema

from knowledge.curation import Facts
from knowledge.imports.archive import Archive
from knowledge.imports.archive.address import Address
from knowledge.imports.archive.bulk import rare_collections
from knowledge.imports.archive.locks import server_lock
from knowledge.imports.linkage.merge import LinkedArchive
from knowledge.models.errors import KnowledgeError, UnbuiltError
from knowledge.store.build.inputs import build_from
from knowledge.store.build.version import version_of
from knowledge.store.build.write import write_all
from knowledge.store.schema import SCHEMA_VERSION, metadata
from knowledge.store.server import (
    Published,
    lock_key,
    namespace,
    open_version,
    published,
    read_published,
    version_in,
)

_KEY = 5_400_1800_3001
"""The key of the builders' advisory lock. Any fixed number."""

_PATIENCE = 300
"""In seconds: time to wait for another process that builds. Chosen by hand."""


def build_on_server(data: Path, address: Address, archive: Archive | None = None) -> Engine:
    """Build and publish the current version, unless another process just did; return an engine that reads it.

    Versions without a reader are dropped. Raises UnbuiltError when the facts have problems or keep changing,
    KnowledgeError when the server refuses.
    """
    busy = f"Another Bell Lap has been building in {address} for {_PATIENCE} seconds; end it."
    with _translated_errors(data, address), server_lock(address, _KEY, _PATIENCE, busy):
        engine = address.engine()
        try:
            version = version_of(data, archive)
            reader = None if version is None else open_version(address, version)
            if reader is None or version is None:
                with rare_collections():
                    version = build_from(data, archive, partial(_compile, engine))
                # Opened under the lock: the next builder drops versions without a reader.
                reader = open_version(address, version)
            else:
                with engine.begin() as connection:
                    _publish(connection, version)
            _drop_others(engine, version)
        finally:
            engine.dispose()
    if reader is None:
        raise KnowledgeError(f"The knowledge {version} was built in {address} but can't be read back.")
    return reader


def _compile(engine: Engine, facts: Facts, version: str, outside: LinkedArchive | None) -> str:
    """Write and publish a version in one transaction; return the version."""
    name = namespace(version)
    with engine.begin() as connection:
        _publish(connection, version)
        # An existing schema of that name is damaged.
        connection.execute(DropSchema(name, cascade=True, if_exists=True))
        connection.execute(CreateSchema(name))
        # Prepended to the search path, because the tables of the archive are read by the rest of it.
        beside = "set_config('search_path', :name || ', ' || current_setting('search_path'), true)"
        connection.execute(text(f"SELECT {beside}"), {"name": name})
        write_all(connection, facts, version, outside)
        for table in metadata.sorted_tables:
            connection.execute(text(f'ANALYZE "{table.name}"'))
    return version


def _publish(connection: Connection, version: str) -> None:
    """Set the published version, in the transaction of the connection."""
    connection.execute(CreateTable(published, if_not_exists=True))
    if read_published(connection) != Published(version, SCHEMA_VERSION):
        connection.execute(delete(published))
        connection.execute(insert(published).values(id=1, version=version, schema_version=SCHEMA_VERSION))


def _drop_others(engine: Engine, version: str) -> None:
    """Drop every other version without a reader."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        names = connection.scalars(text("SELECT nspname FROM pg_namespace ORDER BY nspname")).all()
        for name in names:
            other = version_in(name)
            if other is None or other == version:
                continue
            key = lock_key(other)
            if not connection.scalar(text(f"SELECT pg_try_advisory_lock({key})")):
                continue  # it has a reader
            try:
                connection.execute(DropSchema(name, cascade=True, if_exists=True))
            except DBAPIError:
                pass  # owned by another database user: it only takes space
            finally:
                connection.execute(text(f"SELECT pg_advisory_unlock({key})"))


@contextmanager
def _translated_errors(data: Path, address: Address) -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        why = f"The facts in {data} break a rule of the store ({error.orig})"
        raise UnbuiltError(f"{why}; run `bell-lap knowledge check`.") from error
    except DBAPIError as error:
        raise address.trouble(error, "written", "database") from error
