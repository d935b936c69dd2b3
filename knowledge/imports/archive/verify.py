"""Verification of an archive, file by file, and the message about damage."""

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
"""Damaged, and undamaged, files named in a message. Chosen by hand."""
_NAME_LENGTH = 60
"""Longest name in a message, in characters. Chosen by hand."""
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
    """A file, and whether its checksum matches."""

    source_id: SourceId
    name: str
    rows: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Verified:
    """The outcome of the verification of an archive.

    `frame` means that everything outside the parts is undamaged: the SQLite file, the sources, the list of
    parts.
    """

    frame: bool
    parts: tuple[VerifiedFile, ...]

    @property
    def whole(self) -> bool:
        """Whether the whole archive is undamaged."""
        return self.frame and all(part.whole for part in self.parts)


def verify(address: Address, engine: Engine) -> Verified:
    """Verify a whole archive. Content that cannot be read counts as damaged.

    Raises DBAPIError: when a server fails.
    """
    try:
        with engine.connect() as open_connection:
            connection = address.snapshot(open_connection)
            frame = _is_sound(connection, is_file=address.is_file)
            return Verified(frame, tuple(_parts(connection, is_file=address.is_file)))
    except Exception as error:  # damaged values cause errors of any type
        _raise_trouble(error, is_file=address.is_file)
        return Verified(frame=False, parts=())


def check_file(connection: Connection) -> None:
    """Check the SQLite file. Raises DamageError: when SQLite reports damage."""
    if connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar() != "ok":
        raise DamageError


def describe_damage(address: Address, engine: Engine, error: Exception) -> str | None:
    """The message about the damage that caused an error; None for an error with another cause."""
    code = primary_code(error.orig if isinstance(error, DBAPIError) else error)
    if code in _NO_DAMAGE:
        return None
    if code == sqlite3.SQLITE_NOTADB:
        why = "file is not a database"
        return f"The archive {address} can't be opened ({why}); if it was the archive, restore its backup."
    verified = verify(address, engine)
    if verified.whole and code != sqlite3.SQLITE_CORRUPT and not isinstance(error, DamageError):
        return None
    return f"The archive {address} is damaged; restore its backup. {_which(verified)}"


def _which(verified: Verified) -> str:
    if not verified.parts:
        return "None of the files imported into it can be found."
    whole = [part.name for part in verified.parts if part.whole]
    damaged = [part.name for part in verified.parts if not part.whole]
    of = f"{len(whole):,} of the {len(verified.parts):,} files imported into it are whole{_names(whole)}"
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
    """Raise an error of a server again: it is no damage."""
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
