"""The races and people of one part as it prints them: each gets a key, once."""

from collections.abc import Callable
from typing import Generic, TypeVar

from knowledge.archive.coding import Cells, cells_can_be_kept

Seen = TypeVar("Seen")

_MOST = 50_000
"""How many may be remembered: what bounds the memory."""

UNFIT = 0
"""In the place of a key: no database keeps such a one."""


class Numbered(Generic[Seen]):
    """Gives keys to one kind of seen things, in the order in which they are met."""

    def __init__(self, first: int, cells: Callable[[Seen], Cells]) -> None:
        """`first` is the key that no thing has yet; `cells` makes a thing's cells but for its key."""
        self._next = first + 1
        self._cells = cells
        # By identity: readers share one object between rows, and hashing a whole one takes longer than the
        # rest. The object is kept beside its key, so that its identity isn't given to another meanwhile.
        self.near: dict[int, tuple[Seen, int]] = {}
        self._far: dict[Cells, int] = {}
        self._new: list[Cells] = []

    def add(self, thing: Seen) -> int:
        """The key of a thing that `near` doesn't hold, or UNFIT."""
        cells = self._cells(thing)
        key = self._far.get(cells)
        if key is None:
            key = UNFIT
            if cells_can_be_kept(cells):
                key = self._far[cells] = self._next
                self._next += 1
                self._new.append((key, *cells))
        self.near[id(thing)] = (thing, key)
        return key

    def take_new(self) -> list[Cells]:
        """The rows of what was met for the first time since this was last asked."""
        new, self._new = self._new, []
        return new

    @property
    def many(self) -> bool:
        """Whether so many are remembered that it is time to forget."""
        return len(self.near) > _MOST or len(self._far) > _MOST

    def forget(self) -> None:
        """Number from here on anew, from the next free key."""
        self.near.clear()
        self._far.clear()
