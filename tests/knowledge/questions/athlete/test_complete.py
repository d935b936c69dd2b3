"""Completion of an athlete: from the beginning of any name."""

import pytest

from knowledge.names import NameIndex
from knowledge.store import KnowledgeBase
from tests.knowledge.questions.completing import texts


@pytest.mark.parametrize("typed", ["tom", "arv", "tomas a", "ARV", "harbour ma"])
def test_an_athlete_from_the_beginning_of_any_name(kb: KnowledgeBase, index: NameIndex, typed: str) -> None:
    assert texts(kb, index, "athlete", typed)[0] == "/athlete tomas-arvell"
