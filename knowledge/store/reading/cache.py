"""What answers repeat again and again, kept in memory once it was asked for."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from sqlalchemy import Column, Connection, Table, bindparam, select

from knowledge.models.base import AthleteId, SourceId
from knowledge.models.facts import City, Competition, Discipline, Edition, Name, Nation, Source, Venue
from knowledge.models.records import AthleteRef, RaceHead
from knowledge.store import schema
from knowledge.store.reading.queries import Prepared, names_of, texts_of
from knowledge.store.reading.race_heads import load_heads, load_ref, load_refs, load_refs_by_id
from knowledge.store.reading.things import (
    load_cities,
    load_competitions,
    load_disciplines,
    load_editions,
    load_nations,
    load_sources,
    load_venues,
)


def key_of(connection: Connection, table: Table, slug: str) -> int:
    """The key of an id. Raises KeyError for one that is not here."""
    for (key,) in _by_slug(table).rows(connection, {"slug": slug}):
        return int(key)
    raise KeyError(slug)


@cache
def _by_slug(table: Table) -> Prepared:
    return Prepared(select(table.c.id).where(table.c.slug == bindparam("slug")))


class Keys:
    """The keys of ids, looked up when first wanted. Threads may share it: at worst one is read twice."""

    def __init__(self) -> None:
        self._kept: dict[Column[str], dict[str, tuple[int, ...]]] = {}

    def of(self, connection: Connection, known_as: Column[str], ids: Collection[str]) -> list[int]:
        """The keys of the rows in which this column is one of the ids; of those that are not here, none."""
        kept = self._kept.get(known_as, {})
        missing = [one for one in ids if one not in kept]
        if missing:
            found: defaultdict[str, list[int]] = defaultdict(list)
            for row in _by_ids(known_as).rows(connection, {"ids": missing}):
                found[row.known_as].append(row.id)
            if len(kept) + len(missing) > ROOM:
                kept = {one: kept[one] for one in ids if one in kept}
            kept.update({one: tuple(found[one]) for one in missing})
            self._kept[known_as] = kept
        return [key for one in ids for key in kept[one]]


@cache
def _by_ids(known_as: Column[str]) -> Prepared:
    query = select(known_as.table.c.id, known_as.label("known_as"))
    return Prepared(query.where(known_as.in_(bindparam("ids", expanding=True))))


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


class Names(NamedTuple):
    """The names of competitions, editions and cities and the venues of cities, by the key of their owner.

    Only what is curated has names, so that these are few however many places there are.
    """

    competitions: Mapping[int, tuple[Name, ...]]
    editions: Mapping[int, tuple[Name, ...]]
    cities: Mapping[int, tuple[str, ...]]
    venues: Mapping[int, tuple[Venue, ...]]


class Library:
    """Small tables as far as they were asked for, and the athletes and races that were asked for last."""

    def __init__(self) -> None:
        self.keys = Keys()
        self.nations: Shelf[Nation] = Shelf(load_nations)
        self.cities: Shelf[City] = Shelf(load_cities)
        self.disciplines: Shelf[Discipline] = Shelf(load_disciplines)
        self.competitions: Shelf[Competition] = Shelf(load_competitions)
        self.editions: Shelf[Edition] = Shelf(load_editions)
        self.athletes: Shelf[AthleteRef] = Shelf(self._load_refs)
        self.heads: Shelf[RaceHead] = Shelf(self._load_heads)
        self.curated: tuple[RaceHead, ...] | None = None
        self._names: Names | None = None
        self._sources: Mapping[SourceId, Source] | None = None
        self._keys: dict[str, int] = {}

    def known_person(self, slug: str) -> tuple[int, AthleteRef] | None:
        """The key of an athlete, and who it is in short, if that was asked for before."""
        key = self._keys.get(slug)
        kept = self.athletes.kept((key,)) if key is not None else {}
        return (key, kept[key]) if key is not None and kept else None

    def person(self, connection: Connection, slug: str) -> tuple[int, AthleteRef]:
        """The key of an athlete, and who it is in short. Raises KeyError for an unknown id."""
        known = self.known_person(slug)
        if known is not None:
            return known
        key, ref = load_ref(connection, self, slug)
        self._keep_people({key: ref})
        return key, ref

    def people(self, connection: Connection, slugs: Collection[AthleteId]) -> dict[AthleteId, AthleteRef]:
        """Who these athletes are in short, read with one query. An unknown id is missing."""
        loaded = load_refs_by_id(connection, self, slugs)
        self._keep_people(loaded)
        return {ref.id: ref for ref in loaded.values()}

    def _keep_people(self, people: Mapping[int, AthleteRef]) -> None:
        if len(self._keys) + len(people) > ROOM:
            self._keys = {}
        self._keys.update({ref.id: key for key, ref in people.items()})
        self.athletes.keep(people)

    def names(self, connection: Connection) -> Names:
        """All names of places and competitions, read once."""
        if self._names is None:
            self._names = _read_names(connection)
        return self._names

    def sources(self, connection: Connection) -> Mapping[SourceId, Source]:
        """All sources by id, read once: there are few, and every answer names some."""
        if self._sources is None:
            keys = connection.scalars(select(schema.source.c.id)).all()
            self._sources = {source.id: source for source in load_sources(connection, keys).values()}
        return self._sources

    def _load_refs(self, connection: Connection, keys: Collection[int]) -> dict[int, AthleteRef]:
        return load_refs(connection, self, keys)

    def _load_heads(self, connection: Connection, keys: Collection[int]) -> dict[int, RaceHead]:
        return load_heads(connection, self, keys)


def _read_names(connection: Connection) -> Names:
    competitions, editions, cities, with_venues = (
        connection.scalars(select(column).distinct()).all()
        for column in (
            schema.competition_name.c.competition_id,
            schema.edition_name.c.edition_id,
            schema.city_name.c.city_id,
            schema.venue.c.city_id,
        )
    )
    return Names(
        names_of(connection, schema.competition_name, competitions),
        names_of(connection, schema.edition_name, editions),
        texts_of(connection, schema.city_name, cities),
        load_venues(connection, with_venues),
    )
