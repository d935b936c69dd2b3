"""The invented and the curated knowledge base."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.curation import DATA
from knowledge.store import KnowledgeBase, open_store


@pytest.fixture(scope="package")
def kb(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    opened = open_store(invented, tmp_path_factory.mktemp("cache"))
    yield opened
    opened.close()


@pytest.fixture(scope="package")
def curated(curated_cache: Path) -> Iterator[KnowledgeBase]:
    opened = open_store(DATA, curated_cache)
    yield opened
    opened.close()
