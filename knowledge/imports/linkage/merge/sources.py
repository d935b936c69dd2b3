"""The sources of the archive with their recovered races, and the rows that are hidden."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.curation import Facts
from knowledge.imports.archive import Archive, SourceColumns
from knowledge.imports.coded_records import first_seen
from knowledge.imports.column_types import MISSING, Codes, Truths
from knowledge.imports.formats import FORMATS
from knowledge.imports.linkage.races import (
    RaceIds,
    RaceRows,
    RecoveredRaces,
    recover_races,
    shared_ids,
)
from knowledge.models.base import RaceId
from knowledge.models.facts import Source
from knowledge.models.observation import COMBINED
from knowledge.names import fold

NO_NATION = frozenset(("INT", "UND"))
"""Codes of the lists for no nation: teams of several nations, or of an unknown one."""


class TeamNames:
    """Distinguishes names of teams from names of their nations."""

    def __init__(self, facts: Facts) -> None:
        self._nations = {
            str(nation.id): {_letters(name) for name in (nation.id, nation.name, *nation.names)}
            for nation in facts.nations
        }

    def own_name(self, name: str | None, nation: str) -> str | None:
        """The name of a club or a second team; None where the name is the nation's."""
        if name is None or _letters(name) in self._nations.get(nation, ()):
            return None
        return name


def _letters(name: str) -> str:
    """A folded name without spaces, so that `N.I.` equals `NI`."""
    return fold(name).replace(" ", "")


def team_key(nation: str, own_name: str | None) -> str:
    """The key of a team in compared results."""
    return f"team/{nation}/{fold(own_name)}" if own_name else f"team/{nation}"


OF_COMBINED = "a part of a combined event"
NO_DISCIPLINE = "an event that the curated disciplines don't hold"
NO_TEAM_NATION = "a team of no one nation"
NOT_ALONE = "a team in an event of individuals, or somebody alone in a relay"


def hidden_rows(
    facts: Facts, printed: SourceColumns, races: RecoveredRaces, race_of: Codes
) -> tuple[Truths, Counter[str]]:
    """For each row whether it becomes a result, and the number of the others by reason."""
    shown = np.ones(len(race_of), dtype=np.bool_)
    hidden: Counter[str] = Counter()

    def hide(rows: Truths, why: str) -> None:
        hidden[why] += int(np.count_nonzero(rows & shown))
        shown[rows] = False

    known = {discipline.id: discipline.team for discipline in facts.disciplines}
    hide(races.seen.mapped("discipline", lambda one: one not in known, np.bool_)[race_of], NO_DISCIPLINE)
    hide(races.values.is_part[race_of], OF_COMBINED)
    nowhere = np.zeros(len(race_of), dtype=np.bool_)
    nowhere[[index for index, (_, nation) in printed.teams.items() if not nation or nation in NO_NATION]] = (
        True
    )
    hide(nowhere, NO_TEAM_NATION)
    of_teams = races.seen.mapped("discipline", lambda one: known.get(one, False), np.bool_)
    hide((printed.rows.athlete == MISSING) != of_teams[race_of], NOT_ALONE)
    return shown, +hidden


@dataclass(frozen=True, slots=True)
class Team:
    """The team of a row: its nation, and its own name where it has one."""

    nation: str
    name: str | None


@dataclass(frozen=True, slots=True)
class LinkedSource:
    """One source: its columns, its races, and the race of each row.

    `race_of` gives the race of each row. `cut_off` means that the source lists the best marks only, `whole`
    that it lists all participants of each race. `shown` says of each row whether it becomes a result;
    `hidden` counts the others by reason. `teams` are the teams of rows, by index of the row.
    """

    source: Source
    cut_off: bool
    whole: bool
    printed: SourceColumns
    races: RecoveredRaces
    race_of: Codes
    teams: dict[int, Team]
    shown: Truths
    hidden: Counter[str]

    def rows_of(self, races: Truths) -> list[int]:
        """The indices of the shown rows of these races."""
        return [int(index) for index in np.flatnonzero(self.shown & races[self.race_of])]


def recover_sources(archive: Archive, facts: Facts) -> tuple[LinkedSource, ...]:
    """Read the whole archive once. Sources with whole races come first, then in the order of their import."""
    lists = {known.source.id for known in FORMATS.values() if known.cut_off}
    teams = TeamNames(facts)
    linked = [
        _recover(facts, printed, teams, cut_off=printed.source.id in lists) for printed in archive.columns()
    ]
    return tuple(sorted(linked, key=lambda one: not one.whole))


def shared_race_ids(facts: Facts, sources: tuple[LinkedSource, ...]) -> frozenset[RaceId]:
    """The ids of races with several sources; the curated facts count as one."""
    return shared_ids([RaceIds(race.id for race in facts.races), *(one.races.ids for one in sources)])


def _recover(facts: Facts, printed: SourceColumns, teams: TeamNames, *, cut_off: bool) -> LinkedSource:
    rows = printed.rows

    def marks_of(some: Sequence[int]) -> list[str | None]:
        return [printed.values.marks[rows.mark[index]] for index in some]

    combined = np.array([COMBINED in notes for notes in printed.values.notes], np.bool_)[rows.notes]
    race_rows = RaceRows(
        rows.race, _printed_alike(printed), rows.place, rows.value, rows.hand_timed, combined
    )
    recovered = recover_races(printed.races, race_rows, facts, marks_of)
    race_of = recovered.of[rows.race]
    rows.drop("race")
    own = {
        index: Team(nation or "", teams.own_name(name, nation or ""))
        for index, (name, nation) in printed.teams.items()
    }
    shown, hidden = hidden_rows(facts, printed, recovered, race_of)
    whole = bool(recovered.seen.mapped("whole", bool, np.bool_).all())
    return LinkedSource(printed.source, cut_off, whole, printed, recovered, race_of, own, shown, hidden)


def _printed_alike(printed: SourceColumns) -> Codes:
    """A number for each row, equal where an athlete or a team is printed alike."""
    fields = ("name", "born", "nation", "ids")
    of_athletes, firsts = first_seen(*(printed.athletes.codes(field) for field in fields))
    entrants = np.append(of_athletes, np.int32(MISSING))[printed.rows.athlete]
    numbers: dict[object, int] = {}
    for index, team in printed.teams.items():
        entrants[index] = numbers.setdefault(team, len(firsts) + len(numbers))
    return entrants
