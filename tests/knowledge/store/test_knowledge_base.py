"""The knowledge base: unknown ids are faults, and threads share it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from knowledge.models.base import (
    AthleteId,
    CityId,
    CompetitionId,
    DisciplineId,
    EditionId,
    NationId,
    RaceId,
    SourceId,
    Steps,
)
from knowledge.models.errors import TooManyStepsError
from knowledge.models.filter import RaceFilter
from knowledge.store import KnowledgeBase, open_store


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


def test_threads_get_the_answers_that_one_alone_gets(
    kb: KnowledgeBase, invented: Path, tmp_path: Path
) -> None:
    athletes = [AthleteId(entry.id) for entry in kb.name_entries() if entry.kind == "athlete"]
    races = [head.id for head in kb.races(RaceFilter())]
    fresh = open_store(invented, tmp_path)  # nothing in memory yet: the threads fill it together

    def ask(number: int) -> tuple[object, object]:
        athlete, race = athletes[number % len(athletes)], races[number % len(races)]
        return fresh.performances(athlete), fresh.race(race)

    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(ask, range(200)))
    for number, (performances, race) in enumerate(answers):
        assert performances == kb.performances(athletes[number % len(athletes)])
        assert race == kb.race(races[number % len(races)])


ONE, OTHER = AthleteId("ben-harrow"), AthleteId("daniel-okoro")


@pytest.mark.parametrize(
    "query",
    [
        lambda kb: kb.races(RaceFilter()),
        lambda kb: kb.race_ids(RaceFilter()),
        lambda kb: kb.podium(RaceId("harbour-mile-2024-men-mile-final")),
        lambda kb: kb.encounters(ONE, [OTHER]),
        lambda kb: kb.meeting_counts([ONE], [OTHER]),
        lambda kb: kb.shared_races([ONE], [OTHER]),
        lambda kb: kb.rivals(ONE, 5),
        lambda kb: kb.disciplines_of([ONE]),
        lambda kb: kb.athletes_in(RaceFilter(), [ONE]),
    ],
)
def test_a_query_over_many_rows_spends_steps_each_time(
    kb: KnowledgeBase, query: Callable[[KnowledgeBase], object]
) -> None:
    steps = Steps(10**6)
    query(kb.counted(steps))
    once = steps.spent
    query(kb.counted(steps))
    assert steps.spent == 2 * once > 0
    with pytest.raises(TooManyStepsError):
        query(kb.counted(Steps(0)))
