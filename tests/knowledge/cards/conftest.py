"""Asking and reading cards."""

import pytest

from knowledge.names import NameIndex
from knowledge.store import KnowledgeBase
from tests.knowledge.cards.asking import Asker


@pytest.fixture
def ask(kb: KnowledgeBase, index: NameIndex) -> Asker:
    """From a text to its card."""
    return Asker(kb, index)
