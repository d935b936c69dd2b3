"""An empty archive on each kind of database."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from knowledge.archive import Archive
from knowledge.archive.address import Address
from tests.knowledge.archive.server import running_server


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a PostgreSQL server's first database."""
    with running_server() as url:
        yield url


def _new_database(server: str) -> str:
    """The URL of an empty database on the server."""
    name = f"test_{uuid4().hex}"
    engine = Address(server).engine()
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
    finally:
        engine.dispose()
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty archive may be: once a file, once a database on a server."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'archive.sqlite'}"
    server: str = request.getfixturevalue("server")
    return _new_database(server)


@pytest.fixture
def archive(url: str) -> Iterator[Archive]:
    """An empty archive."""
    opened = Archive.open(url)
    yield opened
    opened.close()
