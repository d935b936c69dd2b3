"""Honours, tallies, and ages as precise as the birth date allows."""

from dataclasses import replace
from datetime import date

import pytest

from knowledge.models.facts import Medal, Round, Status, Tier
from knowledge.questions.statistics.honours import age_on, honours, tally
from knowledge.questions.statistics.model import Title
from tests.knowledge.questions.made import ANNA, head, line, performance

TODAY = date(2024, 6, 15)


@pytest.mark.parametrize(
    ("born", "least", "most"),
    [
        ("2000-06-15", 24, 24),
        ("2000-06-16", 23, 23),
        ("2000", 23, 24),
        ("2000-06", 23, 24),
        ("2000-05", 24, 24),
        ("2000-02-29", 24, 24),
        ("2000-02", 24, 24),
    ],
)
def test_age(born: str, least: int, most: int) -> None:
    age = age_on(born, TODAY)
    assert age is not None
    assert (age.least, age.most, age.on) == (least, most, TODAY)


def test_an_athlete_born_on_a_leap_day_is_a_year_older_on_the_first_of_march() -> None:
    before, after = age_on("2000-02-29", date(2023, 2, 28)), age_on("2000-02-29", date(2023, 3, 1))
    assert before is not None
    assert after is not None
    assert (before.most, after.most) == (22, 23)


def test_no_birth_date_no_age() -> None:
    assert age_on(None, TODAY) is None


def test_there_is_no_age_before_birth() -> None:
    assert age_on("2025", TODAY) is None


def test_honours_are_those_of_finals_the_highest_tier_first() -> None:
    performances = [
        performance(head(tier=Tier.DIAMOND_LEAGUE_FINAL), line(ANNA, 1)),
        performance(head(tier=Tier.DIAMOND_LEAGUE_FINAL), line(ANNA, 2)),
        performance(head(tier=Tier.OLYMPIC_GAMES), line(ANNA, 3, medal=Medal.BRONZE)),
        performance(head(tier=Tier.OLYMPIC_GAMES), line(ANNA, 4)),
        performance(head(tier=Tier.OLYMPIC_GAMES, round_=Round.HEAT), line(ANNA, 1)),
        performance(head(tier=Tier.DIAMOND_LEAGUE), line(ANNA, 1)),
    ]
    assert [honour.title for honour in honours(performances)] == [Title.BRONZE, Title.DIAMOND_LEAGUE]


def test_a_tally_leaves_out_starts_that_were_no_races() -> None:
    statuses = (Status.DNS, Status.PACEMAKER, Status.OC, Status.DNF)
    performances = [performance(head(), line(ANNA, status=status)) for status in statuses]
    counted = tally([*performances, performance(head(), line(ANNA, 3))])
    assert (counted.races, counted.finals, counted.wins, counted.podiums) == (2, 2, 0, 1)


def test_a_place_without_a_medal_is_no_honour_and_a_medal_at_another_place_is() -> None:
    games = head(tier=Tier.OLYMPIC_GAMES)
    assert honours([performance(games, line(ANNA, 1))]) == ()
    moved = [performance(games, line(ANNA, place, medal=Medal.SILVER)) for place in (1, 4)]
    assert [honour.title for honour in honours(moved)] == [Title.SILVER, Title.SILVER]


def test_a_relay_of_which_only_the_heats_were_run_counts_as_no_race() -> None:
    ran = performance(head(tier=Tier.OLYMPIC_GAMES), line(ANNA, 1, medal=Medal.GOLD))
    watched = replace(ran, reserve=True)
    assert [honour.title for honour in honours([watched])] == [Title.GOLD]
    assert tally([watched]) == tally([])
    assert tally([ran]).wins == 1
