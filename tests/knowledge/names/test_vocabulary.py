"""The vocabulary finds what measuring every word would find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.names.cost import ONE_EDIT, THREE_EDITS, edit_cost, token_cost
from knowledge.names.texts import packed
from knowledge.names.vocabulary import Vocabulary

_LETTERS = "abehikmnostuy15"
_WORDS = st.sets(st.text(_LETTERS, min_size=1, max_size=11), max_size=40)


def _found(words: set[str], typed: str, *, typing: bool) -> dict[str, float]:
    ordered = sorted(words)
    vocabulary = Vocabulary({**packed("words", ordered), **Vocabulary.build(ordered)})
    hits = [
        *vocabulary.spelled(typed, typing=typing, alone=True),
        *vocabulary.misspelled(typed),
        *vocabulary.other_forms(typed),
        *vocabulary.begun_nearly(typed, typing=typing),
    ]
    costs: dict[str, float] = {}
    for first, last, cost in hits:
        for word in ordered[first:last]:
            costs[word] = min(cost, costs.get(word, cost))
    return costs


@pytest.mark.parametrize("typing", [True, False])
@given(words=_WORDS, typed=st.text(_LETTERS, min_size=1, max_size=11), near=st.integers(0, 10))
def test_nothing_within_reach_is_missed(words: set[str], typed: str, near: int, typing: bool) -> None:
    shorter = typed[:near] + typed[near + 1 :] or typed
    longer = typed[:near] + "b" + typed[near:]
    words = {*words, shorter, longer, f"k{longer}", shorter[:-1] or typed, longer.replace("a", "e")}
    found = _found(words, typed, typing=typing)
    for word in words - {typed}:
        cost = token_cost(typed, word, typing=typing)
        if cost is not None and cost >= THREE_EDITS:
            continue  # found only where no more than two of the letters are among the first
        if cost is not None and typed in words and word.startswith(typed):
            assert found[word] >= cost
        elif cost is not None:
            assert found[word] <= cost


@given(words=_WORDS, typed=st.text(_LETTERS, min_size=1, max_size=9))
def test_nothing_out_of_reach_is_found(words: set[str], typed: str) -> None:
    for word, cost in _found(words, typed, typing=False).items():
        own = token_cost(typed, word, typing=False)
        begun = token_cost(typed, word, typing=True)
        assert cost == own or ((own is None or cost < own) and begun is not None) or word == typed


@pytest.mark.parametrize(
    "typed", ["granlnd", "graanlund", "grnalund", "grabnlund", "granlind", "hgranlund", "granlunf"]
)
def test_a_letter_that_fingers_get_wrong_is_a_slip(typed: str) -> None:
    assert edit_cost(typed, "granlund", 1) - (typed[0] != "g") == ONE_EDIT


@pytest.mark.parametrize("typed", ["graplund", "granlundz", "granlxund"])
def test_a_letter_from_far_away_is_likelier_another_name(typed: str) -> None:
    assert edit_cost(typed, "granlund", 1) > ONE_EDIT
