"""Completion: the beginning of a question leads to it."""

from datetime import date

import pytest

from knowledge.models.question import Kind
from knowledge.names import NameIndex
from knowledge.store import KnowledgeBase
from knowledge.understand import complete

TODAY = date(2025, 3, 1)


def _texts(kb: KnowledgeBase, index: NameIndex, kind: Kind, text: str) -> list[str]:
    return [choice.question.text for choice in complete(kb, index, kind, text, TODAY, 25)]


@pytest.mark.parametrize("typed", ["tom", "arv", "tomas a", "ARV", "harbour ma"])
def test_an_athlete_from_the_beginning_of_any_name(kb: KnowledgeBase, index: NameIndex, typed: str) -> None:
    assert _texts(kb, index, "athlete", typed)[0] == "/athlete tomas-arvell"


def test_the_next_slot_of_a_result(kb: KnowledgeBase, index: NameIndex) -> None:
    assert _texts(kb, index, "result", "brennan st")[0] == "/result harbour-mile-2023-men-3000msc-final"
    assert _texts(kb, index, "result", "northern 15")[0] == "/result northern-games-2020-men-1500m-final"
    assert len(_texts(kb, index, "result", "bren")) == 6


def test_the_second_athlete_is_one_whom_the_first_has_met(kb: KnowledgeBase, index: NameIndex) -> None:
    assert _texts(kb, index, "h2h", "arvell oko") == [
        "/h2h tomas-arvell daniel-okoro",
        "/h2h tomas-arvell peter-okoro",
    ]
    assert _texts(kb, index, "h2h", "arvell temba") == ["/h2h tomas-arvell grace-temba"]


@pytest.mark.parametrize("kind", ["result", "athlete", "h2h"])
def test_nothing_typed_offers_what_is_newest_or_busiest(
    kb: KnowledgeBase, index: NameIndex, kind: Kind
) -> None:
    assert _texts(kb, index, kind, "")


@pytest.mark.parametrize("kind", ["result", "athlete", "h2h"])
def test_nonsense_offers_nothing(kb: KnowledgeBase, index: NameIndex, kind: Kind) -> None:
    assert _texts(kb, index, kind, "qqq zzz \x00") == []


def test_no_more_than_asked_for(kb: KnowledgeBase, index: NameIndex) -> None:
    assert len(complete(kb, index, "result", "", TODAY, 3)) == 3


@pytest.mark.parametrize(
    "typed", ["brennan mile 2", "brennan mile 20", "brennan mile 202", "brennan mile 2022"]
)
def test_a_year_may_be_typed_digit_by_digit(kb: KnowledgeBase, index: NameIndex, typed: str) -> None:
    assert "/result harbour-mile-2022-men-mile-final" in _texts(kb, index, "result", f"brennan {typed}")


def test_what_is_whole_already_is_offered(kb: KnowledgeBase, index: NameIndex) -> None:
    assert _texts(kb, index, "h2h", "arvell hadri 2023") == ["/h2h tomas-arvell youssef-el-hadri 2023"]
    assert _texts(kb, index, "athlete", "arvell 2023") == ["/athlete tomas-arvell races 2023"]


def test_what_fitted_so_far_stays(kb: KnowledgeBase, index: NameIndex) -> None:
    assert _texts(kb, index, "athlete", "arvell sinc") == ["/athlete tomas-arvell"]
