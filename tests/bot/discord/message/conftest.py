"""The invented and the curated knowledge base."""

from pathlib import Path

import pytest

from knowledge.curation import DATA
from knowledge.store import KnowledgeBase, open_store


@pytest.fixture(scope="package")
def kb(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return open_store(invented, tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="package")
def curated(curated_cache: Path) -> KnowledgeBase:
    return open_store(DATA, curated_cache)
