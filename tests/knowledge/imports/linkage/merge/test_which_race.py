"""Which race, meeting and place outside rows are of, and which of them are shown."""

from knowledge.models.base import AthleteId, RaceId
from knowledge.models.facts import CoverageKind, Tier
from knowledge.models.filter import RaceFilter
from knowledge.models.records import TeamLine
from tests.knowledge.imports.linkage.merge.imports import ELSEWHERE, NEW_RACE, Imports


def test_rows_that_may_be_of_two_races_are_no_meeting(imports: Imports) -> None:
    imports.take(
        f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,",
        f"{ELSEWHERE}Nils Dal,Dal,NOR,2000-01-05,1,3:51.20,,",
    )
    race = imports.kb().race(NEW_RACE)
    assert [line.place for line in race.results] == [None, None]
    assert race.head.note is not None


def test_races_of_two_winds_are_no_meeting(imports: Imports) -> None:
    sprint = ELSEWHERE.replace("mile", "100m")
    imports.take(
        f"{sprint}Olav Berg,Berg,NOR,1999-02-03,1,10.20,,,+1.2",
        f"{sprint}Nils Dal,Dal,NOR,2000-01-05,2,10.30,,,-0.4",
        more=",race_wind",
    )
    kb = imports.kb()
    assert kb.meetings(AthleteId("olav-berg"), AthleteId("nils-dal")) == ()
    (performance,) = kb.performances(AthleteId("olav-berg"))
    assert performance.head.wind_mps == "+1.2"


def test_relays_are_of_teams(imports: Imports) -> None:
    relay = '2024-07-01,"Fjord Park, Oslovik (NOR)",4x100m-relay,men,final,,,,'
    imports.take(
        f"{relay}NOR,,1,38.50,,,Norway",
        f"{relay}GBR,,2,38.60,,,Fjord Harriers",
        f"{relay}INT,,3,38.70,,,All Stars",
        more=",team",
    )
    kb = imports.kb()
    race = kb.race(RaceId("2024-07-01-fjord-park-oslovik-nor-men-4x100m-relay-final"))
    teams = [line for line in race.results if isinstance(line, TeamLine)]
    assert [(line.nation.id, line.team, line.place) for line in teams] == [
        ("NOR", None, 1),
        ("GBR", "Fjord Harriers", 2),
    ]
    merged = kb.about().merged
    assert merged is not None
    assert [(hidden.why, hidden.rows) for hidden in merged.hidden] == [("a team of no one nation", 1)]


def test_somebody_twice_in_a_race_is_there_once(imports: Imports) -> None:
    imports.take(
        f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,,first",
        f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,,again",
        more=",key",
    )
    (line,) = imports.kb().race(NEW_RACE).results
    assert line.place == 1


def test_a_second_row_of_somebody_where_there_may_be_two_races_is_counted(imports: Imports) -> None:
    imports.take(
        f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,,first",
        f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,3,3:52.00,,,second",
        f"{ELSEWHERE}Nils Dal,Dal,NOR,2000-01-05,1,3:51.20,,,third",
        more=",key",
    )
    kb = imports.kb()
    assert len(kb.race(NEW_RACE).results) == 2
    merged = kb.about().merged
    assert merged is not None
    assert merged.mixed == 1
    assert [hidden.rows for hidden in merged.hidden] == [1]


def test_a_part_of_a_combined_event_is_no_race_of_that_event(imports: Imports) -> None:
    imports.take(f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,combined event")
    assert not imports.kb().has("race", NEW_RACE)


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


def test_indoor_results_say_so(imports: Imports) -> None:
    imports.take(f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,,yes", more=",indoor")
    (performance,) = imports.kb().performances(AthleteId("olav-berg"))
    assert performance.result.notes == ("i",)


def test_a_list_of_best_marks_is_cut_off_at_its_last(imports: Imports) -> None:
    venue = '"Fjord Park, Oslovik (NOR)",01 JUL 2024'
    imports.take_list(
        "one-mile.csv",
        f"0,1,3:50.00,Olav BERG,03 FEB 1999,NOR,1,{venue},1200",
        f"1,2,3:55.50,Nils DAL,05 MAR 2000,NOR,2,{venue},1150",
    )
    coverage = imports.kb().race(NEW_RACE).head.coverage
    assert (coverage.kind, coverage.limit) == (CoverageKind.CUT_OFF, "3:55.50")
