"""Entities come back as their files have them."""

from pathlib import Path

import pytest

from knowledge.curation import Facts, read
from knowledge.store import KnowledgeBase


@pytest.fixture(scope="module")
def facts(invented: Path) -> Facts:
    return read(invented)[0]


def test_everything_but_races_comes_back_as_it_was_written(kb: KnowledgeBase, facts: Facts) -> None:
    assert tuple(kb.nation(nation.id) for nation in facts.nations) == facts.nations
    assert tuple(kb.city(city.id) for city in facts.cities) == facts.cities
    assert tuple(kb.discipline(discipline.id) for discipline in facts.disciplines) == facts.disciplines
    assert tuple(kb.competition(one.id) for one in facts.competitions) == facts.competitions
    assert tuple(kb.edition(edition.id) for edition in facts.editions) == facts.editions
    assert tuple(kb.athlete(athlete.id) for athlete in facts.athletes) == facts.athletes
