"""Stores to test on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.store import KnowledgeBase
from knowledge.store.build.write import compile_facts
from knowledge.store.database import reading_engine
from tests.knowledge.store.facts import tiny_facts


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[KnowledgeBase]:
    """The facts of `tiny_facts`, compiled."""
    compile_facts(tiny_facts(), tmp_path / "tiny.sqlite")
    kb = KnowledgeBase(reading_engine(tmp_path / "tiny.sqlite"))
    yield kb
    kb.close()
