"""Linking a name alone: a match, a tie or NIL, on invented names."""

import pytest

from knowledge.models.records import NameEntry
from knowledge.names import Candidate, Match, NameIndex, Nil, Tie, link_mention, tokens
from knowledge.names.linking.nil import probabilities

_PEOPLE = {
    "tomas-arvell": ("Tomas Arvell", "Arvell", 9),
    "youssef-el-hadri": ("Youssef El Hadri", "El Hadri", 8),
    "daniel-okoro": ("Daniel Okoro", "Okoro", 3),
    "peter-okoro": ("Peter Okoro", "Okoro", 5),
    "samuel-tadele": ("Samuel Tadele", "Tadele", 6),
    "paul-kirwa-lagat": ("Paul Kirwa Lagat", "Lagat", 2),
    "ben-roe": ("Ben Roe", "Roe", 1),
}
_VARIANTS = {"samuel-tadele": "Samwel Tadele", "tomas-arvell": "The Harbour Master"}


@pytest.fixture(scope="module")
def index() -> NameIndex:
    entries = [
        NameEntry(kind="athlete", id=id_, text=name, registered=True, weight=weight, family=family)
        for id_, (name, family, weight) in _PEOPLE.items()
    ]
    entries += [
        NameEntry(kind="athlete", id=id_, text=name, registered=False, weight=0)
        for id_, name in _VARIANTS.items()
    ]
    entries.append(
        NameEntry(kind="edition", id="harbour-2024", text="The Big One", registered=False, weight=1)
    )
    entries.append(NameEntry(kind="city", id="zandfoort", text="Zandfoort", registered=True, weight=0))
    return NameIndex(entries)


def _ids(link: Match | Tie | Nil) -> list[str]:
    match link:
        case Match(found):
            return [found.id]
        case Tie(candidates):
            return [one.id for one in candidates]
        case Nil():
            return []


@pytest.mark.parametrize(
    "typed",
    [
        "Tomas Arvell",
        "arvell",
        "ARVELL Tomas",
        "t arvell",
        "arvel",
        "tomas arvel",
        "harbour master",
        "tomasarvell",
    ],
)
def test_one_man_by_many_spellings(index: NameIndex, typed: str) -> None:
    link = link_mention(index, tokens(typed), {"athlete"}).link
    assert isinstance(link, Match)
    assert link.found.id == "tomas-arvell"


@pytest.mark.parametrize("typed", ["hadri", "el hadri", "elhadri", "El-Hadri", "yousef hadri", "youssef"])
def test_parts_of_a_family_name_may_be_joined_or_left_out(index: NameIndex, typed: str) -> None:
    assert _ids(link_mention(index, tokens(typed), {"athlete"}).link) == ["youssef-el-hadri"]


def test_a_family_name_that_two_bear_is_asked_back_the_busier_first(index: NameIndex) -> None:
    link = link_mention(index, tokens("okoro"), {"athlete"}).link
    assert isinstance(link, Tie)
    assert _ids(link) == ["peter-okoro", "daniel-okoro"]


def test_a_recorded_spelling_is_named(index: NameIndex) -> None:
    link = link_mention(index, tokens("samwel tadele"), {"athlete"}).link
    assert isinstance(link, Match)
    assert link.found.name == "Samwel Tadele"
    assert not link.found.registered


@pytest.mark.parametrize("typed", ["xqzzv", "usain bolt", "arvell okoro", "99", "re", "zandfoort"])
def test_a_name_that_is_not_here_is_nil(index: NameIndex, typed: str) -> None:
    assert isinstance(link_mention(index, tokens(typed), {"athlete"}).link, Nil)


def test_a_middle_name_alone_is_not_enough_but_is_near(index: NameIndex) -> None:
    link = link_mention(index, tokens("kirwa"), {"athlete"}).link
    assert isinstance(link, Nil)
    assert [one.id for one in link.nearest] == ["paul-kirwa-lagat"]


def test_two_letters_swapped_in_a_family_name_alone_are_not_enough_but_near(index: NameIndex) -> None:
    link = link_mention(index, tokens("arvlel"), {"athlete"}).link
    assert isinstance(link, Nil)
    assert [one.id for one in link.nearest] == ["tomas-arvell"]
    assert _ids(link_mention(index, tokens("tomas arvlel"), {"athlete"}).link) == ["tomas-arvell"]


@pytest.mark.parametrize(("another", "meant"), [("Gerda Aasen", ["solheim"]), ("Merit Aasen", [])])
def test_a_word_of_a_name_that_others_bear_is_hardly_a_slip(another: str, meant: list[str]) -> None:
    people = (("solheim", "Berit Solheim"), ("aasen", another))
    few = NameIndex(
        NameEntry(kind="athlete", id=id_, text=name, registered=True, weight=3, family=name.split()[-1])
        for id_, name in people
    )
    assert _ids(link_mention(few, tokens("merit solheim"), {"athlete"}).link) == meant


def test_a_slip_in_a_place_is_forgiven_unless_it_is_short() -> None:
    places = (
        "Grimsund",
        "Konya",
        *(f"{name} {kind}" for name in ("Elm", "Oslovik") for kind in ("Oval", "Hall")),
    )
    index = NameIndex(
        NameEntry(kind="city", id=name.lower(), text=name, registered=True, weight=1) for name in places
    )
    assert _ids(link_mention(index, ["grimsnud"], {"city"}).link) == ["grimsund"]
    assert isinstance(link_mention(index, ["kenya"], {"city"}).link, Nil)


@pytest.mark.parametrize(
    ("kind", "meant"),
    [("discipline", ["run"]), ("competition", ["run", "half-run"]), ("athlete", ["run", "half-run"])],
)
def test_a_whole_name_on_a_list_is_not_part_of_another(kind: str, meant: list[str]) -> None:
    index = NameIndex(
        NameEntry(kind=kind, id=id_, text=text, registered=True, weight=1)
        for id_, text in (("run", "Grimsund"), ("half-run", "Half Grimsund"))
    )
    assert _ids(link_mention(index, ["grimsund"], {kind}).link) == meant


def test_digits_are_never_corrected() -> None:
    index = NameIndex([NameEntry(kind="discipline", id="1500m", text="1500", registered=True, weight=9)])
    assert isinstance(link_mention(index, tokens("1501"), {"discipline"}).link, Nil)
    assert isinstance(link_mention(index, tokens("1500"), {"discipline"}).link, Match)


def test_while_typing_the_last_word_may_be_begun(index: NameIndex) -> None:
    assert [one.id for one in index.search(["tom", "ar"], {"athlete"}, typing=True)] == ["tomas-arvell"]
    assert index.search(["ar"], {"athlete"}) == ()


def test_the_most_popular_have_the_most_results(index: NameIndex) -> None:
    assert [one.id for one in index.most_popular("athlete", 2)] == ["tomas-arvell", "youssef-el-hadri"]


def test_ids_are_found_whatever_their_case(index: NameIndex) -> None:
    assert index.by_id("Tomas-Arvell") == (("athlete", "tomas-arvell"),)


def test_what_has_no_registered_name_is_found_by_its_id_too(index: NameIndex) -> None:
    assert index.by_id("harbour-2024") == (("edition", "harbour-2024"),)


def _found(cost: float, weight: int) -> Candidate:
    return Candidate("athlete", f"{cost}-{weight}", "Ada Roe", registered=True, cost=cost, popularity=weight)


def test_nil_takes_its_share_from_all_candidates() -> None:
    fits = probabilities([_found(0.0, 3)], nil_cost=0.0)
    assert fits == (0.5,)
    assert probabilities([_found(5.0, 3)], nil_cost=0.0)[0] < 0.01
    assert probabilities((), nil_cost=0.0) == ()


def test_namesakes_share_by_what_they_have_done() -> None:
    often, seldom = probabilities([_found(0.3, 40), _found(0.3, 2)], nil_cost=9.0)
    assert often > seldom
    assert 0.99 < often + seldom < 1.0


def test_the_text_distinguishes_candidates_of_equal_popularity() -> None:
    as_typed, misspelled = probabilities([_found(0.0, 5), _found(2.2, 5)], nil_cost=9.0)
    assert as_typed > 5 * misspelled
