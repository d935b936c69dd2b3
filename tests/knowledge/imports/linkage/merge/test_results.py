"""Results of races that several sources have: agreeing, differing, added."""

from knowledge.models.claim import ClaimStatus
from knowledge.models.facts import Status
from tests.knowledge.imports.linkage.merge.imports import ELSEWHERE, HARBOUR, MILE, NEW_RACE, Imports


def test_rows_that_may_be_of_two_races_are_no_meeting(imports: Imports) -> None:
    imports.take(
        f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,",
        f"{ELSEWHERE}Nils Dal,Dal,NOR,2000-01-05,1,3:51.20,,",
    )
    race = imports.kb().race(NEW_RACE)
    assert [line.place for line in race.results] == [None, None]
    assert race.head.note is not None


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


def test_a_curated_race_met_again_agrees_differs_and_grows(imports: Imports) -> None:
    before = imports.kb().race(MILE)
    imports.take(
        f"{HARBOUR}Tomas Arvell,Arvell,NOR,1998-03-04,1,3:49.11,,",
        f"{HARBOUR}Daniel Okoro,Okoro,NGR,1997-11-20,3,3:50.20,,",
        f"{HARBOUR}Olav Berg,Berg,NOR,1999-02-03,7,3:58.00,,",
    )
    after = imports.kb().race(MILE)
    assert [line for line in after.results if line.entered[0].id != "olav-berg"] == list(before.results)
    (added,) = [line for line in after.results if line.entered[0].id == "olav-berg"]
    assert (added.place, added.sources) == (7, ("results-csv",))
    (claim,) = [claim for claim in after.claims if claim not in before.claims]
    assert (claim.status, claim.athletes) == (ClaimStatus.UNRESOLVED, ("daniel-okoro",))
    assert "3:50.20, not 3:50.02" in claim.sayings[0].says


def test_an_athlete_who_did_not_finish_has_no_place_whatever_the_row_says(imports: Imports) -> None:
    imports.take(f"{HARBOUR}Olav Berg,Berg,NOR,1999-02-03,7,,DNF,")
    (added,) = [line for line in imports.kb().race(MILE).results if line.entered[0].id == "olav-berg"]
    assert (added.status, added.place) == (Status.DNF, None)
