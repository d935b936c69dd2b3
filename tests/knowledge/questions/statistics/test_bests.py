"""Which marks may be bests."""

from knowledge.models.facts import Status
from knowledge.questions.statistics.bests import best_of, event_bests, why_barred
from knowledge.questions.statistics.model import Barred
from tests.knowledge.questions.made import ANNA, SPRINT, head, line, performance


def test_wind_bars_a_mark_above_two_metres_a_second() -> None:
    for wind, barred in (("+2.0", None), ("+2.1", Barred.WIND), ("-0.3", None), (None, None)):
        in_race = head(discipline=SPRINT, wind=wind)
        assert why_barred(performance(in_race, line(ANNA, 1, "11.20"))) is barred


def test_the_wind_of_the_attempt_goes_before_that_of_the_race() -> None:
    in_race = head(discipline=SPRINT, wind="+3.0")
    assert why_barred(performance(in_race, line(ANNA, 1, "11.20", wind="+1.0"))) is None


def test_a_note_of_wind_is_enough() -> None:
    assert (
        why_barred(performance(head(discipline=SPRINT), line(ANNA, 1, "11.20", notes=("w",)))) is Barred.WIND
    )


def test_an_odd_track_bars_marks() -> None:
    noted = performance(head(), line(ANNA, 1, "3:50.00", notes=("oversized track",)))
    told = performance(head(note="Run on a 563 m track in the square."), line(ANNA, 1, "3:50.00"))
    plain = performance(head(note="Run at night."), line(ANNA, 1, "3:50.00"))
    assert [why_barred(one) for one in (noted, told, plain)] == [Barred.TRACK, Barred.TRACK, None]


def test_the_best_is_the_first_of_equal_marks_that_count() -> None:
    windy = performance(head("2024-06-04", discipline=SPRINT, wind="+4.0"), line(ANNA, 1, "10.90"))
    later = performance(head("2024-06-03", discipline=SPRINT), line(ANNA, 1, "11.20"))
    earlier = performance(head("2024-06-02", discipline=SPRINT), line(ANNA, 4, "11.20"))
    disqualified = performance(
        head("2024-06-01", discipline=SPRINT), line(ANNA, None, "10.80", status=Status.DQ)
    )
    assert best_of([windy, later, earlier, disqualified]) is earlier


def test_hand_timing_counts_only_where_there_is_nothing_else() -> None:
    hand = performance(head("2024-06-02"), line(ANNA, 1, "3:49.8h"))
    automatic = performance(head("2024-06-01"), line(ANNA, 1, "3:50.12"))
    assert best_of([hand]) is hand
    assert best_of([hand, automatic]) is automatic


def test_bests_by_season_and_what_was_better_but_barred() -> None:
    windy = performance(head("2024-06-01", discipline=SPRINT, wind="+4.0"), line(ANNA, 1, "10.90"))
    season = performance(head("2024-05-01", discipline=SPRINT), line(ANNA, 1, "11.30"))
    best = performance(head("2023-05-01", discipline=SPRINT), line(ANNA, 1, "11.20"))
    away = performance(head("2022-05-01", discipline=SPRINT), line(ANNA, status=Status.DNS))
    (bests,) = event_bests([windy, season, best, away])
    assert bests.best is best
    assert [(one.year, one.performance) for one in bests.seasons] == [(2024, season), (2023, best)]
    assert [(one.performance, one.why) for one in bests.barred] == [(windy, Barred.WIND)]
    assert bests.races == 3
