"""A cached method computes an answer once, and does not keep its object alive."""

from weakref import ref

import pytest

from knowledge.names.search.term_expansion import cached_method


class _Asked:
    def __init__(self) -> None:
        self.times = 0
        self.answer = cached_method(self._look_up)

    def _look_up(self, text: str) -> str:
        self.times += 1
        return text.upper()


def test_an_answer_is_computed_once() -> None:
    asked = _Asked()
    assert [asked.answer("a"), asked.answer("a"), asked.answer("b")] == ["A", "A", "B"]
    assert asked.times == 2


def test_the_cache_does_not_keep_its_object_alive() -> None:
    asked = _Asked()
    answer, gone = asked.answer, ref(asked)
    del asked
    assert gone() is None
    with pytest.raises(ReferenceError):
        answer("a")
