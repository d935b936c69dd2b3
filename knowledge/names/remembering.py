"""Remembering what a method returned, without keeping its object alive."""

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast
from weakref import WeakMethod

P = ParamSpec("P")
R = TypeVar("R")


def remembered(method: Callable[P, R], most: int = 2_048) -> Callable[P, R]:
    """The same method, which remembers the last so many answers; its arguments must be hashable.

    The object that it belongs to may hold it and is freed all the same as soon as nobody else needs it.
    """
    weak = WeakMethod(method)

    @lru_cache(maxsize=most)
    def answer(*arguments: P.args, **named: P.kwargs) -> R:
        bound = weak()
        if bound is None:
            raise ReferenceError("what it belonged to is gone")
        return bound(*arguments, **named)

    return cast("Callable[P, R]", answer)
