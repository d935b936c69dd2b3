"""Every name of every entity, for the name index, with its popularity; whether an entity exists."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from knowledge.models.records import NameEntry
from knowledge.store.columns import CodedColumn, Ranges, TextColumn
from knowledge.store.popularity import of_athletes
from knowledge.store.table_parts import EntityTable, NameTable
from knowledge.store.tables import Tables

Weights = npt.NDArray[Any]


def exists(tables: Tables, kind: str, entity_id: str) -> bool:
    """Whether an entity of this kind and id exists. Raises KeyError for an unknown kind."""
    if kind == "venue":
        return tables.venue.name.code(entity_id) >= 0
    known: dict[str, EntityTable] = {
        "athlete": tables.athlete,
        "competition": tables.competition,
        "edition": tables.edition,
        "city": tables.city,
        "discipline": tables.discipline,
        "nation": tables.nation,
        "race": tables.race,
    }
    return known[kind].find(entity_id) is not None


def read_entries(tables: Tables) -> Iterator[NameEntry]:
    """Every name of every kind of entity except races.

    The weight of an athlete is the popularity of the races with a result, alone or in a team, with the great
    medals, in tenths of a row; the weight of any other entity is its number of races.
    """
    race, edition = tables.race, tables.edition
    editions = race.of_edition.counts()
    cities = _sums(editions, edition.city, len(tables.city))
    yield from _athletes(tables)
    competition = _Kind(
        "competition", tables.competition.slug, _sums(editions, edition.competition, len(tables.competition))
    )
    yield from competition.registered(tables.competition.name)
    yield from competition.sourced(tables.competition.names)
    of_editions = _Kind("edition", edition.slug, editions)
    yield from of_editions.registered(edition.name)
    yield from of_editions.sourced(edition.names)
    of_cities = _Kind("city", tables.city.slug, cities)
    yield from of_cities.registered(tables.city.name)
    yield from of_cities.listed(tables.city.names.rows, tables.city.names.text)
    venues = race.venue.codes[race.venue.codes >= 0]
    of_venues = _Kind("venue", tables.venue.name, np.bincount(venues, minlength=len(tables.venue.name)))
    yield from of_venues.registered(tables.venue.name)
    yield from of_venues.listed(tables.venue.names.rows, tables.venue.names.text)
    discipline = tables.discipline
    disciplines = _Kind("discipline", discipline.slug, race.of_discipline.counts())
    yield from disciplines.registered(discipline.name)
    yield from disciplines.listed(discipline.names.rows, discipline.names.text)
    yield from disciplines.listed(discipline.codes.rows, discipline.codes.second)
    yield from disciplines.listed(discipline.translations.rows, discipline.translations.second)
    nation = tables.nation
    nations = _Kind("nation", nation.slug, _sums(cities, tables.city.nation, len(nation)))
    yield from nations.registered(nation.name)
    yield from nations.listed(nation.names.rows, nation.names.text)
    for row in range(len(nation)):
        yield nations.entry(row, nation.slug[row])


def _athletes(tables: Tables) -> Iterator[NameEntry]:
    of = tables.athlete
    kind = _Kind("athlete", of.slug, of_athletes(tables), of.family.__getitem__)
    yield from kind.registered(of.name)
    yield from kind.sourced(of.names)


def _sums(counts: Weights, owner: CodedColumn[int], size: int) -> Weights:
    """The sum of the counts of the rows of each owner."""
    return np.bincount(owner.codes, weights=counts, minlength=size)


class _Kind:
    """Makes the entries of one kind of entity."""

    def __init__(
        self, kind: str, ids: TextColumn[str], weights: Weights, family: Callable[[int], str] | None = None
    ) -> None:
        self._kind = kind
        self._ids = ids
        self._weights = weights.tolist()
        self._family = family

    def entry(self, row: int, text: str, *, registered: bool = False) -> NameEntry:
        """One name of the entity in a row."""
        return NameEntry(
            kind=self._kind,
            id=self._ids[row],
            text=text,
            registered=registered,
            weight=round(self._weights[row]),
            family=None if self._family is None else self._family(row),
        )

    def registered(self, names: TextColumn[str] | TextColumn[str | None]) -> Iterator[NameEntry]:
        """The name of each entity that cards show."""
        for row in range(len(names)):
            text = names[row]
            if text is not None:
                yield self.entry(row, text, registered=True)

    def sourced(self, names: NameTable) -> Iterator[NameEntry]:
        """The other names of entities, where these have sources."""
        for row in range(len(names.text)):
            yield self.entry(names.owner[row], names.text[row])

    def listed(self, rows: Ranges, texts: TextColumn[str]) -> Iterator[NameEntry]:
        """The texts of each entity."""
        for owner in range(len(self._weights)):
            for row in rows.of(owner):
                yield self.entry(owner, texts[row])
