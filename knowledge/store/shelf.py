"""What is read once and kept: nations, cities, editions and the like."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Generic, TypeVar

from sqlalchemy import Connection

Thing = TypeVar("Thing")

ROOM = 10_000
"""So many things are kept; when there would be more, it begins again."""


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
            self.keep(loaded)
        return found

    def kept(self, keys: Iterable[int]) -> dict[int, Thing]:
        """Those of the things that are here already."""
        here = self._kept
        return {key: here[key] for key in set(keys) & here.keys()}

    def keep(self, things: Mapping[int, Thing]) -> None:
        """Put things here that were read otherwise."""
        if len(self._kept) + len(things) > ROOM:
            self._kept = {}
        self._kept.update(things)
