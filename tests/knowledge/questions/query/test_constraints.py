"""What a question says apart from people, as conditions on races."""

from datetime import date

import pytest

from knowledge.models.outcome import Understood
from knowledge.names import Candidate, NameIndex
from knowledge.questions.athlete.model import AthleteQuestion
from knowledge.questions.parse import split_command, understand
from knowledge.questions.query.constraints import Constraints
from knowledge.questions.query.segments import Segment, Segmentation, SegmentType, tokenize
from knowledge.questions.result.model import ResultQuestion
from knowledge.store import KnowledgeBase


def _thing(kind: str, id_: str, name: str = "") -> Candidate:
    return Candidate(kind, id_, name or id_, registered=True, cost=0.0, popularity=0)


TRINE = (
    _thing("city", "trine"),
    _thing("venue", "trine-park"),
    _thing("edition", "trine-open-2024"),
    _thing("nation", "TRI"),
)


def _frame(*places: tuple[Candidate, ...]) -> Constraints:
    typed = tokenize("trine " * len(places))
    return Constraints(
        Segmentation(
            tuple(
                Segment(SegmentType.WHERE, (word,), 1.0, at) for word, at in zip(typed, places, strict=True)
            )
        )
    )


def test_a_place_is_read_in_each_way_that_it_can_be() -> None:
    assert len(_frame(TRINE).filters()) == 4


def test_a_place_said_again_and_again_has_no_more_readings_than_its_kinds_together() -> None:
    """Of four kinds there are fifteen sets, but four to the power of eleven ways to go through them."""
    assert len(_frame(TRINE, TRINE).filters()) == 10
    assert len(_frame(*[TRINE] * 11).filters()) == 15


def test_a_race_is_in_no_two_towns() -> None:
    (where,) = _frame((*TRINE[:1], _thing("city", "ostrine")), TRINE[:1]).filters()
    assert where.cities == ("trine",)
    assert _frame((_thing("city", "ostrine"),), TRINE[:1]).filters() == []


def test_a_competition_called_like_a_town_is_what_is_held_there() -> None:
    (where,) = _frame((*TRINE[:1], _thing("competition", "trine-trials", "trine"))).filters()
    assert (where.cities, where.competitions) == (("trine",), ())
    assert len(_frame((*TRINE[:1], _thing("competition", "trials"))).filters()) == 2


@pytest.mark.parametrize("text", ["northern games men 800", "sankt elm mens 800 m", "northern games u20 800"])
def test_a_category_includes_its_under_twenties(kb: KnowledgeBase, index: NameIndex, text: str) -> None:
    outcome = understand(kb, index, *split_command(f"/result {text}"), date(2025, 3, 1))
    assert isinstance(outcome, Understood), outcome
    assert isinstance(outcome.question, ResultQuestion)
    assert outcome.question.race == "northern-games-2020-men-u20-800m-final"


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("2022 since 2023", 2022, None),
        ("since 2022 2023", 2022, None),
        ("2021 until 2020", None, 2021),
        ("until 2020 2021", None, 2021),
        ("since 2020 until 2022", 2020, 2022),
        ("2019 2022", 2019, 2022),
        ("since 2019 since 2022", 2019, None),
    ],
)
def test_of_several_spans_of_years_the_first_and_the_last_hold_and_an_open_side_stays_open(
    kb: KnowledgeBase, index: NameIndex, said: str, first: int | None, last: int | None
) -> None:
    outcome = understand(kb, index, *split_command(f"/athlete arvell {said}"), date(2025, 3, 1))
    assert isinstance(outcome, Understood), outcome
    assert isinstance(outcome.question, AthleteQuestion)
    assert (outcome.question.first_year, outcome.question.last_year) == (first, last)
