"""Results compared row by row: of races with several sources, of relays, and of athletes with two rows."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from knowledge.imports.archive import RowDetails
from knowledge.imports.column_types import Truths
from knowledge.imports.linkage.merge.curated import CuratedEvidence
from knowledge.imports.linkage.merge.link import LinkedArchive
from knowledge.imports.linkage.merge.sources import LinkedSource, team_key
from knowledge.imports.linkage.races import Agreement, ComparedResult, RecoveredRace, compare_results
from knowledge.models.base import RaceId
from knowledge.models.facts import Status

SECOND_ROW = "a second row of one person or team where it isn't clear that there was one race"
"""Reason to hide a row: the two rows may be of two races, and no value distinguishes these."""

_PERSON_BITS = 24
"""Bits of a person's number in a packed key: up to 16 million people."""


class MergedResult(NamedTuple):
    """A result to add to a race, given by the race's number in its source.

    `person` is the number of a person, None for a team. `cited` means that the result names its source
    itself, because the race has another source too.
    """

    race: int
    person: int | None
    nation: str
    team: str | None
    place: int | None
    mark: str | None
    mark_value: int | None
    hand_timed: bool
    status: Status
    wind_mps: str | None
    notes: tuple[str, ...]
    cited: bool


class Disagreement(NamedTuple):
    """A claim of a source against a result of an earlier one: whose result, and the difference in words."""

    race: int
    race_id: RaceId
    person: int | None
    name: str
    says: str


class ResultMerger:
    """Merges the compared results of the sources, source by source.

    After the last source, `agreements` counts the compared rows of known races by outcome, and `hidden` the
    rows that are not shown by reason.
    """

    def __init__(self, curated: CuratedEvidence, linked: LinkedArchive) -> None:
        facts = curated.facts
        self._linked = linked
        self._nations = {str(nation.id): nation.name for nation in facts.nations}
        self._relays = {discipline.id for discipline in facts.disciplines if discipline.team}
        self._known: defaultdict[RaceId, dict[str, ComparedResult]] = defaultdict(dict)
        self.agreements: Counter[Agreement] = Counter()
        self.hidden: Counter[str] = Counter()
        for race_id, results in curated.results.items():
            self._known[race_id] = {result.entrant: result for result in results}

    def races_compared(self, source: LinkedSource) -> Truths:
        """For each race of a source, by number, whether its results have to be compared row by row.

        The results of all other races can be copied as they are.
        """
        compared = source.races.ids.among(self._linked.shared_races)
        compared |= source.races.seen.mapped("discipline", self._relays.__contains__, np.bool_)
        people = self._linked.people.of[source.source.id]
        individual = source.shown & (source.printed.rows.athlete >= 0)
        person = people[source.printed.rows.athlete[individual]]
        packed = source.race_of[individual].astype(np.int64) << _PERSON_BITS | person
        pairs, times = np.unique(packed, return_counts=True)
        compared[pairs[times > 1] >> _PERSON_BITS] = True
        return compared

    def merge(self, source: LinkedSource, compared: Truths) -> Iterator[MergedResult | Disagreement]:
        """The new results of the compared races of a source, and its claims against known results."""
        indices = source.rows_of(compared)
        if not indices:
            return
        of_compared = map(source.races.ids.__getitem__, np.flatnonzero(compared).tolist())
        met = {race_id for race_id in of_compared if self._known.get(race_id)}
        for index in indices:
            race = source.races[source.race_of[index]]
            row = source.printed.details(index)
            result = self._merged(source, index, race, row, cited=race.id in met)
            if result.person is None:
                entrant = team_key(result.nation, result.team)
            else:
                entrant = self._linked.people.people[result.person].key
            seen = ComparedResult(entrant, row.place, row.mark, row.mark_value, row.status)
            known = self._known[race.id].get(entrant)
            if known is not None:
                yield from self._compared(race, known, seen)
                continue
            self._known[race.id][entrant] = seen
            if result.cited:
                self.agreements[Agreement.ADDS] += 1
            yield result

    def _merged(
        self, source: LinkedSource, index: int, race: RecoveredRace, row: RowDetails, *, cited: bool
    ) -> MergedResult:
        team = source.teams.get(index)
        person = None
        if team is None:
            printed = int(source.printed.rows.athlete[index])
            person = int(self._linked.people.of[source.source.id][printed])
            nation = source.printed.athletes[printed].nation
        else:
            nation = team.nation
        return MergedResult(
            race.number,
            person,
            nation,
            team.name if team else None,
            _place(race, row),
            row.mark if row.mark_value else None,
            row.mark_value or None,
            row.hand_timed,
            row.status,
            row.wind_mps,
            notes_of(race, row.notes),
            cited,
        )

    def _compared(
        self, race: RecoveredRace, known: ComparedResult, seen: ComparedResult
    ) -> Iterator[Disagreement]:
        """The claim of a row against the known result of the same person or team, where they disagree."""
        if race.mixed is not None:
            self.hidden[SECOND_ROW] += 1
            return
        (comparison,) = compare_results([known], [seen])
        self.agreements[comparison.agreement] += 1
        if comparison.agreement is not Agreement.DISAGREES:
            return
        people = self._linked.people.people
        person = people.find(seen.entrant)
        name = self._team_name(seen.entrant) if person is None else people[person].names[0]
        says = f"{name}: {', '.join(comparison.differs)}."
        yield Disagreement(race.number, race.id, person, name, says)

    def _team_name(self, key: str) -> str:
        nation, _, own = key.removeprefix("team/").partition("/")
        return own or self._nations.get(nation, nation)


def notes_of(race: RecoveredRace, notes: tuple[str, ...]) -> tuple[str, ...]:
    """The notes of a row, with `i` added where the race is indoors."""
    return (*notes, "i") if race.seen.indoor and "i" not in notes else notes


def _place(race: RecoveredRace, row: RowDetails) -> int | None:
    # Where the rows may be of several races, places cannot be compared.
    return row.place or None if race.mixed is None and row.status is Status.FINISHED else None
