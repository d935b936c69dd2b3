"""Stores to test on."""

import shutil
from pathlib import Path

import pytest

from knowledge.curation import Facts, Problem, read
from knowledge.store import KnowledgeBase, open_store
from knowledge.store.build import inputs
from tests.knowledge.store.facts import compiled, tiny_facts
from tests.postgres import Server


@pytest.fixture
def tiny(tmp_path: Path) -> KnowledgeBase:
    """The facts of `tiny_facts`, compiled."""
    return compiled(tiny_facts(), tmp_path)


@pytest.fixture
def data(invented: Path, tmp_path: Path) -> Path:
    """A copy of the invented facts, to be changed."""
    return shutil.copytree(invented, tmp_path / "my facts")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A cache folder that is not there yet."""
    return tmp_path / "a cache" / "of mine"


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Facts are read but not checked, so that a test may change one without minding the rest."""

    def unchecked_folder(folder: Path, _: object = None) -> tuple[Facts, tuple[Problem, ...]]:
        return read(folder)[0], ()

    monkeypatch.setattr(inputs, "check_folder", unchecked_folder)


@pytest.fixture
def url(server: Server) -> str:
    """A database with nothing in it."""
    return server.new_database()


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The cache folder of another machine."""
    return tmp_path / "other cache"


@pytest.fixture
def asked(data: Path, cache: Path, url: str) -> KnowledgeBase:
    """The store as it was before anything changed."""
    return open_store(data, cache, url)
