"""The invented knowledge base, opened once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.names import NameIndex
from knowledge.questions.parse import name_index
from knowledge.store import KnowledgeBase, open_store
from tests.knowledge.asking import Asker
from tests.postgres import Server, running_server


@pytest.fixture(scope="session")
def kb(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """The invented facts, compiled."""
    return open_store(invented, tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def index(kb: KnowledgeBase) -> NameIndex:
    """Every name in them."""
    return name_index(kb)


@pytest.fixture
def ask(kb: KnowledgeBase, index: NameIndex) -> Asker:
    """From a text to its card."""
    return Asker(kb, index)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server, one for all tests that don't stop it."""
    with running_server() as started:
        yield started
