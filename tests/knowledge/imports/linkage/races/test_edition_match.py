"""Races at curated editions: attached where venue, city and day say so, and not where they only resemble."""

from datetime import date

import pytest

from knowledge.curation import Facts
from knowledge.models.observation import SeenRace
from tests.knowledge.imports.linkage.races.samples import MILE, one, row


def test_a_race_at_a_curated_edition_has_the_id_of_the_curated_race(facts: Facts) -> None:
    race = one(facts, row(MILE, "Ab Cole", 1, 23000), row(MILE._replace(), "Di East", 2, 23100))
    assert race.id == "harbour-mile-2024-men-mile-final"
    assert race.id in {curated.id for curated in facts.races}
    assert race.attached is not None
    assert "Quayside Stadium" in race.attached.why


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


def test_a_city_of_a_former_state_is_that_of_its_successor(facts: Facts) -> None:
    cities = tuple(
        city.model_copy(update={"nation": "CZE"}) if city.name == "Port Brennan" else city
        for city in facts.cities
    )
    moved = facts.model_copy(update={"cities": cities})
    before = MILE._replace(nation="TCH", venue="Quayside Stadium, Port Brennan (TCH)")
    assert one(moved, row(before, "Ab Cole", 1, 23000)).attached is not None
    assert one(moved, row(before._replace(nation="URS"), "Ab Cole", 1, 23000)).attached is None


def test_a_city_and_a_day_are_enough_for_a_meeting_of_one_day_only(facts: Facts) -> None:
    day = MILE._replace(venue="Port Brennan (GBR)", stadium=None)
    attached = one(facts, row(day, "Ab Cole", 1, 23000)).attached
    assert attached is not None
    assert attached.edition == "harbour-mile-2024"
    games = next(edition for edition in facts.editions if edition.id == "northern-games-2020")
    city = next(city for city in facts.cities if city.id == games.city)
    week = day._replace(date=games.start, city=city.name, nation=city.nation, venue=city.name)
    assert one(facts, row(week, "Ab Cole", 1, 23000)).attached is None


def test_a_race_that_fits_two_editions_is_of_neither_unless_the_stadium_says_which(facts: Facts) -> None:
    harbour = next(edition for edition in facts.editions if edition.id == "harbour-mile-2024")
    elsewhere = harbour.model_copy(update={"id": "rival-mile-2024", "venue": None})
    both = facts.model_copy(update={"editions": (*facts.editions, elsewhere)})
    in_town = MILE._replace(venue="Port Brennan (GBR)", stadium=None)
    assert one(both, row(in_town, "Ab Cole", 1, 23000)).attached is None
    attached = one(both, row(MILE, "Ab Cole", 1, 23000)).attached
    assert attached is not None
    assert attached.edition == "harbour-mile-2024"
    there = harbour.model_copy(update={"id": "rival-mile-2024"})
    both = facts.model_copy(update={"editions": (*facts.editions, there)})
    assert one(both, row(MILE, "Ab Cole", 1, 23000)).attached is None
