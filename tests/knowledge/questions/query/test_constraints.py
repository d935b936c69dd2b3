"""What a question says apart from people, as conditions on races."""

from knowledge.names import Candidate
from knowledge.questions.query.constraints import Constraints
from knowledge.questions.query.segments import Segment, Segmentation, SegmentType
from knowledge.questions.query.tokenizer import tokenize


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
