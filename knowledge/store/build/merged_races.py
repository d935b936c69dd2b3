"""Writes merged races, and the source of each."""

import numpy as np
from sqlalchemy import ColumnElement, Table, insert, literal, select

from knowledge.curation import Facts
from knowledge.imports.archive.encoding import Cells
from knowledge.imports.arrays import MISSING, Numbers
from knowledge.imports.linkage.merge import LinkedSource, MergedRace, RaceMerger, races_shown
from knowledge.store import schema
from knowledge.store.build.merged_places import PlaceWriter
from knowledge.store.build.rows import Rows


class RaceWriter:
    """Writes races, and keeps the keys of those that are written."""

    def __init__(self, rows: Rows, facts: Facts, merger: RaceMerger, places: PlaceWriter) -> None:
        self._rows = rows
        self._merger = merger
        self._places = places
        self._keys = {str(race.id): rows.key(schema.race, race.id) for race in facts.races}
        self._disciplines = {str(d.id): rows.key(schema.discipline, d.id) for d in facts.disciplines}

    def write(self, source: LinkedSource) -> Numbers:
        """Write the new races of a source. Returns the key of each of its races, MISSING for hidden ones."""
        source_key = self._rows.key(schema.source, source.source.id)
        first, first_edition = self._rows.next_key(schema.race, 0), self._rows.next_key(schema.edition, 0)
        for race in self._merger.new_races(source):
            key = self._keys[race.id] = self._rows.next_key(schema.race)
            self._rows.add_cells(schema.race, self._cells(race, key))
        self._rows.flush()
        self._cite(schema.race_source, schema.race.c.id >= first, source_key)
        self._cite(schema.edition_source, schema.edition.c.id >= first_edition, source_key)
        shown = races_shown(source).tolist()
        keys = [
            self._keys[race.id] if is_shown else MISSING
            for race, is_shown in zip(source.races, shown, strict=True)
        ]
        return np.array(keys, dtype=np.int64)

    def _cells(self, race: MergedRace, key: int) -> Cells:
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
            venue,
            race.coverage.kind.value,
            race.coverage.limit,
            None,
            race.wind_mps,
            race.note,
            True,
        )

    def _cite(self, table: Table, new: ColumnElement[bool], source: int) -> None:
        """Add a source to all new rows of the table that a table of sources refers to."""
        owner, position, source_id = table.c
        (of,) = owner.foreign_keys
        query = select(of.column, literal(0), literal(source)).where(new)
        columns = [owner.name, position.name, source_id.name]
        self._rows.connection.execute(insert(table).from_select(columns, query))
