"""How races are recovered from the lists: how many, how fast, and how they agree with the curated ones."""

import resource
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from knowledge.curation import DATA, Facts, read
from knowledge.identity import Matched, curated, curated_key, group, match
from knowledge.imports.toplists import Toplists
from knowledge.models.base import RaceId
from knowledge.models.observation import Observation, SeenAthlete
from knowledge.recovery import Entry, RecoveredRace, Recovery, Standing, compare, same_marks

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
LISTS = SHARED / "world-athletics-toplists-2023.zip"


@dataclass(frozen=True)
class Lists:
    """The lists, read once: who is in them, the races behind them, and rows of curated races by race."""

    athletes: tuple[SeenAthlete, ...]
    races: tuple[RecoveredRace, ...]
    rows: dict[RaceId, list[Observation]]
    count: int
    adding_s: float
    telling_s: float


@lru_cache(maxsize=1)
def facts() -> Facts:
    """The curated facts."""
    return read(DATA)[0]


@lru_cache(maxsize=1)
def read_lists() -> Lists:
    """Read the lists and recover their races, timing the recovery alone."""
    recovery = Recovery(facts())
    wanted = {race.discipline for race in facts().races}
    athletes: dict[SeenAthlete, None] = {}
    kept: dict[int, list[Observation]] = defaultdict(list)
    count, adding = 0, 0.0
    for part in Toplists().parts(LISTS):
        rows = [row for row in part.rows() if isinstance(row, Observation)]
        begin = time.process_time()
        numbers = [recovery.add(row) for row in rows]
        adding += time.process_time() - begin
        count += len(rows)
        for number, row in zip(numbers, rows, strict=True):
            if row.athlete is not None:
                athletes[row.athlete] = None
            if row.race.discipline in wanted:
                kept[number].append(row)
    begin = time.process_time()
    races = tuple(recovery.races())
    telling = time.process_time() - begin
    curated_ids = {race.id for race in facts().races}
    met = {race.id: kept[race.number] for race in races if race.id in curated_ids}
    return Lists(tuple(athletes), races, met, count, adding, telling)


def meet_curated(lists: Lists) -> tuple[Matched, Counter[Standing], list[str]]:
    """Match the lists' people to the curated by all evidence, and compare the races that both have."""
    people = group("lists", lists.athletes)
    there: dict[RaceId, list[Entry]] = {}
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    here = {
        race.id: [
            Entry(curated_key(r.athlete), r.place, r.mark.text, r.mark.value, r.status)
            if r.mark is not None
            else Entry(curated_key(r.athlete), r.place, status=r.status)
            for r in race.results
        ]
        for race in facts().races
    }
    for race, rows in lists.rows.items():
        there[race] = [
            Entry(people.of[row.athlete], row.place, row.mark, row.mark_value, row.status)
            for row in rows
            if row.athlete is not None
        ]
        for one, other in same_marks(here[race], there[race]):
            shared[one, other].append(race)
    found = match(curated(facts()), people.people, shared)
    known = found.by_right()
    standings: Counter[Standing] = Counter()
    disagreements = []
    for race, entries in there.items():
        renamed = [Entry(known.get(e.who, e.who), e.place, e.mark, e.mark_value, e.status) for e in entries]
        for met in compare(here[race], renamed):
            standings[met.standing] += 1
            if met.standing is not Standing.AGREES:
                disagreements.append(f"{met.standing}: {race} {met.seen.who} {'; '.join(met.differs)}")
    return found, standings, disagreements


def main() -> None:
    """Print the figures, or why there are none."""
    if not LISTS.is_file():
        print(f"recovery: skipped, {SHARED} does not hold the lists.\n")
        return
    lists = read_lists()
    mixed = [race for race in lists.races if race.mixed is not None]
    attached = [race for race in lists.races if race.attached is not None]
    found, standings, disagreements = meet_curated(lists)
    begin, end = (pick(race.seen.date for race in lists.races) for pick in (min, max))
    due = [race for race in facts().races if begin <= race.date <= end]
    print(f"## Recovery ({lists.count:,} rows of the lists)\n")
    print("| | |\n|---|--:|")
    print(f"| races recovered | {len(lists.races):,} |")
    print(f"| whose rows contradict being one race | {len(mixed):,} ({sum(r.rows for r in mixed):,} rows) |")
    print(f"| attached to a curated edition | {len(attached):,} ({sum(r.rows for r in attached):,} rows) |")
    print(f"| curated races of these years, met again | {len(lists.rows)} of {len(due)} |")
    print(f"| their results that agree, disagree, are added | {_three(standings)} |")
    print(f"| curated athletes found in the lists, doubtful | {len(found.same)}, {len(found.doubtful)} |")
    print(f"| taking all rows, telling all races, s | {lists.adding_s:.2f}, {lists.telling_s:.2f} |")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    print(f"| peak memory with one list's rows at a time, MiB | {peak:.0f} |\n")
    for line in disagreements[:20]:
        print(f"- {line}")
    for pair in found.doubtful[:20]:
        print(f"- doubtful: {pair.left} and {pair.right}: {'; '.join(pair.evidence)}")
    print()


def _three(standings: Counter[Standing]) -> str:
    return ", ".join(f"{standings[standing]:,}" for standing in Standing)
