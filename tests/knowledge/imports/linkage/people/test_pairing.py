"""Each person is matched with one other at most, and with none of several that fit alike."""

from hypothesis import given

from knowledge.imports.linkage.people import (
    Decision,
    MatchStatus,
    Person,
    index_decisions,
    match_people,
)
from tests.knowledge.imports.linkage.people.samples import DECISIONS, people, person, verdict


def test_twins_are_kept_apart() -> None:
    ada, ida = person("Ada Quill"), person("Ida Quill")
    assert verdict(ada, ida) is MatchStatus.DOUBTFUL
    found = match_people([ada, ida], [person("Quill Ida"), person("Quill Ada")])
    assert sorted(pair.left for pair in found.same) == [ada.key, ida.key]
    assert all(pair.right.split("/")[0].endswith(pair.left[:3]) for pair in found.same)
    assert found.doubtful == ()
    assert len(found.different) == 2


def test_who_fits_two_is_merged_with_neither() -> None:
    found = match_people([person("Ada Marie Quill"), person("Ada Lise Quill")], [person("Ada Quill")])
    assert found.same == ()
    assert len(found.doubtful) == 2


def test_a_shorter_name_is_not_sure_beside_somebody_born_that_day_with_a_word_of_it() -> None:
    found = match_people([person("Ada Quill"), person("Ida Brook Quill")], [person("Ada Brook Quill")])
    assert found.same == ()


def test_the_same_mark_in_the_same_race_stands_in_for_a_birth_date() -> None:
    known, other = person("Ada Quill", None), person("Ada M Quill")
    found = match_people([known], [other], {(known.key, other.key): ["oslo-2001-women-800m-final"]})
    assert [pair.verdict for pair in found.same] == [MatchStatus.SAME]
    assert "oslo-2001-women-800m-final" in found.same[0].evidence[-1]
    stranger = person("Zoë Berg", None)
    found = match_people([known], [stranger], {(known.key, stranger.key): ["oslo-2001-women-800m-final"]})
    assert found.same == ()
    assert len(found.doubtful) == 1


def test_a_curator_decides_against_all_evidence() -> None:
    one, other, third = person("Ada Quill"), person("Ada Quill"), person("Zoë Berg", None)
    no = index_decisions([Decision(one=other.key, other=one.key, same=False)])
    assert match_people([one], [other], decisions=no).same == ()
    yes = index_decisions([Decision(one=third.key, other=one.key, same=True, why="told us")])
    found = match_people([one], [third], decisions=yes)
    assert found.same[0].evidence[0] == "decided by a curator: told us"


@given(people("a"), people("b"), DECISIONS)
def test_nobody_is_merged_twice_or_against_a_no(
    left: tuple[Person, ...], right: tuple[Person, ...], made: list[Decision]
) -> None:
    decisions = index_decisions(made)
    found = match_people(left, right, decisions=decisions)
    assert (
        len({pair.left for pair in found.same}) == len({pair.right for pair in found.same}) == len(found.same)
    )
    assert all(decisions.about(pair.left, pair.right) is None for pair in found.same)
    assert not {(p.left, p.right) for p in found.same} & {(p.left, p.right) for p in found.doubtful}


@given(people("a"), people("b"))
def test_it_does_not_matter_who_comes_first(left: tuple[Person, ...], right: tuple[Person, ...]) -> None:
    there, back = match_people(left, right), match_people(right, left)
    assert {(pair.left, pair.right) for pair in there.same} == {(pair.right, pair.left) for pair in back.same}
