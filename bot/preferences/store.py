"""The store of choices: two small tables in an SQLite file or on a PostgreSQL server.

Tables and file are created by the first choice. Methods block and are called in a thread of their own; they
raise SQLAlchemyError, sqlite3.Error or OSError where the store can't be used.
"""

import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    String,
    Table,
    and_,
    delete,
    event,
    insert,
    inspect,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.pool import ConnectionPoolEntry

from bot.preferences.model import MOST, NOTHING, Chosen, Subject
from knowledge.imports.archive.address import Address

T = TypeVar("T")

PATIENCE = 1.5
"""Seconds of waiting for another process that writes. Chosen by hand, below Discord's 3 for a reply."""
ATTEMPTS = 4
"""Attempts of a change: others may insert each of its two rows in between. Chosen by hand."""
_PAUSE = 0.01
"""Seconds between two looks for tables that others create. Chosen by hand."""

_metadata = MetaData()
_choices = Table(
    "bot_preferences",
    _metadata,
    Column("kind", String(6), primary_key=True),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("language", String(16)),
    Column("compact", Boolean),
    Column("private_details", Boolean),
)
_state = Table(
    "bot_preferences_state",
    _metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("revision", String(16), nullable=False),
)
"""One row: a random text that changes with every change, so that other processes notice."""

_FIELDS = tuple(_choices.c[name] for name in Chosen._fields)


class AllChoices(NamedTuple):
    """The choices of all subjects at a revision; None where nothing has changed since it was read."""

    revision: str | None
    choices: dict[Subject, Chosen] | None


class PreferenceStore:
    """The choices of all people and servers."""

    def __init__(self, url: str) -> None:
        """`url` is `sqlite:///path` or `postgresql://…`. Raises KnowledgeError when it is anything else."""
        self.address = Address(url)
        if self.address.is_file:
            self._engine = self.address.engine()
            event.listen(self._engine, "connect", _set_up_file)
        else:
            self._engine = self.address.server_engine({"timeout": PATIENCE}, pool_size=1, pool_pre_ping=True)

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()

    def read_all(self, known: str | None = None) -> AllChoices:
        """All choices, `MOST` at most, unless the revision is still `known`."""
        return self._reading(lambda connection: _read_all(connection, known), AllChoices(None, {}))

    def read(self, subject: Subject) -> Chosen:
        """What a subject has chosen."""
        return self._reading(lambda connection: _read(connection, subject), NOTHING)

    def save(self, subject: Subject, changes: Mapping[str, str | bool | None]) -> Chosen:
        """Change some choices of a subject, None means none, and return all of them."""

        def change(connection: Connection) -> Chosen:
            if not connection.execute(update(_choices).where(_is(subject)).values(**changes)).rowcount:
                connection.execute(insert(_choices).values(kind=subject.kind, id=subject.id, **changes))
            chosen = _read(connection, subject)
            if chosen == NOTHING:
                connection.execute(delete(_choices).where(_is(subject)))
            return chosen

        return self._writing(change)

    def forget(self, subject: Subject) -> None:
        """Delete everything of a subject."""
        if self.read(subject) != NOTHING:
            self._writing(lambda connection: connection.execute(delete(_choices).where(_is(subject))))

    def _reading(self, call: Callable[[Connection], T], missing: T) -> T:
        if self.address.is_file and not self.address.path.exists():
            return missing
        with self._engine.connect() as connection:
            if not inspect(connection).has_table(_state.name):
                return missing
            connection.rollback()
            return call(self.address.snapshot(connection))

    def _writing(self, call: Callable[[Connection], T]) -> T:
        """The result of a call in one transaction, with a new revision.

        Repeated where another process inserted the same row in between.
        """
        for _ in range(ATTEMPTS - 1):
            self._create_missing()
            with suppress(IntegrityError):
                return self._write(call)
        return self._write(call)

    def _write(self, call: Callable[[Connection], T]) -> T:
        with self._engine.begin() as connection:
            # First, as a lock: other writers wait here.
            revision = {"revision": secrets.token_hex(8)}
            if not connection.execute(update(_state).values(revision)).rowcount:
                connection.execute(insert(_state).values(id=1, **revision))
            return call(connection)

    def _is_missing(self) -> bool:
        if self.address.is_file and not self.address.path.exists():
            return True
        with self._engine.connect() as connection:
            return not inspect(connection).has_table(_state.name)

    def _create_missing(self) -> None:
        """Create the tables, or wait until another process that creates them has done so."""
        deadline = time.monotonic() + PATIENCE
        while self._is_missing() and time.monotonic() < deadline:
            self._create()
            time.sleep(_PAUSE)

    def _create(self) -> None:
        if self.address.is_file:
            self.address.path.parent.mkdir(parents=True, exist_ok=True)
        # Another process may create them at the same moment; what else is wrong the write tells.
        with suppress(IntegrityError, OperationalError, ProgrammingError), self._engine.begin() as connection:
            _metadata.create_all(connection)


def _read_all(connection: Connection, known: str | None) -> AllChoices:
    revision = connection.scalar(select(_state.c.revision))
    if revision is not None and revision == known:
        return AllChoices(revision, None)
    rows = connection.execute(select(_choices.c.kind, _choices.c.id, *_FIELDS).limit(MOST))
    # Most choices are equal: each combination is made once.
    made: dict[tuple[Any, ...], Chosen] = {}
    choices: dict[Subject, Chosen] = {}
    for kind, number, *values in rows:
        if isinstance(number, int):
            key = tuple(values)
            choices[Subject(kind, number)] = made.get(key) or made.setdefault(key, _chosen(key))
    return AllChoices(revision, choices)


def _read(connection: Connection, subject: Subject) -> Chosen:
    row = connection.execute(select(*_FIELDS).where(_is(subject))).one_or_none()
    return NOTHING if row is None else _chosen(tuple(row))


def _chosen(values: Sequence[Any]) -> Chosen:
    """The choices in a row. A damaged file may hold values of any type."""
    language, compact, private_details = values
    return Chosen(language if isinstance(language, str) else None, compact, private_details)


def _is(subject: Subject) -> ColumnElement[bool]:
    return and_(_choices.c.kind == subject.kind, _choices.c.id == subject.id)


def _set_up_file(connection: Any, _entry: ConnectionPoolEntry) -> None:
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}")
    # What was forgotten is overwritten, not only unlinked.
    connection.execute("PRAGMA secure_delete = ON")
