"""The answers to `/athlete`: a profile or a list of races."""

from datetime import date, timedelta

from knowledge.ask import answer
from knowledge.models.base import AthleteId
from knowledge.questions.athlete.answer import DAYS_OF_LIFE
from knowledge.questions.athlete.model import AthleteAnswer, AthleteQuestion, RacesAnswer
from knowledge.questions.statistics.model import Barred, Title
from knowledge.store import KnowledgeBase

TODAY = date(2024, 7, 1)


def athlete(kb: KnowledgeBase, who: str, today: date = TODAY) -> AthleteAnswer:
    found = answer(kb, AthleteQuestion(athlete=AthleteId(who)), today)
    assert isinstance(found, AthleteAnswer)
    return found


ARVELL, HADRI, OKORO = AthleteId("tomas-arvell"), AthleteId("youssef-el-hadri"), AthleteId("daniel-okoro")


def test_a_profile_has_bests_honours_and_relatives(kb: KnowledgeBase) -> None:
    found = athlete(kb, "peter-okoro")
    assert found.age is not None
    assert found.age.most == 21
    assert [(one.athlete.id, one.is_) for one in found.kin] == [("daniel-okoro", "elder brother")]
    assert {(one.performance.head.discipline.id, one.title) for one in found.honours} == {
        ("1500m", Title.GOLD),
        ("800m", Title.GOLD),
    }


def test_the_diamond_league_final_gives_a_title_to_its_winner_only(kb: KnowledgeBase) -> None:
    assert Title.DIAMOND_LEAGUE in {one.title for one in athlete(kb, ARVELL).honours}
    assert Title.DIAMOND_LEAGUE not in {one.title for one in athlete(kb, HADRI).honours}


def test_a_windy_jump_is_not_the_best(kb: KnowledgeBase) -> None:
    (jump,) = [one for one in athlete(kb, "marie-claire-dubosc").events if one.discipline.id == "long-jump"]
    assert jump.best is None
    assert [one.why for one in jump.barred] == [Barred.WIND]


def test_wins_and_podiums_are_of_finals(kb: KnowledgeBase) -> None:
    tally = athlete(kb, ARVELL).tally
    assert (tally.races, tally.finals, tally.wins, tally.podiums) == (7, 6, 2, 6)


def test_claims_of_races_reach_the_profile(kb: KnowledgeBase) -> None:
    claims = athlete(kb, HADRI).claims
    assert {(one.head.id if one.head else None, one.claim.about) for one in claims} == {
        (None, "2022 season"),
        ("harbour-mile-2024-men-mile-final", "defending champion"),
    }


def test_several_nations_over_time_are_listed(kb: KnowledgeBase) -> None:
    assert {nation.id for nation in athlete(kb, "joseph-lomoro").represented} == {"SUI", "ART"}
    assert athlete(kb, ARVELL).represented == ()


def test_races_of_a_year_are_by_date_or_by_the_year_of_the_edition(kb: KnowledgeBase) -> None:
    def races(year: int | None) -> RacesAnswer:
        found = answer(
            kb, AthleteQuestion(athlete=ARVELL, races=True, first_year=year, last_year=year), TODAY
        )
        assert isinstance(found, RacesAnswer)
        return found

    assert len(races(None).races) == 7
    assert [one.head.id for one in races(2020).races] == [one.head.id for one in races(2021).races]
    assert races(None).years == (2024, 2023, 2022, 2021)


def test_an_age_of_today_is_given_for_three_years_after_the_last_race(kb: KnowledgeBase) -> None:
    last = date(2024, 6, 15) + timedelta(DAYS_OF_LIFE)
    age = athlete(kb, ARVELL, last).age
    assert age is not None
    assert (age.most, age.on) == (29, last)
    assert athlete(kb, ARVELL, last + timedelta(1)).age is None


def test_the_age_of_the_dead_is_that_at_death_however_long_ago(kb: KnowledgeBase) -> None:
    age = athlete(kb, "vaclav-remes").age
    assert age is not None
    assert (age.least, age.most, age.on) == (77, 77, date(1988, 3, 31))
    assert athlete(kb, "bohumil-prokop").age is None, "of the death the year alone is known"


def test_races_without_a_day_are_of_the_year_of_their_edition(kb: KnowledgeBase) -> None:
    found = answer(
        kb,
        AthleteQuestion(athlete=AthleteId("bohumil-prokop"), races=True, first_year=1936, last_year=1936),
        TODAY,
    )
    assert isinstance(found, RacesAnswer)
    assert [(one.head.id, one.head.dated) for one in found.races] == [
        ("lantern-games-1936-men-800m-final", False)
    ]
    assert found.years == (1936,)


def test_a_relay_whose_heats_alone_were_run_is_an_honour_and_no_race(kb: KnowledgeBase) -> None:
    found = athlete(kb, "frantisek-hulka")
    assert [(one.title, one.performance.reserve) for one in found.honours] == [
        (Title.GOLD, True),
        (Title.SILVER, False),
        (Title.SILVER, False),
    ]
    assert (found.tally.races, found.tally.finals, found.tally.wins, found.tally.podiums) == (2, 2, 0, 2)
