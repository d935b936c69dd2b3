"""A segment while a name is being typed: the order of candidates, and that none that fits vanishes."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.models.records import NameEntry
from knowledge.names import NameIndex, tokens

_GIVEN = ("Jan", "Jana", "Jon", "Joa", "Kim", "Kima", "Ka")
_FAMILY = ("Jansen", "Jano", "Kimani", "Kim", "Okoro", "Ojo", "Karo")
_WHO = st.lists(
    st.tuples(
        st.lists(st.sampled_from(_GIVEN), min_size=1, max_size=3).map(" ".join),
        st.sampled_from(_FAMILY),
        st.integers(0, 40),
    ),
    min_size=1,
    max_size=40,
)


def _index(who: Sequence[tuple[str, str, int]]) -> NameIndex:
    return NameIndex(
        NameEntry(
            kind="athlete",
            id=f"a{number}",
            text=f"{given_name} {family}",
            registered=True,
            weight=weight,
            family=family,
        )
        for number, (given_name, family, weight) in enumerate(who)
    )


def _offered(index: NameIndex, text: str, limit: int = 25) -> list[str]:
    return [one.name for one in index.search(tokens(text), {"athlete"}, typing=True, limit=limit)]


def _fits(typed: Sequence[str], name: Sequence[str]) -> bool:
    """Whether each typed word begins another word of the name."""
    return not typed or any(
        word.startswith(typed[0]) and _fits(typed[1:], [*name[:at], *name[at + 1 :]])
        for at, word in enumerate(name)
    )


def test_a_candidate_offered_after_the_first_letter_is_kept() -> None:
    index = _index([("Jacob", "Oja", 40), ("Janosik", "Oja", 10), ("Jano", "Oja", 8)])
    assert [_offered(index, text, 1)[0] for text in ("ja", "jan", "jano")] == [
        "Jacob Oja",
        "Janosik Oja",
        "Janosik Oja",
    ]


@given(
    who=_WHO,
    text=st.tuples(st.sampled_from((*_GIVEN, *_FAMILY, "J", "K", "O")), st.sampled_from((*_GIVEN, *_FAMILY))),
    limit=st.integers(2, 6),
)
def test_a_candidate_that_still_fits_does_not_vanish(
    who: list[tuple[str, str, int]], text: tuple[str, str], limit: int
) -> None:
    index, whole = _index(who), " ".join(text)
    before: dict[str, list[str]] = {}
    for typed in range(1, len(whole) + 1):
        words = tokens(whole[:typed])
        found = {
            one.id: list(tokens(one.name))
            for one in index.search(words, {"athlete"}, typing=True, limit=limit)
        }
        assert len(found) <= limit
        assert {id_ for id_, name in before.items() if _fits(words, name)} <= set(found)
        before = found


@pytest.mark.parametrize("limit", [1, 2, 25])
def test_the_likeliest_come_first(limit: int) -> None:
    index = _index([("Jan", "Okoro", 3), ("Jan", "Jansen", 30), ("Jana", "Ojo", 300)])
    assert _offered(index, "j", limit) == ["Jana Ojo", "Jan Jansen", "Jan Okoro"][:limit]


def test_a_whole_word_ranks_before_a_longer_one() -> None:
    index = _index([("Ka", "Kimani", 12), ("Jan", "Kim", 10)])
    assert _offered(index, "ki") == ["Ka Kimani", "Jan Kim"]
    assert _offered(index, "kim") == ["Jan Kim", "Ka Kimani"]


def test_an_initial_is_of_the_given_name_and_the_family_name_follows() -> None:
    index = _index([("Kim Jon", "Okoro", 30), ("Joa Kima", "Jano", 30), ("Jan", "Karo", 3)])
    assert _offered(index, "j k")[0] == "Jan Karo"
    assert set(_offered(index, "j k")) == {"Kim Jon Okoro", "Joa Kima Jano", "Jan Karo"}


def test_misspellings_far_worse_than_the_best_are_not_offered() -> None:
    index = _index([("Jan", "Kimani", 1), ("Jan", "Lamani", 90)])
    assert _offered(index, "kimani") == ["Jan Kimani"]
    assert _offered(index, "kinani") == ["Jan Kimani"]
