"""Writes results that were compared row by row, and claims of sources that disagree."""

from collections import Counter

from knowledge.curation import Facts
from knowledge.imports.column_types import Numbers, Truths
from knowledge.imports.linkage.merge import Disagreement, LinkedSource, MergedResult, ResultMerger
from knowledge.models.base import RaceId
from knowledge.models.claim import ClaimStatus
from knowledge.store import schema
from knowledge.store.build.merged_races import AFTER_CURATED, PlaceWriter
from knowledge.store.build.rows import Rows


class ResultWriter:
    """Writes the merged results of the sources, source by source."""

    def __init__(
        self, rows: Rows, facts: Facts, merger: ResultMerger, places: PlaceWriter, athletes: Numbers
    ) -> None:
        """`athletes` has the key of each person, by number."""
        self._rows = rows
        self._merger = merger
        self._places = places
        self._athletes = athletes
        self._claims: Counter[RaceId] = Counter({race.id: AFTER_CURATED for race in facts.races})

    def write(self, source: LinkedSource, compared: Truths, races: Numbers) -> None:
        """Write the results of the `compared` races of a source; `races` are the keys of its races."""
        source_key = self._rows.key(schema.source, source.source.id)
        for merged in self._merger.merge(source, compared):
            race = int(races[merged.race])
            if isinstance(merged, Disagreement):
                self._write_claim(merged, race, source_key)
            else:
                self._write_result(merged, race, source_key)

    def _write_result(self, merged: MergedResult, race: int, source: int) -> None:
        key = self._rows.next_key(schema.result)
        self._rows.add_cells(
            schema.result,
            (
                key,
                race,
                None if merged.person is None else int(self._athletes[merged.person]),
                AFTER_CURATED + key,
                self._places.nation(merged.nation),
                merged.team,
                merged.place,
                merged.mark,
                merged.mark_value,
                int(merged.hand_timed),
                str.__str__(merged.status),
                None,
                merged.wind_mps,
                None,
            ),
        )
        self._rows.add_texts(schema.result_note, key, merged.notes)
        if merged.cited:
            self._rows.add_cells(schema.result_source, (key, 0, source))

    def _write_claim(self, merged: Disagreement, race: int, source: int) -> None:
        claim = self._rows.add_keyed(
            schema.claim,
            race_id=race,
            athlete_id=None,
            position=self._claims[merged.race_id],
            about=f"the result of {merged.name}",
            status=ClaimStatus.UNRESOLVED,
            stands=None,
            why=None,
        )
        self._claims[merged.race_id] += 1
        self._rows.add_cells(schema.claim_saying, (claim, 0, source, merged.says))
        if merged.person is not None:
            self._rows.add_cells(schema.claim_athlete, (claim, 0, int(self._athletes[merged.person])))
