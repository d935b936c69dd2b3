"""One race met in two sources."""

from knowledge.imports.linkage.races import Agreement, ComparedResult, compare_results, shared_marks
from knowledge.models.facts import Status

KNOWN = [
    ComparedResult("ada", 1, "4:01.20", 24120),
    ComparedResult("ida", 2, "4:02.00", 24200),
    ComparedResult("zoe", status=Status.TOOK_PART),
    ComparedResult("lea", status=Status.DNF),
]


def test_results_agree_disagree_or_add() -> None:
    seen = [
        ComparedResult("ada", 1, "4:01.20", 24120),
        ComparedResult("ida", 2, "4:02.10", 24210),
        ComparedResult("eva", 3, "4:03.00", 24300),
    ]
    agrees, disagrees, adds = compare_results(KNOWN, seen)
    assert agrees.agreement is Agreement.AGREES
    assert agrees.known == KNOWN[0]
    assert disagrees.agreement is Agreement.DISAGREES
    assert disagrees.differs == ("4:02.10, not 4:02.00",)
    assert adds.agreement is Agreement.ADDS
    assert adds.known is None


def test_places_and_ends_disagree_too() -> None:
    place, end = compare_results(
        KNOWN, [ComparedResult("ada", 2, "4:01.20", 24120), ComparedResult("lea", 9, "4:20.00", 26000)]
    )
    assert place.differs == ("place 2, not 1",)
    assert end.differs == ("finished, not DNF",)


def test_what_one_side_does_not_tell_is_no_disagreement() -> None:
    met = compare_results(
        KNOWN, [ComparedResult("ada", None, "4:01.20", 24120), ComparedResult("zoe", 5, "4:09.00", 24900)]
    )
    assert [one.agreement for one in met] == [Agreement.AGREES, Agreement.AGREES]


def test_a_mark_that_one_has_in_each_source_tells_who_is_who() -> None:
    seen = [
        ComparedResult("x", 1, "4:01.20", 24120),
        ComparedResult("y", None, "4:02.00", 24200),
        ComparedResult("z", 3, "4:05.00", 24500),
    ]
    assert list(shared_marks(KNOWN, seen)) == [("ada", "x"), ("ida", "y")]


def test_a_mark_that_two_share_tells_only_with_the_place() -> None:
    known = [ComparedResult("ada", 1, "10.90", 1090), ComparedResult("ida", 2, "10.90", 1090)]
    seen = [ComparedResult("x", 2, "10.90", 1090), ComparedResult("y", None, "10.90", 1090)]
    assert list(shared_marks(known, seen)) == [("ida", "x")]


def test_the_same_mark_in_another_place_tells_nothing() -> None:
    assert list(shared_marks(KNOWN, [ComparedResult("x", 4, "4:01.20", 24120)])) == []
