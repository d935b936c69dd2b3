"""Writing races that outside sources tell of, each once, whichever of them tell of it."""

from itertools import compress

import numpy as np
from sqlalchemy import ColumnElement, Table, insert, literal, select

from knowledge.curation import Facts
from knowledge.imports.archive.encoding import Cells
from knowledge.imports.linkage.merge.sources import LinkedSource
from knowledge.imports.linkage.races import NOTHING, RecoveredRace
from knowledge.imports.linkage.races.contradiction import Numbers
from knowledge.models.facts import Coverage, CoverageKind
from knowledge.store import schema
from knowledge.store.build.merged_places import Places
from knowledge.store.build.rows import Rows
from knowledge.store.build.write_races import venue_of

_PARTIAL = Coverage(kind=CoverageKind.PARTIAL)


class Races:
    """Writes races, and knows the keys of those that are written."""

    def __init__(self, rows: Rows, facts: Facts, places: Places) -> None:
        self._rows = rows
        self._places = places
        self._keys = {str(race.id): rows.key(schema.race, race.id) for race in facts.races}
        self._disciplines = {str(d.id): rows.key(schema.discipline, d.id) for d in facts.disciplines}
        self._editions = {
            edition.id: (
                rows.key(schema.edition, edition.id),
                rows.key(schema.venue, venue_of(edition.city, edition.venue)) if edition.venue else None,
            )
            for edition in facts.editions
        }

    def write(self, one: LinkedSource) -> Numbers:
        """Write the races of a source that have a row to show; the key of each by number, or NOTHING."""
        source = self._rows.key(schema.source, one.source.id)
        shown = np.bincount(one.race_of[one.shown], minlength=len(one.races)) > 0
        keys = [NOTHING] * len(one.races)
        first, first_edition = self._rows.next_key(schema.race, 0), self._rows.next_key(schema.edition, 0)
        for race in compress(one.races, shown.tolist()):
            key = self._keys.get(race.id)
            if key is None:
                key = self._keys[race.id] = self._rows.next_key(schema.race)
                self._rows.add_cells(schema.race, self._cells(one, race, key))
            keys[race.number] = key
        self._rows.flush()
        self._say_source(schema.race_source, schema.race.c.id >= first, source)
        self._say_source(schema.edition_source, schema.edition.c.id >= first_edition, source)
        return np.array(keys, dtype=np.int64)

    def _cells(self, one: LinkedSource, race: RecoveredRace, key: int) -> Cells:
        _, name, seen, attached, coverage, mixed, wind, _ = race
        if attached is None:
            category = seen.category
            edition, venue = self._places.edition(race)
        else:
            category = attached.category
            edition, venue = self._editions[attached.edition]
        if mixed is not None or not (seen.whole or one.cut_off):
            coverage = _PARTIAL
        return (
            key,
            name,
            edition,
            self._disciplines[seen.discipline],
            category.value,
            seen.round.value,
            seen.heat or None,
            self._places.day(seen.date),
            venue,
            coverage.kind.value,
            coverage.limit,
            None,
            wind,
            mixed,
        )

    def _say_source(self, table: Table, new: ColumnElement[bool], source: int) -> None:
        """Note where the new rows that a table of sources belongs to come from."""
        owner, position, source_id = table.c
        (of,) = owner.foreign_keys
        query = select(of.column, literal(0), literal(source)).where(new)
        columns = [owner.name, position.name, source_id.name]
        self._rows.connection.execute(insert(table).from_select(columns, query))
