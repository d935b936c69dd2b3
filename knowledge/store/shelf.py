"""What is read once and kept: nations, cities, editions and the like."""

from collections.abc import Callable, Collection, Iterable
from typing import Generic, TypeVar

from sqlalchemy import Connection

Thing = TypeVar("Thing")

_ROOM = 20_000


class Shelf(Generic[Thing]):
    """Things by key, read when first wanted. Threads may share it: at worst one is read twice."""

    def __init__(self, load: Callable[[Connection, Collection[int]], dict[int, Thing]]) -> None:
        self._load = load
        self._kept: dict[int, Thing] = {}

    def take(self, connection: Connection, keys: Iterable[int]) -> dict[int, Thing]:
        """The things of these keys."""
        kept = self._kept
        wanted = set(keys)
        found = {key: kept[key] for key in wanted & kept.keys()}
        missing = wanted - found.keys()
        if missing:
            loaded = self._load(connection, missing)
            found |= loaded
            if len(kept) + len(loaded) > _ROOM:
                self._kept = kept = {}
            kept.update(loaded)
        return found
