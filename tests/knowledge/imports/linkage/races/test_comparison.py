"""One race met in two sources."""

from knowledge.imports.linkage.races import Entry, Standing, compare, same_marks
from knowledge.models.facts import Status

KNOWN = [
    Entry("ada", 1, "4:01.20", 24120),
    Entry("ida", 2, "4:02.00", 24200),
    Entry("zoe", status=Status.TOOK_PART),
    Entry("lea", status=Status.DNF),
]


def test_results_agree_disagree_or_add() -> None:
    seen = [
        Entry("ada", 1, "4:01.20", 24120),
        Entry("ida", 2, "4:02.10", 24210),
        Entry("eva", 3, "4:03.00", 24300),
    ]
    agrees, disagrees, adds = compare(KNOWN, seen)
    assert agrees.standing is Standing.AGREES
    assert agrees.known == KNOWN[0]
    assert disagrees.standing is Standing.DISAGREES
    assert disagrees.differs == ("4:02.00 here, 4:02.10 there",)
    assert adds.standing is Standing.ADDS
    assert adds.known is None


def test_places_and_ends_disagree_too() -> None:
    place, end = compare(KNOWN, [Entry("ada", 2, "4:01.20", 24120), Entry("lea", 9, "4:20.00", 26000)])
    assert place.differs == ("place 1 here, 2 there",)
    assert end.differs == ("DNF here, finished there",)


def test_what_one_side_does_not_tell_is_no_disagreement() -> None:
    met = compare(KNOWN, [Entry("ada", None, "4:01.20", 24120), Entry("zoe", 5, "4:09.00", 24900)])
    assert [one.standing for one in met] == [Standing.AGREES, Standing.AGREES]


def test_a_mark_that_one_has_in_each_source_tells_who_is_who() -> None:
    seen = [
        Entry("x", 1, "4:01.20", 24120),
        Entry("y", None, "4:02.00", 24200),
        Entry("z", 3, "4:05.00", 24500),
    ]
    assert list(same_marks(KNOWN, seen)) == [("ada", "x"), ("ida", "y")]


def test_a_mark_that_two_share_tells_only_with_the_place() -> None:
    known = [Entry("ada", 1, "10.90", 1090), Entry("ida", 2, "10.90", 1090)]
    seen = [Entry("x", 2, "10.90", 1090), Entry("y", None, "10.90", 1090)]
    assert list(same_marks(known, seen)) == [("ida", "x")]


def test_the_same_mark_in_another_place_tells_nothing() -> None:
    assert list(same_marks(KNOWN, [Entry("x", 4, "4:01.20", 24120)])) == []
