"""What stays of the curated facts while imports are linked: everything to compare, and no more."""

from pathlib import Path

from knowledge.curation import read
from knowledge.imports.linkage.merge import curated_evidence
from knowledge.imports.linkage.people import curated_key


def test_every_result_and_every_spelling_is_kept_to_compare(invented: Path) -> None:
    facts, _ = read(invented)
    evidence = curated_evidence(facts)
    for race in facts.races:
        kept = [(one.place, one.mark, one.status) for one in evidence.results[race.id]]
        assert kept == [(one.place, one.mark and one.mark.text, one.status) for one in race.results]
    for athlete in facts.athletes:
        names = (athlete.name, *(name.text for name in athlete.names))
        assert evidence.spellings[curated_key(athlete.id)] == names
    assert {person.key for person in evidence.people} == evidence.spellings.keys()


def test_athletes_and_rows_of_races_are_let_go(invented: Path) -> None:
    facts, _ = read(invented)
    kept = curated_evidence(facts).facts
    assert facts.athletes
    assert not kept.athletes
    assert any(race.results for race in facts.races)
    assert not any(race.results for race in kept.races)
    assert [race.id for race in kept.races] == [race.id for race in facts.races]
    assert kept.editions == facts.editions
