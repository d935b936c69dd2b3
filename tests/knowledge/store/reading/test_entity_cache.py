"""Entities by id, in the order asked for."""

from knowledge.models.base import (
    AthleteId,
    SourceId,
)
from knowledge.store import KnowledgeBase


def test_sources_come_in_the_order_asked_for(kb: KnowledgeBase) -> None:
    ids = [SourceId("northern-games-results"), SourceId("harbour-lists-2023")]
    assert [source.id for source in kb.sources(ids)] == ids


def test_several_athletes_are_who_each_of_them_is(kb: KnowledgeBase) -> None:
    ids = [AthleteId(name) for name in ("ben-harrow", "daniel-okoro", "ben-harrow")]
    for _ in range(2):  # read, and remembered
        assert kb.athlete_refs(ids) == {one: kb.athlete_ref(one) for one in ids}
    assert kb.athlete_refs([]) == {}
