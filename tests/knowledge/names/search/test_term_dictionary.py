"""The term dictionary finds what measuring every word would find."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from knowledge.array_file import pack_strings
from knowledge.names.search.term_dictionary import LONGEST_WORD, TermDictionary
from knowledge.names.text.edit_costs import (
    BEGUN,
    BEGUN_NEARLY,
    FIRST_LETTER_DIFFERS,
    NICKNAME,
    ONE_EDIT,
    SAME,
    SOUNDS_ALIKE,
    THREE_EDITS,
    edit_cost,
    max_edits_relaxed,
    overlong_cost,
    token_cost,
)
from knowledge.names.text.nicknames import aliases
from knowledge.names.text.normalize import consonant_key, is_vowelless, phonetic_key

_LETTERS = "abehikmnostuy15"
_WORDS = st.sets(st.text(_LETTERS, min_size=1, max_size=11), max_size=40)
_TYPED = st.text(_LETTERS, min_size=1, max_size=11)
_ANOTHER_IS_WHOLE = 2.2
"""What a longer word costs where what was typed is a word as well."""


def _found(words: set[str], typed: str, *, typing: bool) -> dict[str, float]:
    ordered = sorted(words)
    dictionary = TermDictionary({**pack_strings("words", ordered), **TermDictionary.build(ordered)})
    hits = [
        *dictionary.spelled(typed, typing=typing, alone=True),
        *dictionary.misspelled(typed),
        *dictionary.aliases(typed),
        *dictionary.begun_nearly(typed, typing=typing),
    ]
    costs: dict[str, float] = {}
    for first, last, cost in hits:
        for word in ordered[first:last]:
            costs[word] = min(cost, costs.get(word, cost))
    return costs


def _near(words: set[str], typed: str, at: int) -> set[str]:
    """The words, and others that are nearly the typed one."""
    shorter = typed[:at] + typed[at + 1 :] or typed
    longer = typed[:at] + "b" + typed[at:]
    cut = shorter[:-1] or typed
    return {*words, shorter, longer, f"k{longer}", cut, longer.replace("a", "e"), shorter.replace("i", "ee")}


def _cost(typed: str, word: str, *, typing: bool) -> float | None:
    """What one word costs for the other by measuring it."""
    if not typing:
        return token_cost(typed, word)
    if word.startswith(typed):
        return SAME if word == typed else BEGUN
    cost = token_cost(typed, word)
    begun = len(typed) >= 3 and (typed + word).isalpha() and len(word) > len(typed) and word[0] == typed[0]
    if cost is None and begun and OSA.distance(typed, word[: len(typed)]) <= 1:
        return ONE_EDIT + BEGUN
    return cost


@pytest.mark.parametrize("typing", [True, False])
@given(words=_WORDS, typed=_TYPED, near=st.integers(0, 10))
def test_nothing_within_reach_is_missed(words: set[str], typed: str, near: int, typing: bool) -> None:
    words = _near(words, typed, near)
    found = _found(words, typed, typing=typing)
    for word in words - {typed}:
        cost = _cost(typed, word, typing=typing)
        if cost is not None and cost >= THREE_EDITS:
            continue  # found only where no more than two of the letters are among the first
        if cost is not None and typed in words and word.startswith(typed):
            assert found[word] >= cost
        elif cost is not None:
            assert found[word] <= cost


def _dearer(typed: str, word: str) -> set[float]:
    """What one word may cost for the other otherwise, mostly by what is looked up only where nothing fits."""
    costs = set()
    if word.startswith(typed):
        costs.add(_ANOTHER_IS_WHOLE)
    if typed.startswith(word):
        costs.add(overlong_cost(typed, word))
    if word in aliases(typed):
        costs.add(NICKNAME)
    alike = phonetic_key(typed) == phonetic_key(word) or (
        is_vowelless(typed) and consonant_key(typed) == consonant_key(word)
    )
    if alike and len(word) > 1:
        costs.add(SOUNDS_ALIKE)
    edits = OSA.distance(typed, word)
    if edits <= max_edits_relaxed(typed):
        costs.add(edit_cost(typed, word, edits))
    begun = ONE_EDIT + BEGUN_NEARLY + (FIRST_LETTER_DIFFERS if typed[0] != word[0] else 0)
    if any(OSA.distance(typed, word[:end]) <= 1 for end in range(3, len(word) + 1)):
        costs.add(begun)
    return costs


@given(words=_WORDS, typed=_TYPED, near=st.integers(0, 10))
@example(set(), "aab", 3)
@example({"i"}, "eei", 9)
@example({"kameo"}, "kmh", 9)
@example({"aabba"}, "aaaaa", 9)
def test_nothing_out_of_reach_is_found(words: set[str], typed: str, near: int) -> None:
    for word, cost in _found(_near(words, typed, near), typed, typing=False).items():
        assert cost == token_cost(typed, word) or cost in _dearer(typed, word)


def test_two_letters_may_sound_like_more_but_one_may_not() -> None:
    assert _found({"li", "i"}, "lee", typing=False) == {"li": SOUNDS_ALIKE}
    assert _found({"i"}, "eei", typing=False) == {}
    assert token_cost("lee", "li") == SOUNDS_ALIKE
    assert token_cost("eei", "i") is None


def test_a_name_that_was_typed_too_long_has_three_letters_no_digits_and_an_end() -> None:
    assert set(_found({"ab", "abe"}, "abehi", typing=False)) == {"abe"}
    assert not _found({"155"}, "15511", typing=False)
    assert not _found({"abe"}, "abe" + "h" * LONGEST_WORD, typing=False)
