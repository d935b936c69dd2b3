"""The vocabulary finds what measuring every word would find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.names.cost import token_cost
from knowledge.names.vocabulary import Vocabulary

_LETTERS = "abehikmnostuy15"
_WORDS = st.lists(st.text(_LETTERS, min_size=1, max_size=9), max_size=40)


@pytest.mark.parametrize("typing", [True, False])
@given(words=_WORDS, typed=st.text(_LETTERS, min_size=1, max_size=9))
def test_nothing_is_missed_and_nothing_added(words: list[str], typed: str, typing: bool) -> None:
    every = ((word, token_cost(typed, word, typing=typing)) for word in set(words))
    expected = {word: cost for word, cost in every if cost is not None}
    assert dict(Vocabulary(words).like(typed, typing=typing)) == expected
