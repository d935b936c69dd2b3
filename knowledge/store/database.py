"""Database files in the cache folder: names, opening a whole one, removing the others, engines.

A reader keeps the sealed file of its database open, which is a shared lock: no builder removes it.
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
    """The path of the database of a version."""
    return cache / f"{_PREFIX}{version}{_SUFFIX}"


def notes(data: Path) -> dict[str, str]:
    """The notes in the seal of a database of this data folder: only readers of the same notes use it."""
    return {"schema": str(SCHEMA_VERSION), "data": str(data.absolute())}


def open_database(database: Path) -> SealedFile | None:
    """A whole database, kept from removal until it is closed; None where there is no whole one."""
    try:
        return sealed_files.open_sealed(database)
    except (DamagedError, OSError):
        return None


def open_finished(database: Path) -> SealedFile | None:
    """A whole database; None where there is no file. Raises KnowledgeError for a damaged one."""
    try:
        return sealed_files.open_sealed(database)
    except (DamagedError, OSError) as error:
        raise KnowledgeError(f"The database {database} is broken ({error}).") from error


def open_or_set_aside(database: Path) -> SealedFile | None:
    """A whole database; None where there is none. A damaged one is moved aside: needs the building lock."""
    try:
        return sealed_files.open_sealed(database)
    except DamagedError as error:
        sealed_files.set_aside(database, str(error))
        return None


def open_last(cache: Path, data: Path) -> SealedFile | None:
    """The newest whole database of this data folder; None where there is none."""
    wanted = notes(data)
    for database in sorted(cache.glob(f"{_PREFIX}*{_SUFFIX}"), key=_written, reverse=True):
        file = open_database(database)
        if file is not None:
            if file.notes == wanted:
                return file
            file.close()
    return None


def built_on(file: SealedFile) -> datetime:
    """The time a database was built, in UTC."""
    return datetime.fromtimestamp(file.written, UTC)


def sweep(cache: Path) -> None:
    """Remove the unfinished files of killed builders."""
    sealed_files.sweep(cache, _PREFIX, _SUFFIX)


def remove_others(database: Path) -> None:
    """Remove unfinished files and all other databases without a reader. Needs the building lock."""
    sweep(database.parent)
    for other in database.parent.glob(f"{_PREFIX}*{_SUFFIX}"):
        if other != database:
            sealed_files.remove(other)


def _written(database: Path) -> float:
    try:
        return database.stat().st_mtime
    except OSError:
        return 0.0  # removed meanwhile


def writing_engine(path: Path) -> Engine:
    """An engine for writing a new database.

    It trades durability for speed: an unfinished file is discarded, and `sealing` flushes a finished one.
    """
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(path, uri=True), poolclass=NullPool)
    event.listen(engine, "connect", _prepare_writing)
    event.listen(engine, "begin", _begin)
    return engine


def trust_keys(connection: Connection) -> None:
    """Turn foreign key checks off, for bulk inserts of rows whose keys were just assigned.

    Call between two transactions: SQLite ignores it inside one.
    """
    connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")


def reading_engine(path: Path, file: SealedFile | None = None) -> Engine:
    """A read-only engine for a finished database, for any thread.

    `file` keeps the database from removal and is closed when the engine is disposed of. Once the file was
    changed, every query raises KnowledgeError.
    """
    address = f"{path.absolute().as_uri()}?mode=ro"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)

    # No thread waits for a connection; four stay open for the next queries.
    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=4, max_overflow=-1)
    if file is not None:
        _refuse_damage(engine, file)
        event.listen(engine, "engine_disposed", lambda _engine: file.close())
    return engine


def _refuse_damage(engine: Engine, file: SealedFile) -> None:
    def broken() -> KnowledgeError:
        return KnowledgeError(f"The database {file.path} is broken ({file.damage or 'it is gone'}).")

    def check_out(*_: object) -> None:
        if not file.is_whole():
            raise broken()

    def classify(context: ExceptionContext) -> KnowledgeError | None:
        # On a whole file, a failing query is a bug.
        if file.check() is not None or context.connection is None:
            return broken()
        return None

    event.listen(engine, "checkout", check_out)
    event.listen(engine, "handle_error", classify)


def _prepare_writing(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    # Without this the driver runs CREATE TABLE outside the transaction.
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
