"""Rows become races: ids, coverage, and one race at most in the place of a curated one."""

import pytest

from knowledge.curation import Facts
from knowledge.models.base import DisciplineId
from knowledge.models.facts import CoverageKind, Round
from knowledge.models.observation import COMBINED, SeenRace
from tests.knowledge.imports.linkage.races.samples import ELSEWHERE, MILE, one, recover_races, row


def test_another_race_is_named_by_its_date_and_venue(facts: Facts) -> None:
    race = one(facts, row(ELSEWHERE, "Ab Cole", 1, 23000))
    assert race.attached is None
    assert race.id == "2024-06-15-oakham-gbr-men-mile-final"


def test_of_two_races_that_would_be_one_the_one_with_the_stadium_is(facts: Facts) -> None:
    day = MILE._replace(venue="Port Brennan (GBR)", stadium=None)
    races = recover_races([row(day, "Ab Cole", 1, 23000), row(MILE, "Di East", 1, 23100)], facts)
    assert [race.attached is not None for race in races] == [False, True]


def test_a_heat_without_its_number_may_be_several(facts: Facts) -> None:
    heat = ELSEWHERE._replace(round=Round.HEAT)
    assert one(facts, row(heat, "Ab Cole", 1, 23000)).mixed is not None
    assert one(facts, row(heat._replace(heat=2), "Ab Cole", 1, 23000)).mixed is None


def test_coverage_ends_at_the_worst_mark_of_the_whole_list(facts: Facts) -> None:
    jump = ELSEWHERE._replace(discipline=DisciplineId("long-jump"))
    races = recover_races(
        [
            row(ELSEWHERE, "Ab Cole", 1, 23000),
            row(MILE, "Di East", 1, 23900),
            row(jump, "Ab Cole", 1, 812),
            row(jump._replace(heat=2), "Di East", 1, 790),
        ],
        facts,
    )
    assert [race.coverage.kind for race in races] == [CoverageKind.CUT_OFF] * 4
    assert [race.coverage.limit for race in races] == ["23900", "23900", "790", "790"]


def test_a_race_that_is_listed_whole_is_complete(facts: Facts) -> None:
    race = one(facts, row(MILE._replace(whole=True, key="3"), "Ab Cole", 1, 23000))
    assert race.coverage.kind is CoverageKind.COMPLETE
    assert race.id == "harbour-mile-2024-men-mile-final"


def test_races_that_only_the_source_tells_apart_stay_two(facts: Facts) -> None:
    heat = MILE._replace(whole=True, round=Round.HEAT, heat=1)
    rows = [
        row(heat._replace(key="heat 1"), "Ab Cole", 1, 230),
        row(heat._replace(key="rep 1"), "Di East", 1, 231),
    ]
    first, second = recover_races(rows, facts)
    assert first.attached is not None
    assert second.attached is not None
    assert {first.id, second.id} == {
        "harbour-mile-2024-men-mile-heat-1-heat-1",
        "harbour-mile-2024-men-mile-heat-1-rep-1",
    }


def test_a_row_that_is_a_race_of_its_own_does_not_take_the_place_of_a_curated_one(facts: Facts) -> None:
    race = one(facts, row(MILE._replace(key="row 9"), "Ab Cole", 1, 230))
    assert race.id == "harbour-mile-2024-men-mile-final-row-9"


def test_of_two_winds_the_curated_one_is_the_curated_race(facts: Facts) -> None:
    curated = next(race for race in facts.races if race.id == "harbour-mile-2024-men-mile-final")
    blown = curated.model_copy(update={"discipline": "100m", "id": "harbour-mile-2024-men-100m-final"})
    blown = blown.model_copy(update={"wind_mps": "1.2"})
    more = facts.model_copy(update={"races": (*facts.races, blown)})
    here = MILE._replace(discipline=DisciplineId("100m"))
    rows = [
        row(here._replace(wind_mps=wind), name, 1, 1010)
        for wind, name in (("+1.2", "Ab Cole"), ("-0.4", "Di East"))
    ]
    assert [race.id for race in recover_races(rows, more)] == [blown.id, f"{blown.id}-wind-minus-0-4"]


@pytest.mark.parametrize(
    ("there", "name"),
    [(MILE, "harbour-mile-2024-men-mile-final"), (ELSEWHERE, "2024-06-15-oakham-gbr-men-mile-final")],
)
def test_a_part_of_a_combined_event_leaves_the_final_its_id(facts: Facts, there: SeenRace, name: str) -> None:
    part = there._replace(key="15-mile", whole=True)
    races = recover_races(
        [
            row(there._replace(key="1-mile", whole=True), "Ab Cole", 1, 23000),
            row(part, "Di East", 1, 26000)._replace(notes=(COMBINED,)),
            row(part, "Ed Finn", 2, 26100)._replace(notes=("PB", COMBINED)),
        ],
        facts,
    )
    assert [race.part for race in races] == [False, True]
    assert races[0].id == name
    assert "in-combined-event" in races[1].id
    assert races[1].attached is None
