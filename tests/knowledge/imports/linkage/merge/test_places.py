"""The place and the competition of a race that no curator wrote down."""

from knowledge.models.base import RaceId
from knowledge.models.facts import Tier
from knowledge.models.filter import RaceFilter
from tests.knowledge.imports.linkage.merge.imports import ELSEWHERE, NEW_RACE, Imports


def test_places_that_are_new_are_found_by_their_names(imports: Imports) -> None:
    imports.take(f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,")
    kb = imports.kb()
    named = {(entry.kind, entry.text) for entry in kb.name_entries()}
    assert {("city", "Oslovik"), ("venue", "Fjord Park"), ("athlete", "Olav Berg")} <= named
    (head,) = kb.races(RaceFilter(venues=("Fjord Park",)))
    assert head.id == NEW_RACE
    assert not head.curated
    assert not head.edition_curated


def test_a_race_at_no_curated_edition_is_of_the_competition_that_its_row_names(imports: Imports) -> None:
    open_ = f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,,Oslovik Open"
    imports.take(
        open_,
        open_.replace("mile", "5000m").replace("3:50.00", "13:50.00").replace("07-01", "07-02"),
        open_.replace("2024", "2023"),
        open_.replace("Fjord Park, Oslovik", "Hill Park, Nordhamn").replace("07-01", "07-03"),
        f"{ELSEWHERE.replace('07-01', '08-01')}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,,Harbour Mile",
        more=",competition",
    )
    kb = imports.kb()
    editions = {head.id: (head.edition.id, head.competition.name) for head in kb.races(RaceFilter())}
    first = editions[NEW_RACE]
    assert first == ("oslovik-open-2024-oslovik-nor", "Oslovik Open")
    assert editions[RaceId("2024-07-02-fjord-park-oslovik-nor-men-5000m-final")] == first
    edition = kb.race(NEW_RACE).head.edition
    assert (edition.tier, str(edition.start), str(edition.end)) == (Tier.OTHER, "2024-07-01", "2024-07-02")
    assert editions[RaceId(NEW_RACE.replace("2024", "2023"))][0] == "oslovik-open-2023-oslovik-nor"
    assert "oslovik-open-2024-nordhamn-nor" in {edition for edition, _ in editions.values()}
    assert editions[RaceId(NEW_RACE.replace("07-01", "08-01"))] == (
        "harbour-mile-2024-oslovik-nor",
        "Harbour Mile Meeting",
    )
    assert ("competition", "Oslovik Open") in {(entry.kind, entry.text) for entry in kb.name_entries()}


def test_a_competition_that_one_source_names_is_that_of_the_race_of_another(imports: Imports) -> None:
    imports.take_list(
        "one-mile.csv",
        '0,1,3:50.00,Olav BERG,03 FEB 1999,NOR,1,"Fjord Park, Oslovik (NOR)",01 JUL 2024,1200',
    )
    imports.take(f"{ELSEWHERE}Nils Dal,Dal,NOR,2000-01-05,2,3:51.20,,,Oslovik Open", more=",competition")
    assert imports.kb().race(NEW_RACE).head.competition.name == "Oslovik Open"


def test_a_curated_city_is_that_of_the_state_before_too(imports: Imports) -> None:
    rows = [ELSEWHERE.replace("Oslovik (NOR)", place) for place in ("Brennan (ENG)", "Brennan (CHN)")]
    imports.take(*(f"{row}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,," for row in rows))
    cities = {head.city.id for head in imports.kb().races(RaceFilter(venues=("Fjord Park",)))}
    assert cities == {"port-brennan", "brennan-chn"}
