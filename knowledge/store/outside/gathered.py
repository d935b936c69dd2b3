"""All that the archive says, source by source, with the races behind the rows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.archive import Archive, Printed
from knowledge.curation import Facts
from knowledge.imports import FORMATS
from knowledge.models.base import RaceId
from knowledge.models.facts import Source
from knowledge.models.observation import COMBINED
from knowledge.recovery import NOTHING, RecoveredRace, Said, recover
from knowledge.recovery.said import Numbers, Truths
from knowledge.store.outside.hidden import hidden_rows
from knowledge.store.outside.teams import Teams


@dataclass(frozen=True, slots=True)
class Team:
    """A team in a row: its nation, and its name where that is not simply the nation's."""

    nation: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Gathered:
    """One source: what it prints, its races, and which race each of its rows is of.

    `number_of` gives the race of each printed race, `race_of` that of each row.

    `cut_off` says that it lists the best marks only, `whole` that it lists everybody in each race. `shown`
    says of each row whether it becomes a result, and `hidden` counts the others by why not. `teams` are those
    of the rows (by index) that are a team's.
    """

    source: Source
    cut_off: bool
    whole: bool
    printed: Printed
    races: tuple[RecoveredRace, ...]
    number_of: Numbers
    race_of: Numbers
    teams: dict[int, Team]
    shown: Truths
    hidden: Counter[str]

    def rows_of(self, races: Truths) -> list[int]:
        """The rows (by index) that are shown of these races."""
        return [int(index) for index in np.flatnonzero(self.shown & races[self.race_of])]

    def keys(self, rows: list[int]) -> list[int]:
        """The archive's keys of rows."""
        return [int(key) for key in self.printed.rows.key[rows]]


def gather(archive: Archive, facts: Facts) -> tuple[Gathered, ...]:
    """Read the whole archive once. Sources that list everybody in a race come first, then as they came."""
    lists = {known.source.id for known in FORMATS.values() if known.cut_off}
    teams = Teams(facts)
    found = [
        _gather(archive, facts, printed, teams, cut_off=printed.source.id in lists)
        for printed in archive.printed()
    ]
    return tuple(sorted(found, key=lambda one: not one.whole))


def told_twice(facts: Facts, sources: tuple[Gathered, ...]) -> frozenset[RaceId]:
    """The races that several tell of: the curated facts, or one source and another."""
    times = Counter(race.id for race in facts.races)
    for one in sources:
        times.update(race.id for race in one.races)
    return frozenset(name for name, count in times.items() if count > 1)


def _gather(archive: Archive, facts: Facts, printed: Printed, teams: Teams, *, cut_off: bool) -> Gathered:
    rows = printed.rows

    def marks_of(some: Sequence[int]) -> list[str | None]:
        keys = [int(key) for key in rows.key[list(some)]]
        told = archive.told(keys)
        return [told[key].mark for key in keys]

    combined = np.zeros(len(rows.race), dtype=np.bool_)
    combined[[index for index, notes in printed.notes.items() if COMBINED in notes]] = True
    said = Said(rows.race, _printed_alike(printed), rows.place, rows.value, rows.hand_timed, combined)
    recovered = recover(printed.races, said, facts, marks_of)
    race_of = recovered.of[rows.race]
    own = {
        index: Team(nation or "", teams.own_name(name, nation or ""))
        for index, (name, nation) in printed.teams.items()
    }
    shown, hidden = hidden_rows(facts, printed, recovered.races, race_of)
    whole = all(race.seen.whole for race in recovered.races)
    return Gathered(
        printed.source, cut_off, whole, printed, recovered.races, recovered.of, race_of, own, shown, hidden
    )


def _printed_alike(printed: Printed) -> Numbers:
    """A number for each row that is equal where an athlete or a team is printed alike."""
    numbers: dict[object, int] = {}
    of_athletes = np.array(
        [numbers.setdefault((a.name, a.born, a.nation, a.ids), len(numbers)) for a in printed.athletes]
        + [NOTHING],
        dtype=np.int64,
    )
    who = of_athletes[printed.rows.athlete]
    for index, team in printed.teams.items():
        who[index] = numbers.setdefault(team, len(numbers))
    return who
