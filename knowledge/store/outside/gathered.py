"""All that the archive says, source by source, with the races behind the rows."""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from knowledge.archive import Archive
from knowledge.curation import Facts
from knowledge.imports import FORMATS
from knowledge.models.base import SourceId
from knowledge.models.facts import Source, Status
from knowledge.models.observation import SeenAthlete
from knowledge.recovery import RecoveredRace, Recovery


class Row(NamedTuple):
    """What one row says of one athlete in a race; `athlete` is the archive's key of the printed person."""

    athlete: int
    nation: str
    place: int | None
    mark: str | None
    value: int | None
    hand_timed: bool
    status: Status
    notes: tuple[str, ...]
    wind_mps: str | None


@dataclass(frozen=True, slots=True)
class Gathered:
    """One source: its races, the rows of each by the race's number, and the people as it prints them.

    `cut_off` says that it lists the best marks only. `teams` counts rows of teams, which are kept in the
    archive and not shown yet.
    """

    source: Source
    cut_off: bool
    races: tuple[RecoveredRace, ...]
    rows: dict[int, list[Row]]
    athletes: dict[int, SeenAthlete]
    teams: int


class _Gathering:
    def __init__(self, facts: Facts) -> None:
        self.recovery = Recovery(facts)
        self.rows: defaultdict[int, list[Row]] = defaultdict(list)
        self.athletes: dict[int, SeenAthlete] = {}
        self.teams = 0


def gather(archive: Archive, facts: Facts) -> tuple[Gathered, ...]:
    """Read the whole archive once. Sources that list everybody in a race come first, then as they came."""
    found: dict[SourceId, _Gathering] = {}
    for batch in archive.observations():
        for archived in batch:
            seen = archived.observation
            gathering = found.get(archived.source_id)
            if gathering is None:
                gathering = found[archived.source_id] = _Gathering(facts)
            if archived.athlete_id is None or seen.athlete is None:
                gathering.teams += 1
                continue
            gathering.athletes[archived.athlete_id] = seen.athlete
            gathering.rows[gathering.recovery.add(seen)].append(
                Row(
                    archived.athlete_id,
                    seen.athlete.nation,
                    seen.place,
                    seen.mark,
                    seen.mark_value,
                    seen.hand_timed,
                    seen.status,
                    seen.notes,
                    seen.wind_mps,
                )
            )
    lists = {known.source.id for known in FORMATS.values() if known.cut_off}
    gathered = [
        Gathered(
            source,
            source.id in lists,
            tuple(found[source.id].recovery.races()),
            dict(found[source.id].rows),
            found[source.id].athletes,
            found[source.id].teams,
        )
        for source in archive.sources()
        if source.id in found
    ]
    return tuple(sorted(gathered, key=lambda one: not all(race.seen.whole for race in one.races)))
