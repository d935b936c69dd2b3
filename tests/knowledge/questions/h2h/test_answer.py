"""The answer to `/h2h`: its rules case by case, then answers from the invented knowledge base."""

from dataclasses import replace
from datetime import date

import pytest

from knowledge.ask import answer
from knowledge.models.base import AthleteId, CityId, CompetitionId, DisciplineId
from knowledge.models.facts import Round, Status, Tier
from knowledge.models.filter import RaceFilter
from knowledge.questions.h2h.answer import decide, decide_all, event_scores, extremes, finals, score, streaks
from knowledge.questions.h2h.model import (
    Bout,
    DecidedBy,
    HeadToHeadAnswer,
    HeadToHeadQuestion,
    NotCounted,
    WhyNot,
)
from knowledge.store import KnowledgeBase
from tests.knowledge.questions.made import ANNA, BRIT, MILE, SHOT, meeting


def decided(first: int | Status, second: int | Status) -> tuple[str | None, DecidedBy]:
    bout = decide(meeting(first, second))
    assert isinstance(bout, Bout)
    return bout.winner, bout.how


def newest_first(*places: tuple[int, int]) -> tuple[Bout, ...]:
    days = range(len(places), 0, -1)
    bouts, _ = decide_all(
        meeting(first, second, f"2024-06-{day:02}") for day, (first, second) in zip(days, places, strict=True)
    )
    return bouts


TODAY = date(2024, 7, 1)
ARVELL, HADRI, OKORO = AthleteId("tomas-arvell"), AthleteId("youssef-el-hadri"), AthleteId("daniel-okoro")


def h2h(kb: KnowledgeBase, question: HeadToHeadQuestion) -> HeadToHeadAnswer:
    found = answer(kb, question, TODAY)
    assert isinstance(found, HeadToHeadAnswer)
    return found


@pytest.mark.parametrize(
    ("first", "second", "winner", "how"),
    [
        (1, 2, ANNA.id, DecidedBy.PLACE),
        (14, 3, BRIT.id, DecidedBy.PLACE),
        (2, 2, None, DecidedBy.TIE),
        (9, Status.DNF, ANNA.id, DecidedBy.UNFINISHED),
        (Status.DQ, 9, BRIT.id, DecidedBy.UNFINISHED),
        (3, Status.NM, ANNA.id, DecidedBy.UNFINISHED),
    ],
)
def test_who_wins(first: int | Status, second: int | Status, winner: str | None, how: DecidedBy) -> None:
    assert decided(first, second) == (winner, how)


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (1, Status.DNS, WhyNot.DID_NOT_START),
        (Status.DNS, Status.DNF, WhyNot.DID_NOT_START),
        (Status.DNF, Status.DQ, WhyNot.NEITHER_FINISHED),
        (Status.PACEMAKER, 4, WhyNot.PACEMAKER),
        (1, Status.OC, WhyNot.OUT_OF_COMPETITION),
        (1, Status.TOOK_PART, WhyNot.PLACE_UNKNOWN),
        (Status.TOOK_PART, Status.DNF, WhyNot.PLACE_UNKNOWN),
        (Status.FINISHED, 2, WhyNot.PLACE_UNKNOWN),
    ],
)
def test_what_does_not_count(first: int | Status, second: int | Status, why: WhyNot) -> None:
    outcome = decide(meeting(first, second))
    assert isinstance(outcome, NotCounted)
    assert outcome.why is why


def test_who_finished_without_a_known_place_still_beats_a_dnf() -> None:
    assert decided(Status.FINISHED, Status.DNF) == (ANNA.id, DecidedBy.UNFINISHED)


def test_the_place_decides_and_not_the_mark() -> None:
    bout = decide(meeting(2, 1, marks=("3:49.11", "3:49.11")))
    assert isinstance(bout, Bout)
    assert bout.winner == BRIT.id
    assert bout.margin is not None
    assert (bout.margin.value, bout.margin.text) == (0, "0.00")


def test_a_better_mark_behind_a_worse_one_gives_no_margin() -> None:
    bout = decide(meeting(1, 2, marks=("3:50.00", "3:49.00")))
    assert isinstance(bout, Bout)
    assert bout.winner == ANNA.id
    assert bout.margin is None


def test_a_score_counts_places_ties_and_the_unfinished_apart() -> None:
    bouts, left_out = decide_all(
        [
            meeting(1, 2),
            meeting(3, Status.DNF),
            meeting(5, 4),
            meeting(2, 2),
            meeting(1, Status.DNS),
        ]
    )
    counted = score(bouts, ANNA.id, BRIT.id)
    assert (counted.races, counted.first, counted.second, counted.ties) == (4, 2, 1, 1)
    assert (counted.first_by_unfinished, counted.second_by_unfinished) == (1, 0)
    assert len(left_out) == 1


def test_finals_are_counted_without_the_heats() -> None:
    bouts, _ = decide_all([meeting(1, 2), meeting(2, 1, round_=Round.HEAT)])
    assert score(finals(bouts), ANNA.id, BRIT.id).races == 1
    assert score(bouts, ANNA.id, BRIT.id).second == 1


def test_events_are_scored_apart_the_most_frequent_first() -> None:
    bouts, _ = decide_all([meeting(2, 1, discipline=SHOT), meeting(1, 2), meeting(1, 3)])
    scored = event_scores(bouts, ANNA.id, BRIT.id)
    assert [(one.discipline.id, one.finals.first, one.finals.second) for one in scored] == [
        (MILE.id, 2, 0),
        (SHOT.id, 0, 1),
    ]


def test_the_current_streak_comes_first() -> None:
    found = streaks(newest_first((1, 2), (1, 2), (2, 1), (2, 1), (2, 1), (1, 2)))
    assert [(one.athlete, one.wins, one.current) for one in found] == [
        (ANNA.id, 2, True),
        (BRIT.id, 3, False),
    ]
    assert (found[1].since[-2:], found[1].until[-2:]) == ("02", "04")


def test_a_streak_that_begins_on_an_unknown_day_has_its_year() -> None:
    second, first = newest_first((1, 2), (1, 2))
    undated = replace(first, head=replace(first.head, dated=False))
    (found,) = streaks((second, undated))
    assert (found.since, found.until) == (str(first.head.date.year), second.head.date.isoformat())


def test_of_two_equal_streaks_the_newer_one_is_the_longest() -> None:
    found = streaks(newest_first((1, 2), (2, 1), (2, 1), (1, 2), (2, 1), (2, 1)))
    assert [(one.athlete, one.wins, one.since[-2:], one.until[-2:], one.current) for one in found] == [
        (BRIT.id, 2, "04", "05", False)
    ]


def test_one_win_is_no_streak_and_a_tie_ends_one() -> None:
    assert streaks(newest_first((1, 2), (2, 2), (1, 2))) == ()


def test_the_biggest_and_closest_margins() -> None:
    meetings = [
        meeting(1, 2, "2024-06-03", marks=("3:50.00", "3:51.70")),
        meeting(2, 1, "2024-06-02", marks=("4:10.00", "3:52.00")),
        meeting(1, 2, "2024-06-01", marks=("3:50.00", "3:50.01")),
        meeting(1, 2, "2024-05-01", marks=(None, None), discipline=SHOT),
    ]
    biggest, closest = extremes(decide_all(meetings)[0])
    assert biggest is not None
    assert closest is not None
    assert (biggest.margin and biggest.margin.text, closest.margin and closest.margin.text) == (
        "18.00",
        "0.01",
    )


def test_one_margin_is_neither_the_biggest_nor_the_closest() -> None:
    bouts, _ = decide_all([meeting(1, 2, marks=("3:50.00", "3:51.70")), meeting(1, 2)])
    assert extremes(bouts) == (None, None)


def test_a_head_to_head_reads_the_same_from_both_sides(kb: KnowledgeBase) -> None:
    found = h2h(kb, HeadToHeadQuestion(first=ARVELL, second=HADRI))
    back = h2h(kb, HeadToHeadQuestion(first=HADRI, second=ARVELL))
    assert (found.finals.first, found.finals.second) == (3, 2)
    assert (back.finals.first, back.finals.second) == (2, 3)
    assert [one.head.date for one in found.bouts] == sorted(
        (one.head.date for one in found.bouts), reverse=True
    )


def test_races_that_do_not_count_are_listed(kb: KnowledgeBase) -> None:
    found = h2h(kb, HeadToHeadQuestion(first=ARVELL, second=AthleteId("ben-harrow")))
    assert {one.head.id: one.why for one in found.not_counted} == {
        "harbour-mile-2024-men-mile-final": WhyNot.PACEMAKER,
        "harbour-mile-2022-men-mile-final": WhyNot.DID_NOT_START,
    }
    assert found.all_rounds.races == 2
    assert found.finals.races == 1


@pytest.mark.parametrize(
    ("conditions", "races"),
    [
        (RaceFilter(disciplines=(DisciplineId("mile"),)), 4),
        (RaceFilter(competitions=(CompetitionId("northern-games"),)), 1),
        (RaceFilter(cities=(CityId("vallorne"),)), 1),
        (RaceFilter().in_years(2023, 2023), 2),
        (RaceFilter().in_years(2020, 2020), 1),
        (RaceFilter(last_year=2020), 0),
        (RaceFilter(first_year=2024), 1),
        (RaceFilter(last_year=2021), 1),
        (RaceFilter(rounds=(Round.FINAL,)), 5),
        (RaceFilter(heat=1), 0),
        (RaceFilter(tiers=Tier.DIAMOND_LEAGUE.covers), 3),
        (RaceFilter(first_day=date(2023, 6, 18)), 2),
        (RaceFilter(last_day=date(2023, 6, 17)), 3),
    ],
)
def test_filters_restrict_a_head_to_head(kb: KnowledgeBase, conditions: RaceFilter, races: int) -> None:
    question = HeadToHeadQuestion(first=ARVELL, second=HADRI, where=conditions)
    found = h2h(kb, question)
    assert (found.all_rounds.races, found.filtered) == (races, 5 - races)


def test_a_venue_is_that_of_the_race(kb: KnowledgeBase) -> None:
    first, second = AthleteId("grace-temba"), AthleteId("selam-desta")
    by_venue = [
        h2h(
            kb, HeadToHeadQuestion(first=first, second=second, where=RaceFilter(venues=(venue,)))
        ).all_rounds.races
        for venue in ("Quayside Promenade", "Quayside Stadium")
    ]
    assert by_venue == [1, 1], "the 5000 metres on the promenade, the high jump in the stadium"


def test_two_athletes_who_never_met_have_no_score(kb: KnowledgeBase) -> None:
    found = h2h(kb, HeadToHeadQuestion(first=ARVELL, second=AthleteId("grace-temba")))
    assert (found.bouts, found.all_rounds.races, found.sources) == ((), 0, ())
