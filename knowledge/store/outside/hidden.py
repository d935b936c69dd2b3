"""Rows that stay in the archive and become no result, and why not."""

from collections import Counter
from collections.abc import Callable

import numpy as np

from knowledge.archive import Printed
from knowledge.curation import Facts
from knowledge.recovery import NOTHING, RecoveredRace
from knowledge.recovery.said import Numbers, Truths
from knowledge.store.outside.teams import NO_NATION

OF_COMBINED = "a part of a combined event"
NO_DISCIPLINE = "an event that the curated disciplines don't hold"
NO_TEAM_NATION = "a team of no one nation"
NOT_ALONE = "a team in an event of individuals, or somebody alone in a relay"


def hidden_rows(
    facts: Facts, printed: Printed, races: tuple[RecoveredRace, ...], race_of: Numbers
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
    hide((printed.rows.athlete == NOTHING) != of_teams[race_of], NOT_ALONE)
    return shown, +hidden


def _of(races: tuple[RecoveredRace, ...], holds: Callable[[RecoveredRace], bool]) -> Truths:
    return np.fromiter((holds(race) for race in races), dtype=np.bool_, count=len(races))
