"""Where an archive is, said as a URL, and engines for it."""

import re
import sqlite3
import ssl
from collections.abc import Callable, Mapping
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


def _connect_file(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    try:
        # Readers go on while somebody writes, and see what was there when they began.
        for pragma in (
            "journal_mode = WAL",
            "synchronous = NORMAL",
            "foreign_keys = ON",
            "temp_store = MEMORY",
            "cache_size = -65536",
            "journal_size_limit = 67108864",
        ):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


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
