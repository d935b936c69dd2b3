"""Linking a name alone: a match, a tie or NIL, on invented names."""

import itertools
import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.models.records import NameEntry
from knowledge.names import Candidate, Match, NameIndex, Nil, Tie, link_mention, tokens
from knowledge.names.linking.explain import explain_match
from knowledge.names.linking.nil import probabilities
from tests.knowledge.names.linking.outcomes import outcome

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


# Names as they are in life: particles, initials, hyphens, accents, other scripts, words that begin alike.
_GIVEN = ("Tomas", "Tom", "Mary-Ann", "Youssef", "Siddika", "Ylva", "José", "Наталья", "سفيان", "O'Bri")
_FAMILY = ("Arvell", "Arvelle", "El Hadri", "van der Zand", "Ekström", "Njorogue", "Lee", "Li", "Diaz Ruiz")
_FULL_NAMES = [f"{given} {family}" for given, family in itertools.product(_GIVEN, _FAMILY)]
_WHO = st.lists(st.sampled_from(_FULL_NAMES), min_size=2, max_size=30, unique=True)
_SLIPS = st.integers(0, 40)


def _index(names: Sequence[str], kind: str = "athlete") -> NameIndex:
    return NameIndex(
        NameEntry(kind=kind, id=f"a{number}", text=text, registered=True, weight=number * 7 % 50)
        for number, text in enumerate(names)
    )


def _damaged(name: str, at: int) -> str:
    """The name without one of its letters, or whole; without a space it would have other words."""
    return name[:at] + name[at + 1 :] if name[at : at + 1].isalpha() else name


_WAYS: dict[str, Callable[[str, random.Random], str]] = {
    "order": lambda text, chance: " ".join(chance.sample(list(tokens(text)), len(tokens(text)))),
    "case": lambda text, chance: "".join(chance.choice((str.upper, str.lower))(letter) for letter in text),
    "accents": lambda text, _: text.replace("ö", "o").replace("é", "e"),
    "spaces": lambda text, chance: (
        " " + "".join(letter * chance.choice((1, 3)) if letter == " " else letter for letter in text)
    ),
    "signs": lambda text, _: f"«{text.replace(' ', ', ')}»",
}


@pytest.mark.parametrize("way", _WAYS)
@settings(max_examples=60)
@given(who=_WHO, at=_SLIPS, chance=st.randoms(use_true_random=False))
def test_what_says_nothing_changes_no_decision(
    way: str, who: list[str], at: int, chance: random.Random
) -> None:
    index = _index(who)
    typed = _damaged(who[0], at)
    changed = _WAYS[way](typed, chance)
    assert outcome(link_mention(index, tokens(changed), {"athlete"}).link) == outcome(
        link_mention(index, tokens(typed), {"athlete"}).link
    )


@settings(max_examples=60)
@given(who=_WHO, at=_SLIPS)
def test_a_full_name_is_its_owners_or_several_namesakes(who: list[str], at: int) -> None:
    index = _index(who)
    number = at % len(who)
    resolution = link_mention(index, tokens(who[number]), {"athlete"}).link
    if isinstance(resolution, Match):
        assert resolution.found.id == f"a{number}"
    elif not isinstance(resolution, Nil):
        assert f"a{number}" in {one.id for one in resolution.candidates}
    else:
        assert resolution.nearest[0].cost == 0


@settings(max_examples=60)
@given(who=_WHO, at=_SLIPS)
def test_probabilities_leave_room_for_nil_and_have_a_reason_each(who: list[str], at: int) -> None:
    words = tokens(_damaged(who[0], at))
    weighed = link_mention(_index(who), words, {"athlete"})
    assert len(weighed.probabilities) == len(weighed.candidates)
    assert all(0 <= one <= 1 for one in weighed.probabilities)
    assert sum(weighed.probabilities) < 1
    assert list(weighed.probabilities) == sorted(weighed.probabilities, reverse=True)
    for found in weighed.candidates:
        assert (explain_match(words, found).value == "exact") == (
            " ".join(tokens(found.name)) == " ".join(words)
        ) or not found.name.isascii()


def _hostile(chance: random.Random) -> str:
    """Any text that somebody or some file might send."""
    length = chance.choice((1, 5, 30, 300))
    blocks = ((0x20, 0x7F), (0, 0x250), (0x370, 0x700), (0x900, 0x1400), (0x3040, 0xD800), (0, 0x110000))
    first, last = chance.choice(blocks)
    letters = "".join(chr(chance.randrange(first, last)) for _ in range(length))
    words = [chance.choice(_FULL_NAMES)[: chance.randrange(12)] for _ in range(chance.randrange(14))]
    return chance.choice((letters, " ".join(words), " ".join(words[:1] * 12), letters + " ".join(words)))


@pytest.mark.parametrize("kind", ["athlete", "city"])
def test_any_text_is_decided(kind: str) -> None:
    chance = random.Random(4)  # noqa: S311 - texts, nothing secret
    index = _index(_FULL_NAMES, kind)
    for _ in range(1_000):
        words = tokens(_hostile(chance))
        weighed = link_mention(index, words, {kind})
        assert sum(weighed.probabilities) <= 1
        for found in weighed.candidates[:3]:
            explain_match(words, found)
