"""Whether an archive still holds what was written into it, part by part, and what to say where it doesn't."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError

from knowledge.imports.archive import schema
from knowledge.imports.archive.address import Address, primary_code
from knowledge.imports.archive.checksums import DamageError, check_part, check_small_tables
from knowledge.models.base import SourceId

_NAMED = 3
"""How many files of either kind a sentence names."""
_NAME_LENGTH = 60
_NO_DAMAGE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_INTERRUPT,
}


@dataclass(frozen=True, slots=True)
class VerifiedFile:
    """A part, and whether all that is kept of it is as it was written."""

    source_id: SourceId
    name: str
    rows: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of looking through an archive.

    `frame` says whether what the parts stand in is sound: SQLite's file, the sources, the list of parts.
    """

    frame: bool
    parts: tuple[VerifiedFile, ...]

    @property
    def whole(self) -> bool:
        """Whether everything is as it was written."""
        return self.frame and all(part.whole for part in self.parts)


def verify(address: Address, engine: Engine) -> Verified:
    """Look through a whole archive. What can't be read is not whole.

    Raises DBAPIError where a server can't be asked.
    """
    try:
        with engine.connect() as open_connection:
            connection = address.snapshot(open_connection)
            frame = _is_sound(connection, is_file=address.is_file)
            return Verified(frame, tuple(_parts(connection, is_file=address.is_file)))
    except Exception as error:  # damaged values fail in as many ways as they are read
        _raise_trouble(error, is_file=address.is_file)
        return Verified(frame=False, parts=())


def check_file(connection: Connection) -> None:
    """Raise DamageError where SQLite finds its file damaged."""
    if connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar() != "ok":
        raise DamageError


def describe_damage(address: Address, engine: Engine, error: Exception) -> str | None:
    """A sentence on the damage that an error comes from; None where there is none."""
    code = primary_code(error.orig if isinstance(error, DBAPIError) else error)
    if code in _NO_DAMAGE:
        return None
    if code == sqlite3.SQLITE_NOTADB:
        why = "file is not a database"
        return f"The archive {address} can't be opened ({why}); if it was the archive, restore its backup."
    found = verify(address, engine)
    if found.whole and code != sqlite3.SQLITE_CORRUPT and not isinstance(error, DamageError):
        return None
    return f"The archive {address} is damaged; restore its backup. {_which(found)}"


def _which(found: Verified) -> str:
    if not found.parts:
        return "None of the files imported into it can be found."
    whole = [part.name for part in found.parts if part.whole]
    damaged = [part.name for part in found.parts if not part.whole]
    of = f"{len(whole):,} of the {len(found.parts):,} files imported into it are whole{_names(whole)}"
    if not damaged:
        return f"{of}, but what they stand in is not."
    return f"{of}; damaged{_names(damaged)}. `bell-lap knowledge verify` lists them all."


def _names(names: Sequence[str]) -> str:
    if not names:
        return ""
    named = ", ".join(
        name if len(name) <= _NAME_LENGTH else f"{name[:_NAME_LENGTH]}…" for name in names[:_NAMED]
    )
    more = f" … +{len(names) - _NAMED:,}" if len(names) > _NAMED else ""
    return f": {named}{more}"


def _is_sound(connection: Connection, *, is_file: bool) -> bool:
    try:
        if is_file:
            check_file(connection)
        check_small_tables(connection)
    except Exception as error:
        _raise_trouble(error, is_file=is_file)
        return False
    return True


def _raise_trouble(error: Exception, *, is_file: bool) -> None:
    """Raise again what a server says: it is not about what it holds."""
    if isinstance(error, DBAPIError) and not is_file:
        raise error


def _parts(connection: Connection, *, is_file: bool) -> Iterator[VerifiedFile]:
    part, source = schema.part, schema.source
    slugs = {row.id: row.slug for row in connection.execute(select(source.c.id, source.c.slug))}
    found = connection.execute(
        select(part.c.id, part.c.source_id, part.c.name, part.c.rows).order_by(part.c.source_id, part.c.id)
    ).all()
    for key, source_key, name, rows in found:
        is_whole = _is_whole(connection, key, is_file=is_file)
        yield VerifiedFile(SourceId(str(slugs.get(source_key, "?"))), str(name), rows, is_whole)


def _is_whole(connection: Connection, key: int, *, is_file: bool) -> bool:
    try:
        check_part(connection, key)
    except Exception as error:
        _raise_trouble(error, is_file=is_file)
        return False
    return True
