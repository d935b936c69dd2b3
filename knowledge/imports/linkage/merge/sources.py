"""All that the archive says, source by source, with the races behind the rows."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.curation import Facts
from knowledge.imports.archive import Archive, SourceColumns
from knowledge.imports.arrays import MISSING, Numbers, Truths
from knowledge.imports.formats import FORMATS
from knowledge.imports.linkage.races import RaceRows, RecoveredRace, recover_races
from knowledge.models.base import RaceId
from knowledge.models.facts import Source
from knowledge.models.observation import COMBINED
from knowledge.names import fold

NO_NATION = frozenset(("INT", "UND"))
"""Codes of the lists that stand for no nation: teams of several, or of one that isn't told."""


class TeamNames:
    """Tells a team's own name from its nation's. Made once from the facts, then only read."""

    def __init__(self, facts: Facts) -> None:
        self._nations = {
            str(nation.id): {_letters(name) for name in (nation.id, nation.name, *nation.names)}
            for nation in facts.nations
        }

    def own_name(self, name: str | None, nation: str) -> str | None:
        """The name of a team where it is not simply its nation's, a club's or a second team's."""
        if name is None or _letters(name) in self._nations.get(nation, ()):
            return None
        return name


def _letters(name: str) -> str:
    """A name without what sets words and initials apart: N.I. is NI."""
    return fold(name).replace(" ", "")


def team_key(nation: str, own_name: str | None) -> str:
    """What a team is known as while results are compared."""
    return f"team/{nation}/{fold(own_name)}" if own_name else f"team/{nation}"


OF_COMBINED = "a part of a combined event"
NO_DISCIPLINE = "an event that the curated disciplines don't hold"
NO_TEAM_NATION = "a team of no one nation"
NOT_ALONE = "a team in an event of individuals, or somebody alone in a relay"


def hidden_rows(
    facts: Facts, printed: SourceColumns, races: tuple[RecoveredRace, ...], race_of: Numbers
) -> tuple[Truths, Counter[str]]:
    """Which rows become results, and how many do not, by why."""
    shown = np.ones(len(race_of), dtype=np.bool_)
    hidden: Counter[str] = Counter()

    def hide(rows: Truths, why: str) -> None:
        hidden[why] += int(np.count_nonzero(rows & shown))
        shown[rows] = False

    known = {discipline.id: discipline.team for discipline in facts.disciplines}
    hide(_of(races, lambda race: race.seen.discipline not in known)[race_of], NO_DISCIPLINE)
    hide(_of(races, lambda race: race.part)[race_of], OF_COMBINED)
    nowhere = np.zeros(len(race_of), dtype=np.bool_)
    nowhere[[index for index, (_, nation) in printed.teams.items() if not nation or nation in NO_NATION]] = (
        True
    )
    hide(nowhere, NO_TEAM_NATION)
    of_teams = _of(races, lambda race: known.get(race.seen.discipline, False))
    hide((printed.rows.athlete == MISSING) != of_teams[race_of], NOT_ALONE)
    return shown, +hidden


def _of(races: tuple[RecoveredRace, ...], holds: Callable[[RecoveredRace], bool]) -> Truths:
    return np.fromiter((holds(race) for race in races), dtype=np.bool_, count=len(races))


@dataclass(frozen=True, slots=True)
class Team:
    """A team in a row: its nation, and its name where that is not simply the nation's."""

    nation: str
    name: str | None


@dataclass(frozen=True, slots=True)
class LinkedSource:
    """One source: what it prints, its races, and which race each of its rows is of.

    `number_of` gives the race of each printed race, `race_of` that of each row.

    `cut_off` says that it lists the best marks only, `whole` that it lists everybody in each race. `shown`
    says of each row whether it becomes a result, and `hidden` counts the others by why not. `teams` are those
    of the rows (by index) that are a team's.
    """

    source: Source
    cut_off: bool
    whole: bool
    printed: SourceColumns
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


def recover_sources(archive: Archive, facts: Facts) -> tuple[LinkedSource, ...]:
    """Read the whole archive once. Sources that list everybody in a race come first, then as they came."""
    lists = {known.source.id for known in FORMATS.values() if known.cut_off}
    teams = TeamNames(facts)
    found = [
        _gather(archive, facts, printed, teams, cut_off=printed.source.id in lists)
        for printed in archive.columns()
    ]
    return tuple(sorted(found, key=lambda one: not one.whole))


def shared_race_ids(facts: Facts, sources: tuple[LinkedSource, ...]) -> frozenset[RaceId]:
    """The races that several tell of: the curated facts, or one source and another."""
    times = Counter(race.id for race in facts.races)
    for one in sources:
        times.update(race.id for race in one.races)
    return frozenset(name for name, count in times.items() if count > 1)


def _gather(
    archive: Archive, facts: Facts, printed: SourceColumns, teams: TeamNames, *, cut_off: bool
) -> LinkedSource:
    rows = printed.rows

    def marks_of(some: Sequence[int]) -> list[str | None]:
        keys = [int(key) for key in rows.key[list(some)]]
        told = archive.row_details(keys)
        return [told[key].mark for key in keys]

    combined = np.zeros(len(rows.race), dtype=np.bool_)
    combined[[index for index, notes in printed.notes.items() if COMBINED in notes]] = True
    said = RaceRows(rows.race, _printed_alike(printed), rows.place, rows.value, rows.hand_timed, combined)
    recovered = recover_races(printed.races, said, facts, marks_of)
    race_of = recovered.of[rows.race]
    own = {
        index: Team(nation or "", teams.own_name(name, nation or ""))
        for index, (name, nation) in printed.teams.items()
    }
    shown, hidden = hidden_rows(facts, printed, recovered.races, race_of)
    whole = all(race.seen.whole for race in recovered.races)
    return LinkedSource(
        printed.source, cut_off, whole, printed, recovered.races, recovered.of, race_of, own, shown, hidden
    )


def _printed_alike(printed: SourceColumns) -> Numbers:
    """A number for each row that is equal where an athlete or a team is printed alike."""
    numbers: dict[object, int] = {}
    of_athletes = np.array(
        [numbers.setdefault((a.name, a.born, a.nation, a.ids), len(numbers)) for a in printed.athletes]
        + [MISSING],
        dtype=np.int64,
    )
    who = of_athletes[printed.rows.athlete]
    for index, team in printed.teams.items():
        who[index] = numbers.setdefault(team, len(numbers))
    return who
