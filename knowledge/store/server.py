"""The compiled store on a PostgreSQL server: finished versions, which of them is asked, and reading one.

Each version has a namespace of its own, which is written in one transaction and never changes. A small table
says which version was published last. Whoever reads one has a shared lock on it for as long as a connection
lasts; whoever wants to drop it needs that lock for itself.

Nothing here is migrated: a namespace is made of the facts and the archive, so that another `SCHEMA_VERSION`
makes another version, which is built beside the old one. What must survive is the archive, which Alembic
brings to its newest form.
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
"""In seconds: how long a reader waits for the server. Its queries take milliseconds."""

_REST = 2.0
"""In seconds: a connection that wasn't used for so long is tried before it is."""

_GONE = {"42P01", "3F000"}
"""What the server says of a table or a namespace that isn't there."""

_NO_SERVER = re.compile(r"08...|53...|57P..|28...|3D000")
"""What it says where it can't serve: connections, resources, a shutdown, who may come in."""

published = Table(
    "knowledge_published",
    MetaData(),
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True),
    Column("version", String, nullable=False),
    Column("schema_version", Integer, nullable=False),
)
"""One row: what was published last. It stands beside the archive's tables."""


class Published(NamedTuple):
    """Which version is to be asked, and which tables it has."""

    version: str
    schema_version: int


class GoneError(KnowledgeError):
    """A version that is not there any more."""


def namespace(version: str) -> str:
    """Where the tables of a version are."""
    return f"{_NAMESPACE}{version}"


def version_in(namespace_name: str) -> str | None:
    """The version whose tables a namespace has; None where it is none of ours."""
    version = namespace_name.removeprefix(_NAMESPACE)
    return version if namespace_name != version and _VERSION.fullmatch(version) else None


def lock_key(version: str) -> int:
    """The number of a version's advisory lock: the version itself."""
    return int.from_bytes(bytes.fromhex(version), "big", signed=True)


def read_published(connection: Connection) -> Published | None:
    """What was published last; None where nothing was."""
    if not inspect(connection).has_table(published.name):
        return None
    row = connection.execute(select(published.c.version, published.c.schema_version)).one_or_none()
    return None if row is None else Published(row.version, row.schema_version)


def open_version(address: Address, version: str) -> Engine | None:
    """An engine for reading a finished version from any thread; None where there is none.

    The version stays until the engine is disposed of. Raises KnowledgeError where the server can't be asked.
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
    """The same for the version that was published last; None where that is not the one given, if one is."""
    engine = address.engine()
    try:
        with engine.connect() as connection:
            found = read_published(connection)
    except DBAPIError as error:
        raise address.trouble(error, "read", "database") from error
    finally:
        engine.dispose()
    if found is None or found.schema_version != SCHEMA_VERSION or version not in {found.version, None}:
        return None
    return open_version(address, found.version)


def open_newer(address: Address, than: str) -> Engine | None:
    """An engine for the version that was published last; None where that is `than` or older than we are.

    Raises KnowledgeError where it can't be read: a newer Bell Lap published it, or it is broken.
    """
    engine = address.engine()
    try:
        with engine.connect() as connection:
            found = read_published(connection)
            if found is None or found.version == than or found.schema_version < SCHEMA_VERSION:
                return None
            if found.schema_version > SCHEMA_VERSION:
                newer = f"The knowledge in {address} was built by a newer Bell Lap"
                raise KnowledgeError(f"{newer}; update this one to use it.")
            connection.rollback()
            held = open_version(address, found.version)
            if held is None and read_published(connection) == found:
                raise KnowledgeError(f"The knowledge {found.version} in {address} is broken.")
            return held
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
        # What never changes needs no transactions; each would take two more ways to the server.
        isolation_level="AUTOCOMMIT",
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=-1,
    )

    def take_lock(connection: Any, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute(f"SELECT pg_try_advisory_lock_shared({lock_key(version)})")
        (is_ours,) = cursor.fetchone()
        if is_ours:
            # Only now is it certain that it stays.
            cursor.execute("SELECT to_regclass('build') IS NOT NULL")
            (is_ours,) = cursor.fetchone()
        if not is_ours:
            raise GoneError(f"The knowledge {version} is no longer in {address}.")

    def tell(context: ExceptionContext) -> KnowledgeError | None:
        return _blame(address, version, context)

    event.listen(engine, "connect", take_lock)
    event.listen(engine, "checkout", _try_after_rest)
    event.listen(engine, "checkin", _note_use)
    event.listen(engine, "before_cursor_execute", _begin_for_parts)
    event.listen(engine, "handle_error", tell)
    return engine


def _begin_for_parts(
    connection: Connection,
    _cursor: object,
    _statement: str,
    _parameters: object,
    context: ExecutionContext,
    _many: bool,
) -> None:
    """Begin a transaction for what is fetched in parts. Giving the connection back to the pool ends it."""
    if context.execution_options.get("stream_results"):
        connection.connection.cursor().execute("BEGIN")


def _note_use(_connection: Any, entry: ConnectionPoolEntry) -> None:
    entry.info["used"] = time.monotonic()


def _try_after_rest(connection: Any, entry: ConnectionPoolEntry, _proxy: object) -> None:
    """Let the pool replace a connection that was lost while nobody asked anything.

    Trying each before each use (SQLAlchemy's pre_ping) would double the ways to the server.
    """
    if time.monotonic() - entry.info.get("used", time.monotonic()) < _REST:
        return
    try:
        connection.cursor().execute("SELECT 1")
    except Exception as error:  # whatever it is: this connection can't be used
        raise DisconnectionError("lost while it rested") from error


def _blame(address: Address, version: str, context: ExceptionContext) -> KnowledgeError | None:
    """A sentence for what the server or the way to it is to blame for; None for a fault of ours."""
    error, original = context.sqlalchemy_exception, context.original_exception
    code = _code_of(original)
    is_gone = code in _GONE
    is_lost = isinstance(original, OSError) or context.connection is None or context.is_disconnect
    if not (is_gone or is_lost or _NO_SERVER.fullmatch(code or "")):
        return None
    context.is_disconnect = True  # every connection is made anew
    if is_gone:
        return GoneError(f"The knowledge {version} is no longer in {address}.")
    if isinstance(error, DBAPIError):
        return address.trouble(error, "read", "database")
    reason = str(original) or type(original).__name__
    return KnowledgeError(f"The database {address} can't be read ({reason}).")


def _code_of(error: BaseException) -> str | None:
    """PostgreSQL's code of what the server says, if it is the server who says it."""
    told = error.args[0] if error.args else None
    return told.get("C") if isinstance(told, dict) else None
