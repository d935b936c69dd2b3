"""Where an archive is, said as a URL, and engines for it."""

import os
import re
import sqlite3
import ssl
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool

from knowledge.models.errors import KnowledgeError

_EXPECTED = "expected one like sqlite:///archive.sqlite or postgresql://user@host/database"


class Address:
    """Where an archive is. `str` of it shows no password."""

    def __init__(self, text: str) -> None:
        """`text` is `sqlite:///path` or `postgresql://…`. Raises KnowledgeError for anything else."""
        try:
            self.url = make_url(text)
        except (ArgumentError, ValueError) as error:
            raise KnowledgeError(f"The address of the database isn't a URL; {_EXPECTED}.") from error
        kind, _, driver = self.url.drivername.partition("+")
        self.is_file = kind == "sqlite"
        if self.is_file and (driver or self.url.database in {None, "", ":memory:"} or self.url.query):
            raise KnowledgeError(f"The database's address {self} names no file; {_EXPECTED}.")
        if not self.is_file and (kind not in {"postgresql", "postgres"} or driver not in {"", "pg8000"}):
            kinds = "only an SQLite file or a PostgreSQL server"
            raise KnowledgeError(f"Bell Lap can't use the database {self}, {kinds}; {_EXPECTED}.")
        if not self.is_file and not self.url.username:
            raise KnowledgeError(f"The database's address {self} names no user; {_EXPECTED}.")

    def __str__(self) -> str:
        return self.url.render_as_string(hide_password=True)

    @property
    def path(self) -> Path:
        """The file of an SQLite archive."""
        return Path(self.url.database or "")

    @property
    def is_writable(self) -> bool:
        """Whether an SQLite archive can be written, as far as the system tells without trying."""
        return not self.is_file or _is_writable(self.path)

    @property
    def attached_as(self) -> str:
        """The name under which another SQLite connection can attach the file of an archive."""
        return str(self.path) if self.is_writable else _read_only_url(self.path)

    def snapshot(self, connection: Connection) -> Connection:
        """The connection as one that sees one moment, whatever is written meanwhile. SQLite's always do."""
        if self.is_file:
            return connection
        return connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    def engine(self) -> Engine:
        """A new engine, whose connections each open one transaction at a time."""
        if self.is_file:
            path = self.path
            engine = create_engine("sqlite://", creator=lambda: _connect_file(path), poolclass=NullPool)
            event.listen(engine, "begin", _begin)
            return engine
        return self.server_engine(poolclass=NullPool)

    def server_engine(self, connect_args: Mapping[str, Any] | None = None, **options: Any) -> Engine:
        """A new engine on a PostgreSQL server, with options of the driver and of `create_engine`."""
        arguments = _connect_args(self.url) | dict(connect_args or {})
        return create_engine(_server_url(self.url), connect_args=arguments, **options)

    def trouble(self, error: DBAPIError | OSError, doing: str, what: str = "archive") -> KnowledgeError:
        """What to say when `doing` ("read", "written") failed."""
        reason: object = error.orig if isinstance(error, DBAPIError) else error.strerror or error
        if isinstance(reason, BaseException):
            reason = _said_by_server(reason) or reason
        told = re.sub(r"\s+", " ", str(reason)).strip().rstrip(".")
        return KnowledgeError(f"The {what} {self} can't be {doing} ({told}).")


def _said_by_server(error: BaseException | None) -> object:
    """What a PostgreSQL server says is wrong, absent where it says nothing.

    The driver hides a refused connection behind the broken pipe that follows it, so what came before is
    looked through too.
    """
    while error is not None:
        if error.args and isinstance(error.args[0], dict):  # field by field
            return error.args[0].get("M")
        error = error.__cause__ or error.__context__
    return None


_FOR_ALL = ("foreign_keys = ON", "temp_store = MEMORY", "cache_size = -65536")
# Readers go on while somebody writes, and see what was there when they began.
_FOR_WRITERS = ("journal_mode = WAL", "synchronous = NORMAL", "journal_size_limit = 67108864")


def _connect_file(path: Path) -> sqlite3.Connection:
    if _is_writable(path):
        try:
            return _connect(str(path.absolute()), (*_FOR_WRITERS, *_FOR_ALL))
        except sqlite3.OperationalError as error:
            if primary_code(error) != sqlite3.SQLITE_READONLY:
                raise
    return _connect(_read_only_url(path), _FOR_ALL)


def _connect(database: str, pragmas: Iterable[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(database, timeout=30, isolation_level=None, uri=True)
    try:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _is_writable(path: Path) -> bool:
    # SQLite writes files beside the database too.
    return os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def _read_only_url(path: Path) -> str:
    url = f"{path.absolute().as_uri()}?mode=ro"
    log, shared = (path.with_name(path.name + suffix) for suffix in ("-wal", "-shm"))
    if log.exists() and (shared.exists() or log.stat().st_size):
        return url
    # Nobody writes, for then these files would be there; and SQLite can't make them here.
    return f"{url}&immutable=1"


def primary_code(error: BaseException | None) -> int:
    """SQLite's code of an error, without what details it; 0 where it has none."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _server_url(url: URL) -> URL:
    return url.set(drivername="postgresql+pg8000", query={})


_TLS: dict[str, Callable[[], ssl.SSLContext | bool | None]] = {
    "disable": lambda: False,
    "prefer": lambda: None,
    "require": lambda: True,
    "verify-full": ssl.create_default_context,
}


def _connect_args(url: URL) -> dict[str, Any]:
    """What the driver takes of the options of PostgreSQL's own URLs: `host` (a folder) and `sslmode`."""
    given: dict[str, Any] = dict(url.query)
    arguments: dict[str, Any] = {"application_name": "bell-lap"}
    host = str(given.pop("host", ""))
    if host.startswith("/"):
        arguments["unix_sock"] = f"{host}/.s.PGSQL.{given.pop('port', url.port or 5432)}"
    mode = str(given.pop("sslmode", "prefer"))
    if mode not in _TLS or given:
        unknown = ", ".join(given) or f"sslmode={mode}"
        raise KnowledgeError(f"The database's address has an option that Bell Lap doesn't know: {unknown}.")
    if (context := _TLS[mode]()) is not None:
        arguments["ssl_context"] = context
    return arguments
