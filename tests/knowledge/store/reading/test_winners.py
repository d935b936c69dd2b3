"""The winners of races."""

from knowledge.models.base import RaceId
from knowledge.store import KnowledgeBase


def test_the_winners_of_races_come_newest_first(kb: KnowledgeBase) -> None:
    races = [RaceId(f"harbour-mile-{year}-men-mile-final") for year in (2022, 2024, 2023)]
    found = kb.winners(races)
    assert [(one.head.edition.year, one.result.place) for one in found] == [(2024, 1), (2023, 1), (2022, 1)]
    assert [one.result for one in kb.winners(races[1:2])] == [kb.race(races[1]).results[0]]


def test_no_races_have_no_winners(kb: KnowledgeBase) -> None:
    assert kb.winners([RaceId("nowhere-2020-women-100m-final")]) == ()
    assert kb.winners([]) == ()
