"""What is read back of single things is what their files hold."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.curation import Facts, read
from knowledge.models.base import (
    AthleteId,
    CityId,
    CompetitionId,
    DisciplineId,
    EditionId,
    NationId,
    RaceId,
    SourceId,
)
from knowledge.models.facts import Race, Result
from knowledge.models.records import RaceRecord, ResultLine, TeamLine
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


def test_races_come_back_as_they_were_written(kb: KnowledgeBase, facts: Facts) -> None:
    for race in facts.races:
        assert _as_written(kb.race(race.id)) == _with_all_sources(race)


def _with_all_sources(race: Race) -> Race:
    results = (one.model_copy(update={"sources": one.sources or race.sources}) for one in race.results)
    return race.model_copy(update={"results": tuple(results)})


def _as_written(record: RaceRecord) -> Race:
    head = record.head
    assert head.edition.competition == head.competition.id
    assert (head.edition.city, head.city.nation) == (head.city.id, head.nation.id)
    return Race(
        id=head.id,
        edition=head.edition.id,
        discipline=head.discipline.id,
        category=head.category,
        round=head.round,
        heat=head.heat,
        date=head.date,
        venue=head.venue if head.venue != head.edition.venue else None,
        coverage=head.coverage,
        sources=head.sources,
        results=tuple(
            Result(
                athlete=line.athlete.id if isinstance(line, ResultLine) else None,
                nation=line.nation.id,
                team=line.team if isinstance(line, TeamLine) else None,
                members=tuple(one.id for one in line.members) if isinstance(line, TeamLine) else (),
                place=line.place,
                mark=line.mark,
                status=line.status,
                notes=line.notes,
                sources=line.sources,
                wind_mps=line.wind_mps,
                superseded=line.superseded,
            )
            for line in record.results
        ),
        wind_mps=head.wind_mps,
        claims=record.claims,
        note=head.note,
    )


def test_places_come_before_results_without_one(kb: KnowledgeBase) -> None:
    mile = kb.race(RaceId("harbour-mile-2024-men-mile-final"))
    assert [line.place for line in mile.results] == [1, 2, 3, 4, 5, 6, None, None, None]


def test_the_nation_of_a_result_is_not_that_of_the_athlete(kb: KnowledgeBase) -> None:
    line = kb.race(RaceId("harbour-mile-2023-men-mile-final")).results[-1]
    assert (line.nation.id, line.entered[0].nation.id) == ("ART", "SUI")


def test_printed_are_the_spellings_of_the_sources_of_the_result(kb: KnowledgeBase) -> None:
    mile = kb.race(RaceId("harbour-mile-2024-men-mile-final"))
    printed = {
        line.athlete.id: [name.text for name in line.printed]
        for line in mile.results
        if isinstance(line, ResultLine)
    }
    assert printed[AthleteId("samuel-tadele")] == ["Samwel Tadele"]
    assert printed[AthleteId("daniel-okoro")] == []
    # His results name one of the two papers that spell him otherwise.
    assert printed[AthleteId("youssef-el-hadri")] == ["Hadri"]
    # Where a result names no sources, those of the race count.
    steeple = kb.race(RaceId("harbour-mile-2023-men-3000msc-final"))
    first = steeple.results[0]
    assert isinstance(first, ResultLine)
    assert [name.text for name in first.printed] == ["Samwel Tadele"]


def test_sources_come_in_the_order_asked_for(kb: KnowledgeBase) -> None:
    ids = [SourceId("northern-games-results"), SourceId("harbour-lists-2023")]
    assert [source.id for source in kb.sources(ids)] == ids


def test_about_counts_what_there_is(kb: KnowledgeBase, facts: Facts) -> None:
    about = kb.about()
    assert len(about.version) == 16
    assert (about.first_race, about.last_race) == (date(2021, 7, 9), date(2024, 6, 15))
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


def test_several_athletes_are_who_each_of_them_is(kb: KnowledgeBase) -> None:
    ids = [AthleteId(name) for name in ("ben-harrow", "daniel-okoro", "ben-harrow")]
    for _ in range(2):  # read, and remembered
        assert kb.athlete_refs(ids) == {one: kb.athlete_ref(one) for one in ids}
    assert kb.athlete_refs([]) == {}


def test_unknown_ids_are_faults(kb: KnowledgeBase) -> None:
    with pytest.raises(KeyError, match="nobody"):
        kb.athlete(AthleteId("nobody"))
    with pytest.raises(KeyError):
        kb.athlete_ref(AthleteId("nobody"))
    with pytest.raises(KeyError, match="nobody"):
        kb.athlete_refs([AthleteId("ben-harrow"), AthleteId("nobody")])
    with pytest.raises(KeyError):
        kb.performances(AthleteId("nobody"))
    with pytest.raises(KeyError):
        kb.race(RaceId("no-race"))
    with pytest.raises(KeyError):
        kb.city(CityId("nowhere"))
    with pytest.raises(KeyError):
        kb.competition(CompetitionId("none"))
    with pytest.raises(KeyError):
        kb.edition(EditionId("none"))
    with pytest.raises(KeyError):
        kb.discipline(DisciplineId("none"))
    with pytest.raises(KeyError):
        kb.nation(NationId("XXX"))
    with pytest.raises(KeyError):
        kb.sources([SourceId("none")])


@pytest.mark.parametrize(
    ("kind", "thing"),
    [
        ("athlete", "tomas-arvell"),
        ("competition", "harbour-mile"),
        ("edition", "harbour-mile-2024"),
        ("city", "vallorne"),
        ("venue", "Elm Stadion"),
        ("discipline", "mile"),
        ("nation", "ART"),
        ("race", "harbour-mile-2024-men-mile-final"),
    ],
)
def test_has_knows_what_there_is(kb: KnowledgeBase, kind: str, thing: str) -> None:
    assert kb.has(kind, thing)
    assert not kb.has(kind, f"{thing}-not")


def test_coverage_counts_the_races_of_each_discipline_and_the_whole_ones(kb: KnowledgeBase) -> None:
    covered = {one.discipline.id: (one.races, one.complete) for one in kb.coverage()}
    assert covered[DisciplineId("mile")] == (4, 2)
    assert DisciplineId("3000m") not in covered
