"""Which printed races are one: by the source's key or by equal values, and by the wind on the track."""

from datetime import date

import pytest

from knowledge.curation import Facts
from knowledge.models.base import DisciplineId
from knowledge.models.facts import Category, Round
from knowledge.models.observation import SeenRace
from tests.knowledge.imports.linkage.races.samples import (
    ELSEWHERE,
    SPRINT,
    one,
    recover_races,
    recovered,
    row,
)


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
    assert recovered(rows, facts)[1] == [0, 0]
    winds = [SPRINT._replace(key="7", wind_mps=wind) for wind in ("+1.2", "-0.4")]
    assert recovered([row(one_of, "Ab Cole", 1, 1010) for one_of in winds], facts)[1] == [0, 0]


def test_on_the_track_another_wind_is_another_race(facts: Facts) -> None:
    other = SPRINT._replace(wind_mps="-0.4")
    races, of = recovered([row(SPRINT, "Ab Cole", 1, 1010), row(other, "Di East", 1, 1010)], facts)
    assert of == [0, 1]
    assert [race.wind_mps for race in races] == ["+1.2", "-0.4"]
    assert [race.mixed for race in races] == [None, None]
    assert [race.id.partition("final-")[2] for race in races] == ["wind-1-2", "wind-minus-0-4"]


@pytest.mark.parametrize("winds", [255, 256, 257])
def test_a_wind_is_told_apart_from_any_number_of_others(facts: Facts, winds: int) -> None:
    """Winds are numbered in as few bits as will do, and one number more stands for none of them."""
    places = [SPRINT._replace(venue=f"Oakham {at} (GBR)", wind_mps=f"+{at / 100}") for at in range(winds)]
    other = places[5]._replace(wind_mps=places[0].wind_mps)
    _, of = recovered([row(race, "Ab Cole", 1, 1010) for race in (*places, other)], facts)
    assert of == [*range(winds), winds]


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
    races, of = recovered(rows, facts)
    assert of == [0, 1, 2]
    assert [race.mixed is not None for race in races] == [False, False, True]


def test_in_the_field_the_wind_is_the_jump_s(facts: Facts) -> None:
    jump = SPRINT._replace(discipline=DisciplineId("long-jump"))
    rows = [row(jump, "Ab Cole", 1, 812), row(jump._replace(wind_mps="-0.4"), "Di East", 2, 800)]
    assert recovered(rows, facts)[1] == [0, 0]
