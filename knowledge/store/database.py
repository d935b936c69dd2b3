"""Finished databases in the cache folder: their names, holding a whole one, removing the others.

Whoever reads a database holds its file for as long as another connection may be wanted, so that no builder
removes it.
"""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.pool import ConnectionPoolEntry, NullPool, QueuePool

from knowledge.models.errors import KnowledgeError
from knowledge.store import sealed_files
from knowledge.store.schema import SCHEMA_VERSION
from knowledge.store.sealed_files import DamagedError, SealedFile

_PREFIX = "knowledge-"
_SUFFIX = ".sqlite"


def database_path(cache: Path, version: str) -> Path:
    """Where the database of a version is."""
    return cache / f"{_PREFIX}{version}{_SUFFIX}"


def notes(data: Path) -> dict[str, str]:
    """What is written beside a database of this folder of facts: who may use it."""
    return {"schema": str(SCHEMA_VERSION), "data": str(data.absolute())}


def hold(database: Path) -> SealedFile | None:
    """Keep a database from being removed until it is closed; None where no whole one is there."""
    try:
        return sealed_files.open_sealed(database)
    except (DamagedError, OSError):
        return None


def hold_finished(database: Path) -> SealedFile | None:
    """The same, but a database that is there and is not whole raises KnowledgeError."""
    try:
        return sealed_files.open_sealed(database)
    except (DamagedError, OSError) as error:
        raise KnowledgeError(f"The database {database} is broken ({error}).") from error


def hold_or_set_aside(database: Path) -> SealedFile | None:
    """The same, but what is not whole is taken out of the way. Only for who has the building lock."""
    try:
        return sealed_files.open_sealed(database)
    except DamagedError as error:
        sealed_files.set_aside(database, str(error))
        return None


def hold_last(cache: Path, data: Path) -> SealedFile | None:
    """The newest whole database of this folder of facts, held; None where there is none."""
    wanted = notes(data)
    for database in sorted(cache.glob(f"{_PREFIX}*{_SUFFIX}"), key=_written, reverse=True):
        held = hold(database)
        if held is not None:
            if held.notes == wanted:
                return held
            held.close()
    return None


def built_on(held: SealedFile) -> datetime:
    """When a database was built, in UTC."""
    return datetime.fromtimestamp(held.written, UTC)


def sweep(cache: Path) -> None:
    """Remove what builders that were killed left behind."""
    sealed_files.sweep(cache, _PREFIX, _SUFFIX)


def remove_others(database: Path) -> None:
    """Remove what building left behind and all other databases that nobody reads.

    Only for who has the building lock.
    """
    sweep(database.parent)
    for other in database.parent.glob(f"{_PREFIX}*{_SUFFIX}"):
        if other != database:
            sealed_files.remove(other)


def _written(database: Path) -> float:
    try:
        return database.stat().st_mtime
    except OSError:
        return 0.0  # removed at this moment


def writing_engine(path: Path) -> Engine:
    """An engine for writing a new database.

    It trades safety for speed: a file whose writing was cut short is thrown away, and whoever finished one
    brings it to the disk themselves.
    """
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(path, uri=True), poolclass=NullPool)
    event.listen(engine, "connect", _prepare_writing)
    event.listen(engine, "begin", _begin)
    return engine


def trust_keys(connection: Connection) -> None:
    """Look no references up from here on: for half a million rows whose keys were given a moment ago.

    Only between two transactions, where the database listens to it.
    """
    connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")


def reading_engine(path: Path, held: SealedFile | None = None) -> Engine:
    """An engine for reading a finished database from any thread. It can't change the file.

    `held` is what keeps the file where it is; it is closed when the engine is disposed of. Once something was
    written into it, nothing more is read: every query raises KnowledgeError.
    """
    address = f"{path.absolute().as_uri()}?mode=ro"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)

    # Every thread that waits for an answer gets a connection; four of them stay open for the next.
    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=4, max_overflow=-1)
    if held is not None:
        _refuse_damage(engine, held)
        event.listen(engine, "engine_disposed", lambda _engine: held.close())
    return engine


def _refuse_damage(engine: Engine, held: SealedFile) -> None:
    def broken() -> KnowledgeError:
        return KnowledgeError(f"The database {held.path} is broken ({held.damage or 'it is gone'}).")

    def check_out(*_: object) -> None:
        if not held.is_whole():
            raise broken()

    def blame(context: ExceptionContext) -> KnowledgeError | None:
        # A query that fails on a whole file is a fault of ours.
        if held.check() is not None or context.connection is None:
            return broken()
        return None

    event.listen(engine, "checkout", check_out)
    event.listen(engine, "handle_error", blame)


def _prepare_writing(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    # The driver would otherwise leave CREATE TABLE outside the transaction.
    connection.isolation_level = None
    for pragma in (
        "foreign_keys = ON",
        "journal_mode = MEMORY",
        "synchronous = OFF",
        "temp_store = MEMORY",
        "cache_size = -32768",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
