"""What disks, crashes and other versions do to a database."""

import sqlite3
from contextlib import closing
from pathlib import Path


def truncate(database: Path) -> None:
    """The end is missing."""
    database.write_bytes(database.read_bytes()[:-4096])


def empty(database: Path) -> None:
    """All is missing."""
    database.write_bytes(b"")


def scribble(database: Path) -> None:
    """Something else has its name."""
    database.write_bytes(b"this is no database" * 1000)


def zero_a_page(database: Path) -> None:
    """A page is lost."""
    content = bytearray(database.read_bytes())
    content[4096 * 10 : 4096 * 11] = bytes(4096)
    database.write_bytes(content)


def unmark(database: Path) -> None:
    """It was never finished."""
    _execute(database, "DELETE FROM build")


def age(database: Path) -> None:
    """It was written for other tables."""
    _execute(database, "UPDATE build SET schema_version = schema_version - 1")


DAMAGES = (truncate, empty, scribble, zero_a_page, unmark, age)


def _execute(database: Path, statement: str) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(statement)
        connection.commit()
