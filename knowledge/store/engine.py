"""Engines on SQLite files: one that writes a new file, one that only reads a finished one."""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.pool import ConnectionPoolEntry, NullPool, QueuePool

from knowledge.models.errors import KnowledgeError
from knowledge.store.sealed import SealedFile


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
