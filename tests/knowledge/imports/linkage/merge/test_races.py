"""Races of an archive: their own, or those of curators."""

from knowledge.models.facts import CoverageKind
from tests.knowledge.imports.linkage.merge.imports import ELSEWHERE, NEW_RACE, Imports


def test_a_race_and_people_of_their_own(imports: Imports) -> None:
    imports.take(
        f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,PB",
        f"{ELSEWHERE}Nils Dal,Dal,NOR,2000,2,3:51.20,,",
    )
    race = imports.kb().race(NEW_RACE)
    assert [(line.entered[0].id, line.place) for line in race.results] == [("olav-berg", 1), ("nils-dal", 2)]
    assert race.results[0].notes == ("PB",)
    assert race.head.city.name == "Oslovik"
    assert race.head.coverage.kind is CoverageKind.PARTIAL
    assert race.head.sources == ("results-csv",)
