"""One store, many threads."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from knowledge.models.base import AthleteId
from knowledge.models.filter import RaceFilter
from knowledge.store import KnowledgeBase, open_store


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
    fresh.close()
    for number, (performances, race) in enumerate(answers):
        assert performances == kb.performances(athletes[number % len(athletes)])
        assert race == kb.race(races[number % len(races)])
