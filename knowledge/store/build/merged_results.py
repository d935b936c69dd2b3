"""Results of races that several tell of: each compared with what is there, row by row."""

from collections import Counter, defaultdict

import numpy as np

from knowledge.curation import Facts
from knowledge.imports.archive import RowDetails
from knowledge.imports.archive.columns import read_row_details
from knowledge.imports.linkage.merge.link import LinkedArchive, curated_results
from knowledge.imports.linkage.merge.sources import LinkedSource, team_key
from knowledge.imports.linkage.races import Agreement, ComparedResult, RecoveredRace, compare_results
from knowledge.imports.linkage.races.contradiction import Numbers, Truths
from knowledge.models.base import SourceId
from knowledge.models.facts import ClaimStatus, Status
from knowledge.store import schema
from knowledge.store.build.merged_places import AFTER_CURATED, Places
from knowledge.store.build.rows import Rows

SECOND = "a second row of one person or team where it isn't clear that there was one race"
"""Why a row becomes no result: the two may be of two races, and nothing says of which."""

_PERSON_BITS = 24


class SharedResults:
    """Writes the results of races that need a look at each row, source by source.

    These are races that another source or the curated facts tell of too, those of teams, and those in which
    two rows of one source are of the same person.
    """

    def __init__(
        self, rows: Rows, facts: Facts, outside: LinkedArchive, places: Places, athletes: dict[str, int]
    ) -> None:
        self._rows = rows
        self._people = outside.people
        self._twice = outside.twice
        self._places = places
        self._athletes = athletes
        self._nations = {str(nation.id): nation.name for nation in facts.nations}
        self._there: defaultdict[str, dict[str, ComparedResult]] = defaultdict(dict)
        self._claims: Counter[str] = Counter()
        self._of_teams = {discipline.id for discipline in facts.disciplines if discipline.team}
        self.agreements: Counter[Agreement] = Counter()
        self.hidden: Counter[str] = Counter()
        for race_id, entries in curated_results(facts).items():
            self._there[race_id] = {entry.who: entry for entry in entries}
            self._claims[race_id] = AFTER_CURATED

    def apart(self, one: LinkedSource) -> Truths:
        """For each race of a source whether it is one of these."""
        apart = np.array(
            [race.id in self._twice or race.seen.discipline in self._of_teams for race in one.races],
            dtype=np.bool_,
        )
        keys = [self._athletes[key] for key in self._people.of[one.source.id]]
        alone = one.shown & (one.printed.rows.athlete >= 0)
        who = np.array(keys, dtype=np.int64)[one.printed.rows.athlete[alone]]
        met, times = np.unique(one.race_of[alone] << _PERSON_BITS | who, return_counts=True)
        apart[met[times > 1] >> _PERSON_BITS] = True
        return apart

    def write(self, one: LinkedSource, apart: Truths, races: Numbers) -> None:
        """Write the results of such races of a source, whose keys are `races`."""
        source = self._rows.key(schema.source, one.source.id)
        indices = one.rows_of(apart)
        if not indices:
            return
        self._rows.flush()
        keys = one.keys(indices)
        told = read_row_details(self._rows.connection, keys)
        printed = self._people.of[one.source.id]
        met = {race.id for race in one.races if apart[race.number] and self._there.get(race.id)}
        for index, key in zip(indices, keys, strict=True):
            race = one.races[one.race_of[index]]
            said = told[key]
            team = one.teams.get(index)
            if team is None:
                seen = int(one.printed.rows.athlete[index])
                who, nation = printed[seen], one.printed.athletes[seen].nation
            else:
                who, nation = team_key(team.nation, team.name), team.nation
            entry = ComparedResult(who, said.place, said.mark, said.mark_value, said.status)
            there = self._there[race.id]
            if who in there:
                self._compare(one.source.id, race, int(races[race.number]), there[who], entry)
                continue
            there[who] = entry
            if race.id in met:
                self.agreements[Agreement.ADDS] += 1
            result = self._rows.next_key(schema.result)
            self._rows.add_cells(
                schema.result,
                (
                    result,
                    int(races[race.number]),
                    None if team else self._athletes[who],
                    AFTER_CURATED + result,
                    self._places.nation(nation),
                    team.name if team else None,
                    _place(race, said),
                    said.mark if said.mark_value else None,
                    said.mark_value or None,
                    int(said.hand_timed),
                    str.__str__(said.status),
                    said.wind_mps,
                    None,
                ),
            )
            self._rows.add_texts(schema.result_note, result, notes_of(race, said.notes))
            if race.id in met:
                self._rows.add_cells(schema.result_source, (result, 0, source))

    def _compare(
        self, source: SourceId, race: RecoveredRace, key: int, known: ComparedResult, entry: ComparedResult
    ) -> None:
        """Say what differs; of rows that may be of several races only the first of a person is shown."""
        if race.mixed is not None:
            self.hidden[SECOND] += 1
            return
        (met,) = compare_results([known], [entry])
        self.agreements[met.agreement] += 1
        if met.agreement is not Agreement.DISAGREES:
            return
        athlete = self._athletes.get(entry.who)
        name = self._team_name(entry.who) if athlete is None else self._people.everybody[entry.who].names[0]
        claim = self._rows.add_keyed(
            schema.claim,
            race_id=key,
            athlete_id=None,
            position=self._claims[race.id],
            about=f"the result of {name}",
            status=ClaimStatus.UNRESOLVED,
            stands=None,
            why=None,
        )
        self._claims[race.id] += 1
        says = f"{name}: {', '.join(met.differs)}."
        self._rows.add_cells(schema.claim_saying, (claim, 0, self._rows.key(schema.source, source), says))
        if athlete is not None:
            self._rows.add_cells(schema.claim_athlete, (claim, 0, athlete))

    def _team_name(self, who: str) -> str:
        nation, _, own = who.removeprefix("team/").partition("/")
        return own or self._nations.get(nation, nation)


def notes_of(race: RecoveredRace, notes: tuple[str, ...]) -> tuple[str, ...]:
    """The notes of a row, and that it is indoors where the race is."""
    return (*notes, "i") if race.seen.indoor and "i" not in notes else notes


def _place(race: RecoveredRace, said: RowDetails) -> int | None:
    # In rows that may be of several races a place says nothing about who beat whom.
    return said.place or None if race.mixed is None and said.status is Status.FINISHED else None
