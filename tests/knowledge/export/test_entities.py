"""Entities leave as they are read one by one, in any number of batches."""

from pathlib import Path

from knowledge.curation import read
from knowledge.export.entities import all_entities
from knowledge.models.facts import Athlete, Race
from knowledge.store import KnowledgeBase


def test_things_are_what_is_read_one_by_one(imported: KnowledgeBase) -> None:
    things = list(all_entities(imported))
    counts = imported.about().counts
    athletes = [thing for thing in things if isinstance(thing, Athlete)]
    assert athletes == [imported.athlete(athlete.id) for athlete in athletes]
    assert len(athletes) == counts.athletes
    races = [thing for thing in things if isinstance(thing, Race)]
    assert len(races) == counts.races
    assert sum(len(race.results) for race in races) == counts.results
    for race in races:
        record = imported.race(race.id)
        assert race.claims == record.claims
        assert sorted(str(result.mark) for result in race.results) == sorted(
            str(line.mark) for line in record.results
        )


def test_what_the_files_say_leaves_with_the_races(imported: KnowledgeBase, invented: Path) -> None:
    facts, _ = read(invented)
    left = {thing.id: thing for thing in all_entities(imported) if isinstance(thing, Race)}
    for race in facts.races:
        bare = [result.model_copy(update={"sources": ()}) for result in race.results]
        out = left[race.id]
        assert out.date == race.date
        assert out.coverage == race.coverage
        assert [result.model_copy(update={"sources": ()}) for result in out.results] == bare
