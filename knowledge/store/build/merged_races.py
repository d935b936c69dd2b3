"""Writes merged races, their sources, and their places: nations, cities, venues, competitions, editions."""

from collections.abc import Set
from datetime import date

import numpy as np
from sqlalchemy import Table

from knowledge.curation import Facts
from knowledge.imports.archive.encoding import Cell
from knowledge.imports.column_types import MISSING, Numbers
from knowledge.imports.linkage.merge import (
    LinkedSource,
    MergedCity,
    MergedEdition,
    MergedRace,
    MergedVenue,
    RaceMerger,
    RacePlace,
    races_shown,
)
from knowledge.models.base import EditionId, RaceId
from knowledge.models.facts import Tier
from knowledge.store import schema
from knowledge.store.build.rows import Rows
from knowledge.store.build.write_columns import Cells
from knowledge.store.build.write_races import venue_of

AFTER_CURATED = 1_000
"""First position of merged rows in a list that starts with curated ones: of results, claims, venues."""


class PlaceWriter:
    """Writes places, and returns their keys."""

    def __init__(self, rows: Rows, facts: Facts) -> None:
        """Curated places have been written before: their keys are looked up."""
        self._rows = rows
        self._nations = {str(nation.id) for nation in facts.nations}
        self._cities = {str(city.id) for city in facts.cities}
        self._venues = {(str(city.id), venue.name) for city in facts.cities for venue in city.venues}
        self._competitions = {str(competition.id) for competition in facts.competitions}
        self._merged: dict[str, int] = {}
        self._curated: dict[EditionId, tuple[int, int | None]] = {
            edition.id: (
                rows.key(schema.edition, edition.id),
                rows.key(schema.venue, venue_of(edition.city, edition.venue)) if edition.venue else None,
            )
            for edition in facts.editions
        }
        self._days: dict[date, str] = {}

    def nation(self, code: str) -> int:
        """The key of a nation by its code; an unknown code becomes a nation of that name."""
        if code not in self._nations:
            self._nations.add(code)
            self._rows.add_entity(schema.nation, code, name=code, iso=None, area=None)
        return self._rows.key(schema.nation, code)

    def day(self, value: date) -> str:
        """A date in ISO 8601; cached, as races share days."""
        text = self._days.get(value)
        if text is None:
            text = self._days[value] = value.isoformat()
        return text

    def edition_and_venue(self, edition: EditionId | RacePlace) -> tuple[int, int | None]:
        """The keys of the edition and the venue of a race, by its curated edition or by its place."""
        if not isinstance(edition, RacePlace):
            return self._curated[edition]
        # In the order of the references, city before venue before edition.
        self._city(edition.edition.city)
        venue = None if edition.venue is None else self._venue(edition.venue)
        return self._edition(edition.edition), venue

    def _city(self, city: MergedCity) -> int:
        if city.id not in self._cities:
            self._cities.add(city.id)
            self._rows.add_entity(schema.city, city.id, name=city.name, nation_id=self.nation(city.nation))
        return self._rows.key(schema.city, city.id)

    def _venue(self, venue: MergedVenue) -> int:
        city, name = venue.city.id, venue.name
        if (city, name) not in self._venues:
            self._venues.add((city, name))
            return self._rows.add_keyed(
                schema.venue,
                venue_of(city, name),
                city_id=self._rows.key(schema.city, city),
                position=AFTER_CURATED,
                name=name,
            )
        return self._rows.key(schema.venue, venue_of(city, name))

    def _edition(self, edition: MergedEdition) -> int:
        key = self._merged.get(edition.id)
        if key is not None:
            return key
        competition = edition.competition
        if competition.id not in self._competitions:
            self._competitions.add(competition.id)
            self._rows.add_entity(
                schema.competition,
                competition.id,
                name=competition.name,
                complete_since=None,
                complete_from_first=None,
            )
        key = self._merged[edition.id] = self._rows.next_key(schema.edition)
        self._rows.add_cells(
            schema.edition,
            (
                key,
                edition.id,
                self._rows.key(schema.competition, competition.id),
                edition.start.year,
                None,
                Tier.OTHER.value,
                self._rows.key(schema.city, edition.city.id),
                None if edition.venue is None else self._venue(edition.venue),
                self.day(edition.start),
                self.day(edition.end),
                None,
                None,
                True,
            ),
        )
        return key


class RaceWriter:
    """Writes races, and keeps the keys of those that are written."""

    def __init__(
        self, rows: Rows, facts: Facts, merger: RaceMerger, places: PlaceWriter, shared: Set[RaceId]
    ) -> None:
        """`shared` are the races with several sources: only the keys of these are kept."""
        self._rows = rows
        self._shared = shared
        self._merger = merger
        self._places = places
        self._keys = {race.id: rows.key(schema.race, race.id) for race in facts.races}
        self._disciplines = {str(d.id): rows.key(schema.discipline, d.id) for d in facts.disciplines}

    def write(self, source: LinkedSource) -> Numbers:
        """Write the new races of a source. Returns the key of each of its races, MISSING for hidden ones."""
        source_key = self._rows.key(schema.source, source.source.id)
        first, first_edition = self._rows.next_key(schema.race, 0), self._rows.next_key(schema.edition, 0)
        keys = np.full(len(source.races), MISSING, np.int64)
        for race in self._merger.new_races(source):
            key = keys[race.number] = self._rows.next_key(schema.race)
            if race.id in self._shared:
                self._keys[race.id] = key
            self._rows.add_cells(schema.race, self._cells(race, key))
        self._cite(schema.race_source, range(first, self._rows.next_key(schema.race, 0)), source_key)
        editions = range(first_edition, self._rows.next_key(schema.edition, 0))
        self._cite(schema.edition_source, editions, source_key)
        for number in np.flatnonzero(races_shown(source) & (keys == MISSING)).tolist():
            keys[number] = self._keys[source.races.ids[number]]
        return keys

    def _cells(self, race: MergedRace, key: int) -> tuple[Cell, ...]:
        edition, venue = self._places.edition_and_venue(race.edition)
        return (
            key,
            race.id,
            edition,
            self._disciplines[race.discipline],
            race.category.value,
            race.round.value,
            race.heat,
            self._places.day(race.date),
            True,
            venue,
            race.coverage.kind.value,
            race.coverage.limit,
            None,
            race.wind_mps,
            race.note,
            True,
        )

    def _cite(self, table: Table, owners: range, source: int) -> None:
        """Add a source to all these owners in a table of sources."""
        owner, position, source_id = (column.name for column in table.columns)
        cells = {
            owner: np.array(owners, np.int32),
            position: np.zeros(len(owners), np.int32),
            source_id: np.full(len(owners), source, np.int32),
        }
        self._rows.columns.add_cells(table, {name: Cells(codes) for name, codes in cells.items()})
