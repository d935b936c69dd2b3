"""What the knowledge base counts of itself."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from knowledge.curation import Facts, read
from knowledge.models.base import (
    DisciplineId,
)
from knowledge.models.facts import CoverageKind, Tier
from knowledge.store import KnowledgeBase, Tables


@pytest.fixture(scope="module")
def facts(invented: Path) -> Facts:
    return read(invented)[0]


def test_about_counts_what_there_is(kb: KnowledgeBase, facts: Facts) -> None:
    about = kb.about()
    assert len(about.version) == 16
    assert (about.first_race, about.last_race) == (date(1936, 2, 16), date(2024, 6, 15))
    assert about.counts.model_dump() == {
        "athletes": len(facts.athletes),
        "competitions": len(facts.competitions),
        "editions": len(facts.editions),
        "races": len(facts.races),
        "results": sum(len(race.results) for race in facts.races),
        "sources": len(facts.sources),
        "spellings": sum(len(athlete.names) for athlete in facts.athletes),
    }


def test_source_counts_are_those_of_the_facts(kb: KnowledgeBase, facts: Facts) -> None:
    counted = {
        one.source: (one.races, one.results, one.spellings, one.publisher) for one in kb.source_counts()
    }
    for source in facts.sources:
        resting = [
            race.id
            for race in facts.races
            for one in race.results
            if source.id in (one.sources or race.sources)
        ]
        whole = {race.id for race in facts.races if source.id in race.sources}
        spellings = [
            name for athlete in facts.athletes for name in athlete.names if source.id in name.sources
        ]
        expected = (len(whole | set(resting)), len(resting), len(spellings), source.publisher)
        assert counted.pop(source.id) == expected
    assert not counted


def test_coverage_counts_the_races_of_each_discipline_and_the_whole_ones(kb: KnowledgeBase) -> None:
    covered = {one.discipline.id: (one.races, one.complete) for one in kb.coverage()}
    assert covered[DisciplineId("mile")] == (4, 2)
    assert covered[DisciplineId("800m")] == (3, 0), "the first eight, the podium and a part"
    assert DisciplineId("3000m") not in covered


def test_families_are_championships_and_tiers_of_meetings_with_their_reach(kb: KnowledgeBase) -> None:
    shown = [
        (
            str(one.competition.id if one.competition else one.tier),
            one.editions,
            one.first,
            one.last,
            one.finals,
        )
        for one in kb.families()
    ]
    assert ("northern-games", 1, 2020, 2020, 4) in shown
    assert ("diamond-league", 2, 2022, 2023, 3) in shown
    assert shown.index(("diamond-league-final", 1, 2024, 2024, 3)) < shown.index(
        ("diamond-league", 2, 2022, 2023, 3)
    )
    finals = [family[-1] for family in shown]
    assert finals == sorted(finals, reverse=True)


def test_the_fullest_editions_have_the_most_complete_finals(kb: KnowledgeBase) -> None:
    shown = [(str(one.head.edition.id), one.finals) for one in kb.fullest_editions()]
    assert shown[0] == ("fjord-championships-2022", 4)
    assert "lantern-games-1936" not in dict(shown), "of its final the first eight are known"


def test_sources_of_as_many_results_are_in_the_order_of_races_then_ids(kb: KnowledgeBase) -> None:
    arrays = kb.tables.arrays
    equal = {**arrays, "source_tally.results": np.full_like(arrays["source_tally.results"], 5)}
    found = [(-one.races, one.source) for one in KnowledgeBase(Tables(equal)).source_counts()]
    assert found == sorted(found)
    assert found[0] == (-6, "northern-games-results")


@pytest.mark.parametrize(
    ("later", "first"), [(1, "z-games-2024"), (-1, "a-meeting-2024"), (0, "a-meeting-2024")]
)
def test_of_editions_with_as_many_finals_the_newest_comes_first(
    tiny: KnowledgeBase, later: int, first: str
) -> None:
    arrays = {**tiny.tables.arrays}
    arrays["race.coverage"] = np.full(2, [*CoverageKind].index(CoverageKind.COMPLETE), np.int8)
    arrays["edition.start_date"] = arrays["edition.start_date"] + np.array([0, later])
    fullest = KnowledgeBase(Tables(arrays)).fullest_editions()
    assert [one.finals for one in fullest] == [1, 1]
    assert fullest[0].head.edition.id == first


def test_editions_of_imported_lists_are_of_no_family(tiny: KnowledgeBase) -> None:
    assert len(tiny.families()) == 2
    arrays = {**tiny.tables.arrays, "edition.recovered": np.array([1, 0], np.int8)}
    assert [one.tier for one in KnowledgeBase(Tables(arrays)).families()] == [Tier.OLYMPIC_GAMES]
