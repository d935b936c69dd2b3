"""What answers repeat again and again, kept in memory once it was asked for."""

from collections.abc import Collection

from sqlalchemy import Connection

from knowledge.models.facts import City, Competition, Discipline, Edition, Nation, Source
from knowledge.models.records import AthleteRef, RaceHead
from knowledge.store.joined import load_heads, load_refs
from knowledge.store.shelf import Shelf
from knowledge.store.things import (
    load_cities,
    load_competitions,
    load_disciplines,
    load_editions,
    load_nations,
    load_sources,
)


class Library:
    """Small tables as far as they were asked for, and the athletes and races that were asked for last."""

    def __init__(self) -> None:
        self.nations: Shelf[Nation] = Shelf(load_nations)
        self.sources: Shelf[Source] = Shelf(load_sources)
        self.cities: Shelf[City] = Shelf(load_cities)
        self.disciplines: Shelf[Discipline] = Shelf(load_disciplines)
        self.competitions: Shelf[Competition] = Shelf(load_competitions)
        self.editions: Shelf[Edition] = Shelf(load_editions)
        self.athletes: Shelf[AthleteRef] = Shelf(self._load_refs)
        self.heads: Shelf[RaceHead] = Shelf(self._load_heads)

    def _load_refs(self, connection: Connection, keys: Collection[int]) -> dict[int, AthleteRef]:
        return load_refs(connection, self, keys)

    def _load_heads(self, connection: Connection, keys: Collection[int]) -> dict[int, RaceHead]:
        return load_heads(connection, self, keys)
