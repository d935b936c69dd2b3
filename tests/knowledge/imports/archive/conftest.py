"""An empty archive on each kind of database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.imports.archive import Archive
from tests.postgres import Server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty archive may be: once a file, once a database on a server."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'archive.sqlite'}"
    server: Server = request.getfixturevalue("server")
    return server.new_database()


@pytest.fixture
def archive(url: str) -> Iterator[Archive]:
    """An empty archive."""
    opened = Archive.open(url)
    yield opened
    opened.close()
