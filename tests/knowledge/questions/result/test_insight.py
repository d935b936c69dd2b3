"""The insight of a race: which one is the strongest, and where there is none."""

from dataclasses import replace

import pytest

from knowledge.models.facts import Medal, Round, Tier
from knowledge.models.mark import Measure
from knowledge.models.records import AnyLine
from knowledge.questions.result.answer import finishers
from knowledge.questions.result.insight import insight_of
from knowledge.questions.result.insight_model import Insight, InsightKind
from knowledge.questions.result.model import Parting, SameMark
from knowledge.store import KnowledgeBase
from tests.knowledge.questions.made import ANNA, BRIT, SHOT, SPRINT, head, line
from tests.knowledge.questions.result.test_answer import result

SEMI = head(discipline=SPRINT, round_=Round.SEMI_FINAL)


def tied(by: Parting, mark: str = "10.91") -> tuple[SameMark, ...]:
    return (SameMark(mark=mark, places=(1, 2), by=by),)


def found(kb: KnowledgeBase, lines: list[AnyLine], by: Parting, mark: str = "10.91") -> InsightKind | None:
    insight = insight_of(kb, SEMI, finishers(lines), tied(by, mark))
    return insight.kind if insight else None


@pytest.mark.parametrize(
    ("by", "mark", "kind"),
    [
        (Parting.JUMP_OFF, "10.91", InsightKind.JUMP_OFF),
        (Parting.PLACES, "10.91", InsightKind.PHOTO_FINISH),
        (Parting.PLACES, "10.9", None),
        (Parting.PLACES, "10.9h", None),
    ],
)
def test_equal_electric_times_are_parted_by_the_photo(
    kb: KnowledgeBase, by: Parting, mark: str, kind: InsightKind | None
) -> None:
    lines: list[AnyLine] = [line(ANNA, 1, mark), line(BRIT, 2, mark)]
    assert found(kb, lines, by, mark) == kind


def test_equal_distances_alone_are_no_insight(kb: KnowledgeBase) -> None:
    lines = [line(one, place, "19.50", measure=Measure.DISTANCE) for place, one in ((1, ANNA), (2, BRIT))]
    put = head(discipline=SHOT, round_=Round.SEMI_FINAL)
    assert insight_of(kb, put, finishers([*lines]), tied(Parting.PLACES, "19.50")) is None


def test_the_highest_published_record_is_an_insight(kb: KnowledgeBase) -> None:
    placed = finishers([line(ANNA, 1, "10.91", notes=("NR", "CR")), line(BRIT, 2, "10.99")])
    assert insight_of(kb, SEMI, placed, ()) == Insight(kind=InsightKind.RECORD, record="CR")


def test_a_shared_first_place_counts_where_both_have_gold(kb: KnowledgeBase) -> None:
    games = replace(head(tier=Tier.OLYMPIC_GAMES), edition_curated=False)
    shared = [line(one, 1, "10.91", medal=Medal.GOLD) for one in (ANNA, BRIT)]
    assert insight_of(kb, games, finishers([*shared]), ()) == Insight(kind=InsightKind.SHARED)
    without = [line(one, 1, "10.91") for one in (ANNA, BRIT)]
    assert insight_of(kb, games, finishers([*without]), ()) is None


def test_a_race_without_a_winner_has_none(kb: KnowledgeBase) -> None:
    assert insight_of(kb, SEMI, finishers([line(ANNA, 2, "10.91", notes=("NR",))]), ()) is None


def test_a_final_is_held_against_the_curated_editions(kb: KnowledgeBase) -> None:
    photo = result(kb, "harbour-mile-2024-men-mile-final").insight
    assert photo == Insight(kind=InsightKind.PHOTO_FINISH)
    assert result(kb, "harbour-mile-2023-men-mile-final").insight is None
