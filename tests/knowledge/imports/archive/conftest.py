"""An empty archive on each kind of database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from knowledge.imports.archive import Archive
from tests.postgres import Server


@pytest.fixture(scope="session")
def template(server: Server) -> str:
    """The name of a database with an empty archive, to be copied: its tables are made once."""
    url = server.new_database()
    Archive.open(url).close()
    return str(make_url(url).database)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty archive may be, or is where a test opens one: a file, and a database on a server."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'archive.sqlite'}"
    server: Server = request.getfixturevalue("server")
    if "archive" in request.fixturenames:
        return server.new_database(f"TEMPLATE {request.getfixturevalue('template')}")
    return server.new_database()


@pytest.fixture
def archive(url: str) -> Iterator[Archive]:
    """An empty archive."""
    opened = Archive.open(url)
    yield opened
    opened.close()
