"""Rows become races. The people and meetings are the invented ones."""

import re
from datetime import date
from pathlib import Path

import pytest

from knowledge.curation import Facts, read
from knowledge.imports.linkage.races import RecoveredRace, recover_observations
from knowledge.imports.linkage.races.race_ids import make_unique
from knowledge.models.base import DisciplineId, RaceId
from knowledge.models.facts import Category, CoverageKind, Round, Sex
from knowledge.models.observation import COMBINED, Observation, SeenAthlete, SeenRace

MILE = SeenRace(
    DisciplineId("mile"),
    Category.MEN,
    date(2024, 6, 15),
    "Quayside Stadium, Port Brennan (GBR)",
    "Quayside Stadium",
    "Port Brennan",
    "GBR",
)
ELSEWHERE = MILE._replace(venue="Oakham (GBR)", stadium=None, city="Oakham")


@pytest.fixture(scope="module")
def facts(invented: Path) -> Facts:
    return read(invented)[0]


def row(race: SeenRace, name: str, place: int | None, value: int, *, hand_timed: bool = False) -> Observation:
    athlete = SeenAthlete(name, None, Sex.MALE, "GBR", "2000-02-03")
    return Observation(
        "line 1", name, race, athlete, place=place, mark=str(value), mark_value=value, hand_timed=hand_timed
    )


def recover_races(rows: list[Observation], facts: Facts) -> tuple[RecoveredRace, ...]:
    return recover_observations(rows, facts)[0]


def one(facts: Facts, *rows: Observation) -> RecoveredRace:
    (race,) = recover_races(list(rows), facts)
    return race


def test_a_race_at_a_curated_edition_has_the_id_of_the_curated_race(facts: Facts) -> None:
    race = one(facts, row(MILE, "Ab Cole", 1, 23000), row(MILE._replace(), "Di East", 2, 23100))
    assert race.id == "harbour-mile-2024-men-mile-final"
    assert race.id in {curated.id for curated in facts.races}
    assert race.attached is not None
    assert "Quayside Stadium" in race.attached.why


def test_another_race_is_named_by_its_date_and_venue(facts: Facts) -> None:
    race = one(facts, row(ELSEWHERE, "Ab Cole", 1, 23000))
    assert race.attached is None
    assert race.id == "2024-06-15-oakham-gbr-men-mile-final"


@pytest.mark.parametrize(
    "other",
    [
        ELSEWHERE._replace(round=Round.HEAT, heat=1),
        ELSEWHERE._replace(heat=2),
        ELSEWHERE._replace(date=date(2024, 6, 16)),
        ELSEWHERE._replace(venue="Town Stadium, Oakham (GBR)", stadium="Town Stadium"),
        ELSEWHERE._replace(category=Category.WOMEN),
        ELSEWHERE._replace(discipline=DisciplineId("1500m")),
        ELSEWHERE._replace(indoor=True),
        ELSEWHERE._replace(key="7"),
    ],
)
def test_rounds_heats_days_venues_and_events_are_never_merged(facts: Facts, other: SeenRace) -> None:
    races = recover_races([row(ELSEWHERE, "Ab Cole", 1, 23000), row(other, "Di East", 2, 23100)], facts)
    assert len({race.id for race in races}) == 2


def test_a_venue_is_the_same_however_it_is_accented(facts: Facts) -> None:
    accented = ELSEWHERE._replace(venue="Öakham (GBR)")
    assert one(facts, row(ELSEWHERE, "Ab Cole", 1, 230), row(accented, "Di East", 2, 231)).mixed is None


def test_rows_with_one_key_of_the_source_are_one_race(facts: Facts) -> None:
    keyed = ELSEWHERE._replace(key="7")
    rows = [row(keyed, "Ab Cole", 1, 230), row(keyed._replace(heat=1), "Di East", 2, 231)]
    assert recover_observations(rows, facts)[1] == [0, 0]


@pytest.mark.parametrize(
    ("race", "why"),
    [
        (MILE._replace(stadium="Quayside Promenade"), "another venue of the city"),
        (MILE._replace(stadium="Hillside Track"), "a stadium that isn't known"),
        (MILE._replace(nation="USA"), "a city of that name elsewhere"),
        (MILE._replace(date=date(2024, 6, 16)), "the day after"),
    ],
)
def test_a_race_that_only_looks_like_an_edition_s_is_not_attached(
    facts: Facts, race: SeenRace, why: str
) -> None:
    assert one(facts, row(race, "Ab Cole", 1, 23000)).attached is None, why


def test_a_city_and_a_day_are_enough_for_a_meeting_of_one_day_only(facts: Facts) -> None:
    day = MILE._replace(venue="Port Brennan (GBR)", stadium=None)
    attached = one(facts, row(day, "Ab Cole", 1, 23000)).attached
    assert attached is not None
    assert attached.edition == "harbour-mile-2024"
    games = next(edition for edition in facts.editions if edition.id == "northern-games-2020")
    city = next(city for city in facts.cities if city.id == games.city)
    week = day._replace(date=games.start, city=city.name, nation=city.nation, venue=city.name)
    assert one(facts, row(week, "Ab Cole", 1, 23000)).attached is None


def test_of_two_races_that_would_be_one_the_one_with_the_stadium_is(facts: Facts) -> None:
    day = MILE._replace(venue="Port Brennan (GBR)", stadium=None)
    races = recover_races([row(day, "Ab Cole", 1, 23000), row(MILE, "Di East", 1, 23100)], facts)
    assert [race.attached is not None for race in races] == [False, True]


@pytest.mark.parametrize(
    ("rows", "mixed"),
    [
        ([("Ab Cole", 1, 23000), ("Di East", 2, 23100)], False),
        ([("Ab Cole", 1, 23000), ("Di East", 1, 23000)], False),
        ([("Ab Cole", 1, 23000), ("Di East", 1, 23100)], True),
        ([("Ab Cole", 1, 23100), ("Di East", 2, 23000)], True),
        ([("Ab Cole", 1, 23000), ("Ab Cole", 4, 23400)], True),
        ([("Ab Cole", 1, 23000), ("Ab Cole", 1, 23000)], False),
    ],
)
def test_rows_that_contradict_being_one_race_are_told(
    facts: Facts, rows: list[tuple[str, int, int]], mixed: bool
) -> None:
    track = ELSEWHERE._replace(discipline=DisciplineId("1500m"))
    race = one(facts, *(row(track, *values) for values in rows))
    assert (race.mixed is not None) is mixed


def test_in_the_field_a_better_place_may_have_a_listed_mark_that_is_shorter(facts: Facts) -> None:
    jump = ELSEWHERE._replace(discipline=DisciplineId("long-jump"))
    assert one(facts, row(jump, "Ab Cole", 1, 800), row(jump, "Di East", 2, 801)).mixed is None


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


SPRINT = ELSEWHERE._replace(discipline=DisciplineId("100m"), wind_mps="+1.2")


def test_on_the_track_another_wind_is_another_race(facts: Facts) -> None:
    other = SPRINT._replace(wind_mps="-0.4")
    races, of = recover_observations([row(SPRINT, "Ab Cole", 1, 1010), row(other, "Di East", 1, 1010)], facts)
    assert of == [0, 1]
    assert [race.wind_mps for race in races] == ["+1.2", "-0.4"]
    assert [race.mixed for race in races] == [None, None]
    assert [race.id.partition("final-")[2] for race in races] == ["wind-1-2", "wind-minus-0-4"]


def test_a_row_without_a_wind_is_of_the_only_race_there_and_then(facts: Facts) -> None:
    untold = row(SPRINT._replace(wind_mps=None), "Di East", 2, 1020)
    for rows in ([row(SPRINT, "Ab Cole", 1, 1010), untold], [untold, row(SPRINT, "Ab Cole", 1, 1010)]):
        race = one(facts, *rows)
        assert (race.wind_mps, race.mixed) == ("+1.2", None)


def test_a_row_without_a_wind_beside_two_races_is_of_either(facts: Facts) -> None:
    winds = ("+1.2", "-0.4", None)
    names = ("Ab Cole", "Di East", "Ed Fox")
    rows = [
        row(SPRINT._replace(wind_mps=wind), name, 1, 1010) for wind, name in zip(winds, names, strict=True)
    ]
    races, of = recover_observations(rows, facts)
    assert of == [0, 1, 2]
    assert [race.mixed is not None for race in races] == [False, False, True]


def test_in_the_field_the_wind_is_the_jump_s(facts: Facts) -> None:
    jump = SPRINT._replace(discipline=DisciplineId("long-jump"))
    rows = [row(jump, "Ab Cole", 1, 812), row(jump._replace(wind_mps="-0.4"), "Di East", 2, 800)]
    assert recover_observations(rows, facts)[1] == [0, 0]


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
    ("discipline", "places", "mixed"),
    [
        ("long-jump", [1, 1, 2], True),
        ("long-jump", [1, 1, 3], False),
        ("1500m", [2, 2, 2, 4], True),
        ("1500m", [2, 2, 2, 5], False),
    ],
)
def test_a_place_that_those_before_leave_no_room_for(
    facts: Facts, discipline: str, places: list[int], *, mixed: bool
) -> None:
    race = ELSEWHERE._replace(discipline=DisciplineId(discipline))
    rows = [row(race, f"Ab {number}", place, 700) for number, place in enumerate(places)]
    assert (one(facts, *rows).mixed is not None) is mixed


def test_ids_are_short_and_still_tell_races_apart(facts: Facts) -> None:
    venue = "The Old Stadium of the Honourable Guild of Wheelwrights and Coopers, Oakham (GBR)"
    races = [
        ELSEWHERE._replace(venue=venue),
        ELSEWHERE._replace(venue=venue.replace("Coopers", "Couriers")),
        ELSEWHERE._replace(key="x" * 200),
        ELSEWHERE._replace(key="x" * 199 + "y"),
        MILE._replace(key="1500 metres, the race of the afternoon's second part, heat one of three"),
        ELSEWHERE._replace(venue=venue, key="z" * 200),
        ELSEWHERE._replace(venue=venue, key="z" * 199 + "y"),
    ]
    rows = [row(race, "Ab Cole", 1, 23000) for race in races]
    ids = [race.id for race in recover_races(rows, facts)]
    assert ids == [race.id for race in recover_races(rows, facts)]
    assert len(set(ids)) == len(races)
    assert max(map(len, ids)) <= 70
    assert ids[0].startswith("2024-06-15-the-old-stadium")
    assert all("-men-mile-final-" in name for name in (ids[0], *ids[-2:]))
    # One stamp stands for all that is cut.
    assert [name for name in ids if re.search("-[0-9a-f]{8}-[0-9a-f]{8}$", name)] == []


def test_what_follows_an_id_that_has_a_stamp_is_no_second_one() -> None:
    ids = [RaceId("oakham-men-mile-final-900e0d70")] * 2
    make_unique(ids, lambda number: f"a key that is longer than an id's, number {number}")
    assert len(set(ids)) == 2
    assert all(re.fullmatch("oakham-men-mile-final-[0-9a-f]{8}", name) for name in ids)


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
