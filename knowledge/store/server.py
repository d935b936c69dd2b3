"""The compiled store on a PostgreSQL server: published versions, and engines for reading one.

Each version has its own schema (namespace), written in one transaction and never changed. A small table names
the version published last. A connection that reads a version has a shared advisory lock on it; dropping the
version needs the exclusive lock.

Nothing here is migrated: another `SCHEMA_VERSION` makes another version, built beside the old one from the
facts and the archive. Only the archive is migrated, by Alembic.
"""

import re
import time
from typing import Any, NamedTuple

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    event,
    inspect,
    select,
)
from sqlalchemy.engine.interfaces import ExceptionContext, ExecutionContext
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from knowledge.imports.archive.address import Address
from knowledge.models.errors import KnowledgeError
from knowledge.store.schema import SCHEMA_VERSION, build

_NAMESPACE = "knowledge_"
_VERSION = re.compile(r"[0-9a-f]{16}")

_PATIENCE = 20
"""In seconds: timeout of a connection and of a query. Queries take milliseconds."""

_REST = 2.0
"""In seconds: a connection idle for longer is tested before use."""

_GONE = {"42P01", "3F000"}
"""SQLSTATE codes of a missing table or schema."""

_NO_SERVER = re.compile(r"08...|53...|57P..|28...|3D000")
"""SQLSTATE codes of a server that can't serve: connections, resources, shutdown, authorisation."""

published = Table(
    "knowledge_published",
    MetaData(),
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True),
    Column("version", String, nullable=False),
    Column("schema_version", Integer, nullable=False),
)
"""One row: the version published last. The table is in the schema of the archive."""


class Published(NamedTuple):
    """The version that questions use, and the schema version of its tables."""

    version: str
    schema_version: int


class GoneError(KnowledgeError):
    """A version was dropped."""


def namespace(version: str) -> str:
    """The schema with the tables of a version."""
    return f"{_NAMESPACE}{version}"


def version_in(namespace_name: str) -> str | None:
    """The version of a schema; None where the schema is not one of the store."""
    version = namespace_name.removeprefix(_NAMESPACE)
    return version if namespace_name != version and _VERSION.fullmatch(version) else None


def lock_key(version: str) -> int:
    """The key of a version's advisory lock: the version as a number."""
    return int.from_bytes(bytes.fromhex(version), "big", signed=True)


def read_published(connection: Connection) -> Published | None:
    """The version published last; None where none was."""
    if not inspect(connection).has_table(published.name):
        return None
    row = connection.execute(select(published.c.version, published.c.schema_version)).one_or_none()
    return None if row is None else Published(row.version, row.schema_version)


def open_version(address: Address, version: str) -> Engine | None:
    """An engine for reading a finished version, for any thread; None where there is none.

    The version is not dropped until the engine is disposed of. Raises KnowledgeError when the server can't be
    reached.
    """
    engine = _reading_engine(address, version)
    try:
        with engine.connect() as connection:
            row = connection.execute(select(build.c.version, build.c.schema_version)).one_or_none()
            if row is not None and tuple(row) == (version, SCHEMA_VERSION):
                return engine
    except GoneError:
        pass
    except BaseException:
        engine.dispose()
        raise
    engine.dispose()
    return None


def open_published(address: Address, version: str | None = None) -> Engine | None:
    """An engine for the version published last; None where there is none, or it is not `version`.

    Raises KnowledgeError when the server can't be reached.
    """
    engine = address.engine()
    try:
        with engine.connect() as connection:
            current = read_published(connection)
    except DBAPIError as error:
        raise address.trouble(error, "read", "database") from error
    finally:
        engine.dispose()
    if current is None or current.schema_version != SCHEMA_VERSION or version not in {current.version, None}:
        return None
    return open_version(address, current.version)


def open_newer(address: Address, than: str) -> Engine | None:
    """An engine for the version published last; None where that is `than` or has an older schema.

    Raises KnowledgeError when it can't be read: a newer Bell Lap published it, or it is broken.
    """
    engine = address.engine()
    try:
        with engine.connect() as connection:
            current = read_published(connection)
            if current is None or current.version == than or current.schema_version < SCHEMA_VERSION:
                return None
            if current.schema_version > SCHEMA_VERSION:
                newer = f"The knowledge in {address} was built by a newer Bell Lap"
                raise KnowledgeError(f"{newer}; update this one to use it.")
            connection.rollback()
            engine_of_version = open_version(address, current.version)
            if engine_of_version is None and read_published(connection) == current:
                raise KnowledgeError(f"The knowledge {current.version} in {address} is broken.")
            return engine_of_version
    except DBAPIError as error:
        raise address.trouble(error, "read", "database") from error
    finally:
        engine.dispose()


def _reading_engine(address: Address, version: str) -> Engine:
    engine = address.server_engine(
        connect_args={
            "timeout": _PATIENCE,
            "startup_params": {"search_path": namespace(version), "default_transaction_read_only": "on"},
        },
        # Immutable tables need no transactions, each of which takes two more round trips.
        isolation_level="AUTOCOMMIT",
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=-1,
    )

    def lock_version(connection: Any, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute(f"SELECT pg_try_advisory_lock_shared({lock_key(version)})")
        (is_ours,) = cursor.fetchone()
        if is_ours:
            # Checked after locking: only then the version can't be dropped any more.
            cursor.execute("SELECT to_regclass('build') IS NOT NULL")
            (is_ours,) = cursor.fetchone()
        if not is_ours:
            raise GoneError(f"The knowledge {version} is no longer in {address}.")

    def translate(context: ExceptionContext) -> KnowledgeError | None:
        return _knowledge_error(address, version, context)

    event.listen(engine, "connect", lock_version)
    event.listen(engine, "checkout", _test_idle)
    event.listen(engine, "checkin", _note_use)
    event.listen(engine, "before_cursor_execute", _begin_streaming)
    event.listen(engine, "handle_error", translate)
    return engine


def _begin_streaming(
    connection: Connection,
    _cursor: object,
    _statement: str,
    _parameters: object,
    context: ExecutionContext,
    _many: bool,
) -> None:
    """Begin a transaction for a streamed result. Returning the connection to the pool ends it."""
    if context.execution_options.get("stream_results"):
        connection.connection.cursor().execute("BEGIN")


def _note_use(_connection: Any, entry: ConnectionPoolEntry) -> None:
    entry.info["used"] = time.monotonic()


def _test_idle(connection: Any, entry: ConnectionPoolEntry, _proxy: object) -> None:
    """Let the pool replace a connection that was lost while idle.

    Testing each before every use (SQLAlchemy's pre_ping) would double the round trips.
    """
    if time.monotonic() - entry.info.get("used", time.monotonic()) < _REST:
        return
    try:
        connection.cursor().execute("SELECT 1")
    except Exception as error:  # of any kind: the connection is unusable
        raise DisconnectionError("lost while it rested") from error


def _knowledge_error(address: Address, version: str, context: ExceptionContext) -> KnowledgeError | None:
    """The error as KnowledgeError where the server or the network caused it; None for a bug."""
    error, original = context.sqlalchemy_exception, context.original_exception
    code = _code_of(original)
    is_gone = code in _GONE
    is_lost = isinstance(original, OSError) or context.connection is None or context.is_disconnect
    if not (is_gone or is_lost or _NO_SERVER.fullmatch(code or "")):
        return None
    context.is_disconnect = True  # all pooled connections are replaced
    if is_gone:
        return GoneError(f"The knowledge {version} is no longer in {address}.")
    if isinstance(error, DBAPIError):
        return address.trouble(error, "read", "database")
    reason = str(original) or type(original).__name__
    return KnowledgeError(f"The database {address} can't be read ({reason}).")


def _code_of(error: BaseException) -> str | None:
    """The SQLSTATE of an error that the server reported; None for other errors."""
    fields = error.args[0] if error.args else None
    return fields.get("C") if isinstance(fields, dict) else None
