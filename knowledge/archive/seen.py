"""The keys of people and races as one source prints them: found where known, given where new."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from sqlalchemy import Connection, Table, select

from knowledge.archive.bulk import among, insert_rows, next_key
from knowledge.archive.coding import Cell, digest

Seen = TypeVar("Seen")

_NEAR = 50_000
_FAR = 400_000
"""How many are remembered before all are forgotten: what bounds the memory of an import."""

UNFIT = 0
"""In the place of a key: the database can't keep such a one."""


class SeenKeys(Generic[Seen]):
    """Finds keys of one kind of seen things, for one source, from batch to batch and part to part.

    It may be used only as long as nobody else writes, and no longer once a transaction was rolled back.
    """

    def __init__(self, table: Table, source_key: int, cells: Callable[[Seen], tuple[Cell, ...]]) -> None:
        self._table = table
        self._source_key = source_key
        self._cells = cells
        # By identity: readers share one object between rows, and hashing a whole one takes longer than the
        # rest. The object is kept beside its key, so that its identity isn't given to another meanwhile.
        self._near: dict[int, tuple[Seen, int]] = {}
        self._far: dict[str, int] = {}
        self._next: int | None = None

    def find(self, connection: Connection, things: Iterable[Seen]) -> dict[int, tuple[Seen, int]]:
        """Make sure that each of a batch has a key; returns it (or UNFIT), by `id`, beside the thing."""
        if len(self._near) > _NEAR:
            self._near.clear()
        if len(self._far) > _FAR:
            self._far.clear()
        near = self._near
        unknown = {id(thing): thing for thing in things if id(thing) not in near}
        if unknown:
            self._learn(connection, unknown)
        return near

    def _learn(self, connection: Connection, unknown: dict[int, Seen]) -> None:
        fit: dict[int, str] = {}
        cells_of: dict[str, tuple[Cell, ...]] = {}
        far = self._far
        for identity, thing in unknown.items():
            cells = self._cells(thing)
            known_as = digest(cells)
            if known_as is None:
                self._near[identity] = (thing, UNFIT)
                continue
            fit[identity] = known_as
            if known_as not in far:
                cells_of[known_as] = cells
        if cells_of:
            self._look_up(connection, list(cells_of))
            self._add(
                connection,
                {known_as: cells_of[known_as] for known_as in cells_of if known_as not in self._far},
            )
        for identity, known_as in fit.items():
            self._near[identity] = (unknown[identity], self._far[known_as])

    def _look_up(self, connection: Connection, digests: list[str]) -> None:
        columns = self._table.c
        found = connection.execute(
            select(columns.digest, columns.id).where(
                columns.source_id == self._source_key, among(connection, columns.digest, digests)
            )
        )
        self._far.update((known_as, key) for known_as, key in found)

    def _add(self, connection: Connection, new: dict[str, tuple[Cell, ...]]) -> None:
        key = next_key(connection, self._table.c.id) if self._next is None else self._next
        rows = []
        for known_as, cells in new.items():
            rows.append((key, self._source_key, known_as, *cells))
            self._far[known_as] = key
            key += 1
        self._next = key
        insert_rows(connection, self._table, rows)
