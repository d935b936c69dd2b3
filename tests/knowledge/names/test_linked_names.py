"""Properties of linking that hold for any names; test_index.py has those of searching."""

import itertools
import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.models.records import NameEntry
from knowledge.names import Match, NameIndex, Nil, link_mention, tokens
from knowledge.names.linking.explain import explain_match
from tests.knowledge.names.linking.outcomes import outcome

# Names as they are in life: particles, initials, hyphens, accents, other scripts, words that begin alike.
_GIVEN = ("Tomas", "Tom", "Mary-Ann", "Youssef", "Siddika", "Ylva", "José", "Наталья", "سفيان", "O'Bri")
_FAMILY = ("Arvell", "Arvelle", "El Hadri", "van der Zand", "Ekström", "Njorogue", "Lee", "Li", "Diaz Ruiz")
_PEOPLE = [f"{given} {family}" for given, family in itertools.product(_GIVEN, _FAMILY)]
_WHO = st.lists(st.sampled_from(_PEOPLE), min_size=2, max_size=30, unique=True)
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
    words = [chance.choice(_PEOPLE)[: chance.randrange(12)] for _ in range(chance.randrange(14))]
    return chance.choice((letters, " ".join(words), " ".join(words[:1] * 12), letters + " ".join(words)))


@pytest.mark.parametrize("kind", ["athlete", "city"])
def test_any_text_is_decided(kind: str) -> None:
    chance = random.Random(4)  # noqa: S311 - texts, nothing secret
    index = _index(_PEOPLE, kind)
    for _ in range(1_000):
        words = tokens(_hostile(chance))
        weighed = link_mention(index, words, {kind})
        assert sum(weighed.probabilities) <= 1
        for found in weighed.candidates[:3]:
            explain_match(words, found)
