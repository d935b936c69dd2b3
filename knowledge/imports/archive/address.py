"""The address of an archive as a URL, and SQLAlchemy engines for it."""

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

from knowledge.files import sqlite_files
from knowledge.models.errors import KnowledgeError

_EXPECTED = "expected one like sqlite:///archive.sqlite or postgresql://user@host/database"


class Address:
    """The address of an archive. Its `str` hides the password."""

    def __init__(self, text: str) -> None:
        """`text` is `sqlite:///path` or `postgresql://…`. Raises KnowledgeError: when it is anything else."""
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
        """Whether the file permissions allow writing; always true for a server."""
        return not self.is_file or _is_writable(self.path)

    def snapshot(self, connection: Connection) -> Connection:
        """The connection with one snapshot for a whole transaction, as SQLite always has."""
        if self.is_file:
            return connection
        return connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    def engine(self) -> Engine:
        """A new engine without a connection pool."""
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
        """The error to raise when an operation (`doing` is "read", "written", …) failed."""
        reason: object = error.orig if isinstance(error, DBAPIError) else error.strerror or error
        if isinstance(reason, BaseException):
            reason = _server_message(reason) or reason
        text = re.sub(r"\s+", " ", str(reason)).strip().rstrip(".")
        return KnowledgeError(f"The {what} {self} can't be {doing} ({text}).")


def _server_message(error: BaseException | None) -> object:
    """The message of a PostgreSQL server in an error or its causes; None without one.

    The driver reports a refused connection as the broken pipe that follows it, so causes are searched too.
    """
    while error is not None:
        if error.args and isinstance(error.args[0], dict):  # field by field
            return error.args[0].get("M")
        error = error.__cause__ or error.__context__
    return None


_FOR_ALL = ("foreign_keys = ON", "temp_store = MEMORY", "cache_size = -65536")
# In WAL mode readers continue during a write, with the content of their start.
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
    _, log, shared = sqlite_files(path)
    if log.exists() and (shared.exists() or log.stat().st_size):
        return url
    # No process writes, as these files do not exist; and SQLite cannot create them here.
    return f"{url}&immutable=1"


def primary_code(error: BaseException | None) -> int:
    """SQLite's primary result code of an error; 0 without one."""
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
    """The driver's arguments for options of PostgreSQL URLs: `host` (a folder) and `sslmode`.

    Raises KnowledgeError: when an option is unknown.
    """
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
