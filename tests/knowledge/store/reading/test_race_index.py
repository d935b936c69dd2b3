"""Races are found by every kind of place they are at; the index of a knowledge base is made once."""

from datetime import date

import pytest

from knowledge.models.facts import Round
from knowledge.store import KnowledgeBase, RaceIndex
from tests.knowledge.questions.made import SHOT, head

OLD, NEW, HEAT = head("2023-06-01"), head("2024-06-01"), head("2023-07-01", round_=Round.HEAT)
OTHER = head("2024-06-02", discipline=SHOT)
INDEX = RaceIndex((OTHER, NEW, HEAT, OLD))


@pytest.mark.parametrize("kind", ["competition", "city", "nation", "tier"])
def test_races_of_one_place_are_found_by_it(kind: str) -> None:
    ids = {
        "competition": OLD.competition.id,
        "city": OLD.city.id,
        "nation": OLD.nation.id,
        "tier": OLD.edition.tier,
    }
    assert {race.id for race in INDEX.at([(kind, ids[kind])])} == {one.id for one in (OLD, NEW, HEAT, OTHER)}
    assert not list(INDEX.at([(kind, "nowhere")]))


def test_only_the_races_of_the_edition_are_found_by_it() -> None:
    assert list(INDEX.at([("edition", NEW.edition.id)])) == [NEW]


def test_a_race_is_found_by_its_venue() -> None:
    indoors = NEW.model_copy(update={"venue": "Fjord Hall"})
    assert list(RaceIndex((indoors, OLD)).at([("venue", "Fjord Hall")])) == [indoors]


def test_a_race_at_several_of_the_places_comes_once() -> None:
    assert list(INDEX.at([("edition", NEW.edition.id), ("edition", NEW.edition.id)])) == [NEW]


def test_finals_are_counted_by_discipline_without_heats() -> None:
    assert INDEX.finals == {OLD.discipline.id: 2, SHOT.id: 1}


def test_the_index_of_a_knowledge_base_has_its_curated_races_and_is_made_once(kb: KnowledgeBase) -> None:
    index = kb.curated_races()
    assert kb.curated_races() is index
    assert index.heads
    assert all(race.curated for race in index.heads)
    assert [race.date for race in index.heads] == sorted((race.date for race in index.heads), reverse=True)
    assert index.heads[0].date > date(2000, 1, 1)
