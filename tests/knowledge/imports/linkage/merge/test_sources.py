"""Which rows of a source are shown, and what their races are like."""

from knowledge.models.base import AthleteId, RaceId
from knowledge.models.facts import CoverageKind
from knowledge.models.records import TeamLine
from tests.knowledge.imports.linkage.merge.imports import ELSEWHERE, NEW_RACE, Imports


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


def test_a_part_of_a_combined_event_is_no_race_of_that_event(imports: Imports) -> None:
    imports.take(f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,combined event")
    assert not imports.kb().has("race", NEW_RACE)


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
