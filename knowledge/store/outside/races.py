"""Writing races that outside sources tell of, each once, whichever of them tell of it."""

import numpy as np

from knowledge.curation import Facts
from knowledge.models.facts import Coverage, CoverageKind
from knowledge.recovery import NOTHING, RecoveredRace
from knowledge.recovery.said import Numbers
from knowledge.store import schema
from knowledge.store.outside.gathered import Gathered
from knowledge.store.outside.places import Places
from knowledge.store.rows import Rows
from knowledge.store.write_races import venue_of

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

    def write(self, one: Gathered) -> Numbers:
        """Write the races of a source that have a row to show; the key of each by number, or NOTHING."""
        source = self._rows.key(schema.source, one.source.id)
        shown = np.bincount(one.race_of[one.shown], minlength=len(one.races)) > 0
        keys = np.full(len(one.races), NOTHING, dtype=np.int64)
        for number in np.flatnonzero(shown).tolist():
            race = one.races[number]
            key = self._keys.get(race.id)
            keys[number] = self._write(one, race, source) if key is None else key
        return keys

    def _write(self, one: Gathered, race: RecoveredRace, source: int) -> int:
        key = self._keys[race.id] = self._rows.next_key(schema.race)
        seen = race.seen
        if race.attached is None:
            category = seen.category
            edition, venue = self._places.edition(seen, source)
        else:
            category = race.attached.category
            edition, venue = self._editions[race.attached.edition]
        coverage = race.coverage if race.mixed is None and (seen.whole or one.cut_off) else _PARTIAL
        self._rows.add_cells(
            schema.race,
            (
                key,
                race.id,
                edition,
                self._disciplines[seen.discipline],
                str.__str__(category),
                str.__str__(seen.round),
                seen.heat or None,
                self._places.day(seen.date),
                venue,
                str.__str__(coverage.kind),
                coverage.limit,
                None,
                race.wind_mps,
                race.mixed,
            ),
        )
        self._rows.add_cells(schema.race_source, (key, 0, source))
        return key
