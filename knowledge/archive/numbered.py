"""The races or people of one part as it prints them: each gets a key, once."""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Generic, TypeVar

from knowledge.archive.coding import Cells, cells_can_be_kept

Seen = TypeVar("Seen")

_MOST = 50_000
"""How many may be remembered: what bounds the memory."""


class Numbered(Generic[Seen]):
    """Gives keys to one kind of seen things, in the order in which they are met."""

    def __init__(self, first: int, cells: Callable[[Seen], Cells]) -> None:
        """`first` is a key that no thing has; `cells` makes a thing's cells but for its key."""
        self._next = first + 1
        self._cells = cells
        # By identity: readers share one object between rows, and hashing a whole one takes longer than the
        # rest. The objects are kept, so that their identity isn't given to others meanwhile.
        self._near: dict[int, int] = {}
        self._met: list[Seen] = []
        self._far: dict[Cells, int] = {}
        self._new: list[Cells] = []
        self._unfit: set[int | None] = set()

    def keys(self, things: Sequence[Seen | None]) -> list[int | None]:
        """The keys of things, None for None."""
        near, add = self._near, self._add
        return [None if thing is None else near.get(id(thing)) or add(thing) for thing in things]

    def all_fit(self, keys: Sequence[int | None]) -> bool:
        """Whether every database takes the things that have these keys."""
        # Most cells come again and again.
        if not cells_can_be_kept(set(chain.from_iterable(self._new))):
            first = self._next - len(self._new)
            self._unfit.update(
                key for key, cells in enumerate(self._new, first) if not cells_can_be_kept(cells)
            )
        return self._unfit.isdisjoint(keys)

    def take_new(self) -> list[Cells]:
        """The rows of what was met for the first time since this was last asked, and can be kept."""
        new, self._new = self._new, []
        first = self._next - len(new)
        return [(key, *cells) for key, cells in enumerate(new, first) if key not in self._unfit]

    @property
    def many(self) -> bool:
        """Whether so many are remembered that it is time to forget."""
        return len(self._met) > _MOST

    def forget(self) -> None:
        """Number from here on anew, from the next free key."""
        self._near.clear()
        self._met.clear()
        self._far.clear()

    def _add(self, thing: Seen) -> int:
        cells = self._cells(thing)
        key = self._far.get(cells)
        if key is None:
            key = self._far[cells] = self._next
            self._next += 1
            self._new.append(cells)
        self._near[id(thing)] = key
        self._met.append(thing)
        return key
