"""How races are recovered from the lists: how many, how fast, and how they agree with the curated ones."""

import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from benchmarks.page import paragraph
from knowledge.curation import DATA, Facts, read
from knowledge.imports.formats.toplists import Toplists
from knowledge.imports.linkage.people import Matches, curated_key, curated_people, group_people, match_people
from knowledge.imports.linkage.races import (
    Agreement,
    ComparedResult,
    RecoveredRace,
    compare_results,
    recover_observations,
    shared_marks,
)
from knowledge.models.base import RaceId
from knowledge.models.observation import Observation, SeenAthlete

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
LISTS = SHARED / "world-athletics-toplists-2023.zip"


@dataclass(frozen=True)
class Lists:
    """The lists, read once: who is in them, the races behind them, and rows of curated races by race.

    `sizes` are the rows of each race by its number.
    """

    athletes: tuple[SeenAthlete, ...]
    races: tuple[RecoveredRace, ...]
    sizes: Counter[int]
    rows: dict[RaceId, list[Observation]]
    count: int
    recovering_s: float


@lru_cache(maxsize=1)
def facts() -> Facts:
    """The curated facts."""
    return read(DATA)[0]


@lru_cache(maxsize=1)
def read_lists() -> Lists:
    """Read the lists and recover their races, timing the recovery alone."""
    rows = [row for part in Toplists().files(LISTS) for row in part.rows() if isinstance(row, Observation)]
    begin = time.process_time()
    races, numbers = recover_observations(rows, facts())
    recovering = time.process_time() - begin
    curated_ids = {race.id for race in facts().races}
    met: dict[RaceId, list[Observation]] = defaultdict(list)
    for row, number in zip(rows, numbers, strict=True):
        if races[number].id in curated_ids:
            met[races[number].id].append(row)
    athletes = dict.fromkeys(row.athlete for row in rows if row.athlete is not None)
    return Lists(tuple(athletes), races, Counter(numbers), met, len(rows), recovering)


def meet_curated(lists: Lists) -> tuple[Matches, Counter[Agreement], list[str]]:
    """Match the lists' people to the curated by all evidence, and compare the races that both have."""
    people = group_people("lists", lists.athletes)
    there: dict[RaceId, list[ComparedResult]] = {}
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    here = {
        race.id: [
            ComparedResult(curated_key(r.athlete), r.place, r.mark.text, r.mark.value, r.status)
            if r.mark is not None
            else ComparedResult(curated_key(r.athlete), r.place, status=r.status)
            for r in race.results
            if r.athlete is not None
        ]
        for race in facts().races
    }
    for race, rows in lists.rows.items():
        there[race] = [
            ComparedResult(people.of[row.athlete], row.place, row.mark, row.mark_value, row.status)
            for row in rows
            if row.athlete is not None
        ]
        for one, other in shared_marks(here[race], there[race]):
            shared[one, other].append(race)
    found = match_people(curated_people(facts()), people.people, shared)
    known = found.by_right()
    agreements: Counter[Agreement] = Counter()
    disagreements = []
    for race, entries in there.items():
        renamed = [
            ComparedResult(known.get(e.who, e.who), e.place, e.mark, e.mark_value, e.status) for e in entries
        ]
        for met in compare_results(here[race], renamed):
            agreements[met.agreement] += 1
            if met.agreement is not Agreement.AGREES:
                disagreements.append(f"{met.agreement}: {race} {met.seen.who} {'; '.join(met.differs)}")
    return found, agreements, disagreements


def main() -> None:
    """Print the figures, or why there are none."""
    if not LISTS.is_file():
        print("recovery: skipped, ../shared/data doesn't hold the lists.")
        return
    lists = read_lists()
    mixed = [race for race in lists.races if race.mixed is not None]
    attached = [race for race in lists.races if race.attached is not None]
    found, agreements, disagreements = meet_curated(lists)
    begin, end = (pick(race.seen.date for race in lists.races) for pick in (min, max))
    due = [race for race in facts().races if begin <= race.date <= end]
    print("## Races\n")
    print(
        paragraph(
            f"""The lists say of each mark where and when it was made, not in which race. Races are
            recovered from that: {lists.count:,} rows are put together to races, and those of a meeting
            that the curated facts hold go there. Whatever both have must agree; a result that disagrees
            would be named below the table. No other program is known that does this, so there is no
            rival."""
        )
    )
    print("| | |\n|---|--:|")
    print(f"| races recovered | {len(lists.races):,} |")
    print(f"| whose rows contradict being one race | {len(mixed):,} ({_rows(lists, mixed):,} rows) |")
    print(f"| attached to a curated edition | {len(attached):,} ({_rows(lists, attached):,} rows) |")
    print(f"| curated races of these years, met again | {len(lists.rows)} of {len(due)} |")
    print(f"| their results that agree, disagree, are added | {_three(agreements)} |")
    print(f"| curated athletes found in the lists, doubtful | {len(found.same)}, {len(found.doubtful)} |")
    print(f"| telling all races, s | {lists.recovering_s:.2f} |\n")
    for line in disagreements[:20]:
        print(f"- {line}")
    print()


def _rows(lists: Lists, races: list[RecoveredRace]) -> int:
    return sum(lists.sizes[race.number] for race in races)


def _three(agreements: Counter[Agreement]) -> str:
    return ", ".join(f"{agreements[agreement]:,}" for agreement in Agreement)
