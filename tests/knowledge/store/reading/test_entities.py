"""Entities: in the order asked for, and as their files have them, whatever was read before."""

from pathlib import Path

import numpy as np
import pytest

from knowledge.curation import Facts, read
from knowledge.models.base import AthleteId, SourceId
from knowledge.models.facts import Status
from knowledge.models.filter import RaceFilter
from knowledge.store import Entities, KnowledgeBase, Tables, open_store
from knowledge.store.reading import entities


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


def test_sources_come_in_the_order_asked_for(kb: KnowledgeBase) -> None:
    ids = [SourceId("northern-games-results"), SourceId("harbour-lists-2023")]
    assert [source.id for source in kb.sources(ids)] == ids


def test_several_athletes_are_who_each_of_them_is(kb: KnowledgeBase) -> None:
    ids = [AthleteId(name) for name in ("ben-harrow", "daniel-okoro", "ben-harrow")]
    for _ in range(2):  # read, then cached
        assert kb.athlete_refs(ids) == {one: kb.athlete_ref(one) for one in ids}
    assert kb.athlete_refs([]) == {}


@pytest.mark.parametrize("heads_first", [True, False])
def test_places_are_whole_whether_or_not_heads_were_read_before(
    heads_first: bool, invented: Path, tmp_path: Path
) -> None:
    facts, _ = read(invented)
    assert any(edition.gaps for edition in facts.editions)
    kb = open_store(invented, tmp_path)
    if heads_first:
        kb.races(RaceFilter())
    assert {one.id: kb.edition(one.id) for one in facts.editions} == {one.id: one for one in facts.editions}
    assert [kb.competition(one.id) for one in facts.competitions] == list(facts.competitions)
    assert [kb.city(one.id) for one in facts.cities] == list(facts.cities)
    heads = kb.races(RaceFilter())
    assert not any(head.edition.gaps or head.edition.events for head in heads), "heads have short editions"
    assert [kb.edition(one.id) for one in facts.editions] == list(facts.editions)


def test_a_cache_starts_again_where_it_is_full() -> None:
    made = entities.RowCache(str, room=3)
    assert [made[row] for row in (*range(9), 8)] == [str(row) for row in (*range(9), 8)]
    assert set(made) == {6, 7, 8}


@pytest.mark.parametrize("status", Status)
def test_who_started_for_a_place_competed(status: Status, tiny: KnowledgeBase) -> None:
    code = np.full(2, [*Status].index(status), np.int8)
    competed = Entities(Tables({**tiny.tables.arrays, "result.status": code})).competed
    assert competed.tolist() == [status not in {Status.DNS, Status.OC, Status.PACEMAKER}] * 2
