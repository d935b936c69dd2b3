"""Publishing compiled files on a PostgreSQL server: one machine builds, the others are handed its file.

Each machine answers from a file of its own. The server holds the file that was published last, in parts;
publishing replaces it in one transaction, and it is fetched in one snapshot, so it is read whole or not at
all. The digest is checked after fetching.
"""

import logging
import re
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    delete,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import DropSchema
from xxhash import xxh3_128

from knowledge.imports.archive.address import Address
from knowledge.models.errors import KnowledgeError
from knowledge.store.column_file import SCHEMA_VERSION
from knowledge.store.sealed_files import DamagedError

_PATIENCE = 20
"""In seconds: timeout of a connection and of each part."""
_PART = 1 << 22
"""Bytes of a part. Chosen by hand."""
_OLD_NAMESPACE = re.compile(r"knowledge_[0-9a-f]{16}")
"""Schemas with the tables of a version, which an older Bell Lap wrote."""

_metadata = MetaData()
_file = Table(
    "knowledge_file",
    _metadata,
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True),
    Column("version", String, nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("digest", String, nullable=False),
)
"""One row: the version published last. The tables are in the schema of the archive."""
_part = Table(
    "knowledge_file_part",
    _metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)

log = logging.getLogger(__name__)


class GoneError(KnowledgeError):
    """A version is no longer published."""


class Published(NamedTuple):
    """The version published last, and the schema version of its tables."""

    version: str
    schema_version: int

    @property
    def is_readable(self) -> bool:
        """Whether this Bell Lap can read it."""
        return self.schema_version == SCHEMA_VERSION


def read_published(address: Address, within: float = _PATIENCE) -> Published | None:
    """The version published last; None where none was.

    Raises KnowledgeError when the server can't be read, or doesn't answer within `within` seconds.
    """
    engine = address.server_engine({"timeout": within})
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table(_file.name):
                return None
            row = connection.execute(select(_file.c.version, _file.c.schema_version)).one_or_none()
            return None if row is None else Published(row.version, row.schema_version)
    except (DBAPIError, TimeoutError) as error:  # the driver lets a timeout through
        raise address.trouble(error, "read", "database") from error
    finally:
        engine.dispose()


def fetch(address: Address, version: str, path: Path) -> None:
    """Write the published file of a version to a path.

    Raises GoneError where another version was published meanwhile, DamagedError where the content is not
    what was published, KnowledgeError when the server can't be read, OSError.
    """
    engine = address.server_engine({"timeout": _PATIENCE})
    try:
        with address.snapshot(engine.connect()) as connection, path.open("wb") as stream:
            row = connection.execute(select(_file.c.version, _file.c.digest)).one_or_none()
            if row is None or row.version != version:
                raise GoneError(f"The knowledge {version} is no longer in {address}.")
            digest = xxh3_128()
            for number in connection.scalars(select(_part.c.number).order_by(_part.c.number)).all():
                content = connection.scalars(select(_part.c.content).where(_part.c.number == number)).one()
                digest.update(content)
                stream.write(content)
            if digest.hexdigest() != row.digest:
                raise DamagedError("its content has changed")
    except (DBAPIError, TimeoutError) as error:  # the driver lets a timeout through
        raise address.trouble(error, "read", "database") from error
    finally:
        engine.dispose()


def publish(address: Address, version: str, path: Path) -> None:
    """Replace the published file in one transaction.

    Raises KnowledgeError when the server refuses, OSError.
    """
    engine = address.server_engine({"timeout": _PATIENCE})
    try:
        with engine.begin() as connection, path.open("rb") as stream:
            _metadata.create_all(connection)
            connection.execute(delete(_file))
            connection.execute(delete(_part))
            digest, number = xxh3_128(), 0
            while content := stream.read(_PART):
                digest.update(content)
                connection.execute(insert(_part).values(number=number, content=content))
                number += 1
            row = {"version": version, "schema_version": SCHEMA_VERSION, "digest": digest.hexdigest()}
            connection.execute(insert(_file).values(id=1, **row))
            _drop_old_namespaces(connection)
    except (DBAPIError, TimeoutError) as error:
        raise address.trouble(error, "written", "database") from error
    finally:
        engine.dispose()


def _drop_old_namespaces(connection: Connection) -> None:
    """Drop the schemas that older versions published, except those that a reader has locked."""
    for name in connection.scalars(text("SELECT nspname FROM pg_namespace ORDER BY nspname")).all():
        if not _OLD_NAMESPACE.fullmatch(name):
            continue
        key = int.from_bytes(bytes.fromhex(name.removeprefix("knowledge_")), "big", signed=True)
        if not connection.scalar(text(f"SELECT pg_try_advisory_xact_lock({key})")):
            continue
        try:
            with connection.begin_nested():
                connection.execute(DropSchema(name, cascade=True, if_exists=True))
        except DBAPIError:
            log.info("The old tables in %s belong to another database user and stay.", name)
