"""Races are found by every kind of place they are at; a knowledge base reads its curated races once."""

import pytest

from knowledge.models.base import Steps
from knowledge.models.facts import Round
from knowledge.store import KnowledgeBase
from knowledge.store.reading.race_index import RaceIndex
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


def test_a_knowledge_base_reads_its_curated_races_once(kb: KnowledgeBase) -> None:
    races = list(kb.curated_races())
    assert kb.curated_races() is kb.curated_races()
    assert races
    assert all(race.curated for race in races)
    assert [race.date for race in races] == sorted((race.date for race in races), reverse=True)
    assert sum(kb.curated_finals().values()) == sum(race.round is Round.FINAL for race in races)


def test_races_at_a_place_cost_fewer_steps_than_all(kb: KnowledgeBase) -> None:
    spent = []
    city = next(iter(kb.curated_races())).city.id
    for places in (None, [("city", city)], [("city", "nowhere")]):
        steps = Steps(1_000)
        kb.counted(steps).curated_races(places)
        spent.append(steps.spent)
    assert spent == sorted(spent, reverse=True)
    assert spent[0] > spent[1]
    assert spent[2] == 0
