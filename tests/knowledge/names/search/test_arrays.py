"""Arrays of the index: keys are sorted with their numbers, and words of one prefix form a run."""

from itertools import groupby

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from knowledge.names.search.arrays import PREFIX_LETTERS, first_letters, group_by_key, prefix_runs


def test_keys_are_sorted_and_then_their_numbers() -> None:
    keys, numbers = group_by_key(np.array([3, 1, 3], np.uint32), np.array([5, 9, 2], np.int32))
    assert (keys.tolist(), numbers.tolist()) == ([1, 3, 3], [9, 2, 5])


@given(words=st.sets(st.text("ab1", min_size=1, max_size=9)), length=st.integers(1, PREFIX_LETTERS))
def test_words_of_one_prefix_are_one_run(words: set[str], length: int) -> None:
    ordered = sorted(words)

    def begun(word: str) -> str:
        return word[:length] if len(word) >= length and word.isalpha() else ""

    expected, at = [], 0
    for beginning, alike in groupby(ordered, begun):
        count = len(list(alike))
        expected += [(at, at + count)] if beginning else []
        at += count
    letters = np.array([word.isalpha() for word in ordered], np.bool_)
    firsts, lasts = prefix_runs(first_letters(ordered), length, letters)
    assert list(zip(firsts.tolist(), lasts.tolist(), strict=True)) == expected
