"""What the earlier meetings with those behind make of a win."""

from datetime import date

import pytest

from knowledge.models.base import AthleteId, DisciplineId, EditionId
from knowledge.models.facts import Round, Status
from knowledge.models.history import Encounter, ShortOutcome
from knowledge.questions.result.insight_model import Insight, InsightKind
from knowledge.questions.result.insight_of_meetings import (
    FEWEST_DEFEATS,
    FEWEST_IN_A_ROW,
    Earlier,
    Ended,
    all_lost,
    last_lost,
    read_earlier,
)
from knowledge.store import KnowledgeBase
from tests.knowledge.questions.made import ANNA, BRIT, athlete, head, line

LOST, WON, OPEN = Ended.LOST, Ended.WON, Ended.OPEN


def earlier(*finals: Ended, races: tuple[Ended, ...] = ()) -> Earlier:
    return Earlier(BRIT, (*finals, *races), finals)


def test_a_first_win_follows_defeats_alone() -> None:
    beaten = Insight(kind=InsightKind.ALL_LOST, other=BRIT, count=FEWEST_DEFEATS)
    assert all_lost([earlier(*[LOST] * FEWEST_DEFEATS)]) == beaten
    assert all_lost([earlier(*[LOST] * (FEWEST_DEFEATS - 1))]) is None
    assert all_lost([earlier(*[LOST] * FEWEST_DEFEATS, WON)]) is None
    assert all_lost([earlier(*[LOST] * FEWEST_DEFEATS, OPEN)]) is None


def test_a_win_in_a_heat_was_the_first_win() -> None:
    assert all_lost([earlier(*[LOST] * FEWEST_DEFEATS, races=(WON,))]) is None


def test_a_run_of_defeats_ends_with_the_newest_win_before() -> None:
    run = [LOST] * FEWEST_IN_A_ROW
    ended = Insight(kind=InsightKind.LAST_LOST, other=BRIT, count=FEWEST_IN_A_ROW)
    assert last_lost([earlier(*run, WON, LOST)]) == ended
    assert last_lost([earlier(*run[1:], WON, LOST)]) is None


def test_the_insight_is_into_the_one_of_most_defeats() -> None:
    third = athlete("Cora Dahl")
    most = Earlier(third, (LOST,) * 4, (LOST,) * 4)
    insight = all_lost([earlier(LOST, LOST, LOST), most])
    assert insight is not None
    assert (insight.other, insight.count) == (third, 4)


def encounter(
    day: str,
    own: int | Status,
    others: int | Status,
    *,
    round_: Round = Round.FINAL,
    edition: str = "other",
    dated: bool = True,
) -> Encounter:
    def outcome(how: int | Status) -> ShortOutcome:
        return ShortOutcome(None, how) if isinstance(how, Status) else ShortOutcome(how, Status.FINISHED)

    held = date.fromisoformat(day)
    mile = DisciplineId("mile")
    return Encounter(BRIT.id, EditionId(edition), mile, round_, held, dated, outcome(own), outcome(others))


class _Met(KnowledgeBase):
    """A knowledge base of two who met in these races alone."""

    def __init__(self, *met: Encounter) -> None:
        self._met = met

    def encounters(self, athlete_id: AthleteId, others: object) -> tuple[Encounter, ...]:
        del athlete_id, others
        return self._met


def read(*met: Encounter) -> list[Earlier]:
    return read_earlier(_Met(*met), head("2024-06-01"), line(ANNA, 1, "3:50.00"), [line(BRIT, 2, "3:51.00")])


@pytest.mark.parametrize(
    ("own", "others", "ended"),
    [
        (2, 1, Ended.LOST),
        (1, 2, Ended.WON),
        (1, 1, Ended.OPEN),
        (Status.TOOK_PART, 1, Ended.OPEN),
        (Status.DNF, 1, Ended.LOST_UNFINISHED),
        (5, Status.DQ, Ended.WON),
    ],
)
def test_how_an_earlier_race_ended(own: int | Status, others: int | Status, ended: Ended) -> None:
    assert read(encounter("2024-05-01", own, others)) == [Earlier(BRIT, (ended,), (ended,))]


def test_races_that_one_did_not_run_and_later_ones_do_not_count() -> None:
    none = Earlier(BRIT, (), ())
    assert read(encounter("2024-05-01", Status.DNS, 1), encounter("2024-07-01", 2, 1)) == [none]
    assert read(encounter("2024-05-01", Status.DNF, Status.DQ)) == [none]


def test_a_heat_of_the_same_event_was_before_its_final() -> None:
    heat = encounter("2024-06-01", 2, 1, round_=Round.HEAT, edition="meet-2024-06-01")
    assert read(heat) == [Earlier(BRIT, (LOST,), ())]


def test_nothing_is_known_where_the_order_of_races_is_open() -> None:
    assert read(encounter("2024-06-01", 2, 1)) == []


def test_nobody_behind_is_not_read() -> None:
    assert read_earlier(_Met(), head(), line(ANNA, 1, "3:50.00"), []) == []
