"""Races of all sources, each once: what the first source that shows a race says about it."""

from collections.abc import Iterator, Set
from datetime import date
from itertools import compress
from typing import NamedTuple

import numpy as np

from knowledge.curation import Facts
from knowledge.imports.column_types import Truths
from knowledge.imports.linkage.merge.places import PlaceMatcher, RacePlace
from knowledge.imports.linkage.merge.sources import LinkedSource
from knowledge.imports.linkage.races import RecoveredRace
from knowledge.models.base import DisciplineId, EditionId, RaceId
from knowledge.models.facts import Category, Coverage, CoverageKind, Round

_PARTIAL = Coverage(kind=CoverageKind.PARTIAL)


class MergedRace(NamedTuple):
    """A race that is not curated, of a curated edition or of a place.

    `number` is its number in its source. `note` says why it may be several.
    """

    number: int
    id: RaceId
    edition: EditionId | RacePlace
    discipline: DisciplineId
    category: Category
    round: Round
    heat: int | None
    date: date
    coverage: Coverage
    wind_mps: str | None
    note: str | None


class RaceMerger:
    """Merges the races of the sources, source by source."""

    def __init__(self, facts: Facts, places: PlaceMatcher, shared: Set[RaceId]) -> None:
        """`shared` are the races with several sources: only these are met again."""
        self._known: set[RaceId] = {race.id for race in facts.races}
        self._shared = shared
        self._places = places

    def new_races(self, source: LinkedSource) -> Iterator[MergedRace]:
        """The shown races of a source that neither the curated facts nor an earlier source has."""
        races = source.races
        new = races_shown(source) & ~races.ids.among(self._known)
        for race in compress(races, new.tolist()):
            yield self._merged(source, race)
        for number in np.flatnonzero(new & races.ids.among(self._shared)).tolist():
            self._known.add(races.ids[number])

    def _merged(self, source: LinkedSource, race: RecoveredRace) -> MergedRace:
        seen, attached = race.seen, race.attached
        partial = race.mixed is not None or not (seen.whole or source.cut_off)
        return MergedRace(
            race.number,
            race.id,
            self._places.place_of(race) if attached is None else attached.edition,
            seen.discipline,
            seen.category if attached is None else attached.category,
            seen.round,
            seen.heat or None,
            seen.date,
            _PARTIAL if partial else race.coverage,
            race.wind_mps,
            race.mixed,
        )


def races_shown(source: LinkedSource) -> Truths:
    """For each race of a source, by number, whether at least one of its rows is shown."""
    shown: Truths = np.bincount(source.race_of[source.shown], minlength=len(source.races)) > 0
    return shown
