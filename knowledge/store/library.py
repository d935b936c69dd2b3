"""The small tables, kept in memory as they are asked for, and the way from an id to a key."""

from sqlalchemy import Connection, Table, select

from knowledge.models.facts import City, Competition, Discipline, Edition, Nation, Source
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
    """Everything that answers repeat again and again."""

    def __init__(self) -> None:
        self.nations: Shelf[Nation] = Shelf(load_nations)
        self.sources: Shelf[Source] = Shelf(load_sources)
        self.cities: Shelf[City] = Shelf(load_cities)
        self.disciplines: Shelf[Discipline] = Shelf(load_disciplines)
        self.competitions: Shelf[Competition] = Shelf(load_competitions)
        self.editions: Shelf[Edition] = Shelf(load_editions)


def key_of(connection: Connection, table: Table, slug: str) -> int:
    """The key of an id. Raises KeyError for one that is not here."""
    key: int | None = connection.scalar(select(table.c.id).where(table.c.slug == slug))
    if key is None:
        raise KeyError(slug)
    return key
