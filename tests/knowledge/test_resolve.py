"""Names resolved one after the other, on the invented knowledge base."""

import itertools
from collections.abc import Iterator

import pytest

from knowledge.models.errors import KnowledgeError
from knowledge.models.records import NameEntry
from knowledge.names import NameIndex
from knowledge.names.linking.explain import How
from knowledge.resolve import LONGEST_LINE, Resolved, resolve_names
from knowledge.store import KnowledgeBase


def _one(kb: KnowledgeBase, index: NameIndex, line: str, kind: str = "athlete", limit: int = 5) -> Resolved:
    [only] = resolve_names(kb, index, [line], kind, limit)
    return only


def test_a_match_says_who_it_is_and_by_which_spelling(kb: KnowledgeBase, index: NameIndex) -> None:
    one = _one(kb, index, " TADELE, Samwel")
    assert (one.query, one.outcome) == (" TADELE, Samwel", "match")
    first = one.candidates[0]
    assert (first.kind, first.id, first.name) == ("athlete", "samuel-tadele", "Samuel Tadele")
    assert (first.nation, first.born) == ("ETH", "2002")
    assert first.score > 0.8
    assert (first.matched.spelling, first.matched.how) == ("Samwel Tadele", How.ORDER)
    assert first.matched.recorded


def test_namesakes_are_asked_back(kb: KnowledgeBase, index: NameIndex) -> None:
    one = _one(kb, index, "ali benamar")
    assert one.outcome == "ambiguous"
    born = {candidate.born for candidate in one.candidates[:2]}
    assert born == {"1996-01-30", "2001-09-09"}
    assert sum(candidate.score for candidate in one.candidates) <= 1


def test_who_comes_nearest_is_named_where_nobody_is_found(kb: KnowledgeBase, index: NameIndex) -> None:
    one = _one(kb, index, "harow bnx")
    assert one.outcome == "not_found"
    assert one.candidates[0].id == "ben-harrow"


def test_no_more_candidates_than_wanted(kb: KnowledgeBase, index: NameIndex) -> None:
    assert len(_one(kb, index, "okoro", limit=1).candidates) == 1
    assert len(_one(kb, index, "okoro", limit=25).candidates) > 1


@pytest.mark.parametrize(
    ("kind", "typed", "expected"),
    [
        ("competition", "harbour mile", ("competition", "harbour-mile", "Harbour Mile Meeting", None)),
        ("competition", "jeux du nord", ("competition", "northern-games", "Northern Games", None)),
        (
            "competition",
            "Harbour Final",
            ("edition", "harbour-mile-2024", "Harbour Mile Meeting 2024", "GBR"),
        ),
        (
            "competition",
            "harbour mile 2023",
            ("edition", "harbour-mile-2023", "Harbour Mile Meeting 2023", "GBR"),
        ),
        ("city", "wallhorn", ("city", "vallorne", "Vallorne", "SUI")),
        ("city", "elm stadium", ("venue", "Elm Stadion", "Elm Stadion", None)),
        ("discipline", "steeple", ("discipline", "3000msc", "3000 metres steeplechase", None)),
        ("nation", "KEN", ("nation", "KEN", "Kenya", None)),
        ("tier", "olympics", ("tier", "olympic-games", "Olympic Games", None)),
    ],
)
def test_every_kind_of_name(
    kb: KnowledgeBase,
    index: NameIndex,
    kind: str,
    typed: str,
    expected: tuple[str, str, str, str | None],
) -> None:
    one = _one(kb, index, typed, kind)
    assert one.outcome == "match"
    first = one.candidates[0]
    assert (first.kind, first.id, first.name, first.nation) == expected
    assert first.born is None


@pytest.mark.parametrize(
    "line", ["", "   ", "?!", "\x00", "x" * (LONGEST_LINE + 1), f"ben harrow{' ' * LONGEST_LINE}"]
)
def test_what_is_no_name_is_answered_all_the_same(kb: KnowledgeBase, index: NameIndex, line: str) -> None:
    one = _one(kb, index, line)
    assert (one.query, one.outcome, one.candidates) == (line[:LONGEST_LINE], "not_found", ())


def test_each_line_is_answered_before_the_next_is_read(kb: KnowledgeBase, index: NameIndex) -> None:
    read: list[str] = []

    def lines() -> Iterator[str]:
        for line in itertools.cycle(("ben harrow", "okoro", "Ben HARROW")):
            read.append(line)
            yield line

    answers = resolve_names(kb, index, lines(), "athlete", 5)
    for count in range(1, 7):
        assert next(answers).query == read[-1]
        assert len(read) == count


def test_an_unknown_kind_is_refused(kb: KnowledgeBase, index: NameIndex) -> None:
    with pytest.raises(KnowledgeError, match="There is no kind 'horse' to resolve; there are athlete, "):
        next(resolve_names(kb, index, ["x"], "horse", 5))


def test_an_edition_that_is_not_here_is_no_other(kb: KnowledgeBase, index: NameIndex) -> None:
    one = _one(kb, index, "harbour mile 1999", "competition")
    assert one.outcome == "not_found"
    assert one.candidates[0].id == "harbour-mile"


def test_a_town_and_a_year_are_what_was_held_there(kb: KnowledgeBase, index: NameIndex) -> None:
    one = _one(kb, index, "Brennanhaven 2022", "competition")
    assert (one.outcome, one.candidates[0].id) == ("match", "harbour-mile-2022")
    assert one.candidates[0].matched.spelling == "Brennanhaven"
    assert _one(kb, index, "Brennanhaven 1999", "competition").outcome == "not_found"


@pytest.mark.parametrize("line", ["harbour mile 2023 2024", "harbour mile 2024 2023"])
def test_two_years_are_no_edition(kb: KnowledgeBase, index: NameIndex, line: str) -> None:
    assert _one(kb, index, line, "competition").outcome == "not_found"


def test_a_name_that_has_a_year_in_it_is_no_edition_of_another(kb: KnowledgeBase) -> None:
    named = (
        ("competition", "harbour-mile", "Harbour Mile"),
        ("competition", "northern-games", "Harbour Mile 2023"),
        ("edition", "harbour-mile-2022", "Harbour Mile 2023 Relay of Some Old Friends"),
    )
    index = NameIndex(
        NameEntry(kind=kind, id=id_, text=text, registered=True, weight=3) for kind, id_, text in named
    )
    one = _one(kb, index, "harbour mile 2023", "competition")
    assert (one.outcome, one.candidates[0].id) == ("match", "northern-games")


def test_who_is_meant_comes_before_whom_more_is_known_of(kb: KnowledgeBase) -> None:
    named = (("ben-harrow", "Ben Harrow", 0), ("samuel-tadele", "Ben Harrowby", 1_000_000))
    index = NameIndex(
        NameEntry(kind="athlete", id=id_, text=text, registered=True, weight=weight)
        for id_, text, weight in named
    )
    one = _one(kb, index, "ben harrow")
    assert one.outcome == "match"
    assert [candidate.id for candidate in one.candidates] == ["ben-harrow", "samuel-tadele"]
    assert one.candidates[0].score < one.candidates[1].score
