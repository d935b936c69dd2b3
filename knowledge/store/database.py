"""Finished databases in the cache folder: their names, whether one is whole, keeping and removing them.

A reader keeps a read transaction open for as long as it may want another connection. Whoever removes older
databases needs the whole file for itself, so that a database in use stays. Nothing here may open a database
but SQLite: closing a file gives up the locks that the process has on it.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from knowledge.models.errors import KnowledgeError
from knowledge.store.schema import SCHEMA_VERSION

_PREFIX = "knowledge-"
_SUFFIX = ".sqlite"
_UNFINISHED = ".building"
_SMALL = 8_000_000
"""In bytes. Up to here every page is looked at at every start, which takes a few milliseconds."""


def database_path(cache: Path, version: str) -> Path:
    """Where the database of a version is."""
    return cache / f"{_PREFIX}{version}{_SUFFIX}"


def unfinished_path(database: Path) -> Path:
    """Where a database is written before it gets its name."""
    return database.with_suffix(_UNFINISHED)


def hold(database: Path, version: str) -> sqlite3.Connection | None:
    """Keep a database from being removed until the connection is closed; None where no whole one is there."""
    try:
        return hold_finished(database, version, largest_checked=_SMALL)
    except KnowledgeError:
        return None


def hold_finished(
    database: Path, version: str, largest_checked: int | None = None
) -> sqlite3.Connection | None:
    """The same, but a database that is there and is not whole raises KnowledgeError.

    Every page is looked at unless there are more than `largest_checked` bytes of them.
    """
    if not database.is_file():
        return None
    connection = None
    try:
        connection = sqlite3.connect(
            f"{database.absolute().as_uri()}?mode=ro",
            uri=True,
            timeout=0,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("BEGIN")
        # The read takes the lock; only then is it certain that the file is still there.
        fault = _fault(connection, database, version, largest_checked)
        if fault is None and database.exists():
            return connection
    except sqlite3.OperationalError as error:
        # Whoever removes it has it for itself.
        fault = None if error.sqlite_errorcode == sqlite3.SQLITE_BUSY else str(error)
    except (sqlite3.Error, OSError) as error:
        fault = str(error)
    if connection is not None:
        connection.close()
    if fault is not None and database.exists():
        raise KnowledgeError(f"The database {database} is broken ({fault}).")
    return None


def hold_last(cache: Path) -> tuple[Path, sqlite3.Connection] | None:
    """The newest whole database in the cache folder, kept as `hold` does; None where there is none."""
    for database in sorted(cache.glob(f"{_PREFIX}*{_SUFFIX}"), key=_written, reverse=True):
        held = hold(database, database.stem.removeprefix(_PREFIX))
        if held is not None:
            return database, held
    return None


def remove_others(database: Path) -> None:
    """Remove what building left behind and all other databases that nobody reads.

    Only for who has the building lock.
    """
    for unfinished in database.parent.glob(f"{_PREFIX}*{_UNFINISHED}*"):
        unfinished.unlink(missing_ok=True)
    for other in database.parent.glob(f"{_PREFIX}*{_SUFFIX}"):
        if other != database:
            _remove_unless_read(other)


def _written(database: Path) -> float:
    try:
        return database.stat().st_mtime
    except OSError:
        return 0.0  # removed at this moment


def _fault(
    connection: sqlite3.Connection, database: Path, version: str, largest_checked: int | None
) -> str | None:
    """What is wrong with a database, if anything."""
    row = connection.execute("SELECT version, schema_version FROM build").fetchone()
    if row != (version, SCHEMA_VERSION):
        return "it was never finished" if row is None else "it is of another version than its name says"
    size = database.stat().st_size
    (pages,), (page_size,) = (
        connection.execute(f"PRAGMA {pragma}").fetchone() for pragma in ("page_count", "page_size")
    )
    if size != pages * page_size:
        return "it is cut short"
    if largest_checked is not None and size > largest_checked:
        return None
    (told,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    return None if told == "ok" else "its pages are damaged"


def _remove_unless_read(database: Path) -> None:
    try:
        with closing(sqlite3.connect(database, timeout=0, isolation_level=None)) as connection:
            try:
                connection.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError:
                return  # somebody reads it
            except sqlite3.DatabaseError:
                pass  # damaged: nobody can
            database.unlink(missing_ok=True)
    except (sqlite3.Error, OSError):
        return  # it costs space, no more
