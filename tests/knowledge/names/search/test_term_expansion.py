"""A remembered method asks once, and its object goes when nobody needs it."""

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


def test_the_same_is_asked_once() -> None:
    asked = _Asked()
    assert [asked.answer("a"), asked.answer("a"), asked.answer("b")] == ["A", "A", "B"]
    assert asked.times == 2


def test_the_object_is_freed_though_it_holds_what_remembers() -> None:
    asked = _Asked()
    answer, gone = asked.answer, ref(asked)
    del asked
    assert gone() is None
    with pytest.raises(ReferenceError):
        answer("a")
