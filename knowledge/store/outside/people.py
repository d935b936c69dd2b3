"""Who the printed people are: curated athletes, each other, or people of their own."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.curation import Facts
from knowledge.identity import Decisions, Pair, Person, SharedMarks, curated, curated_key, group, match, merge
from knowledge.models.base import RaceId, SourceId
from knowledge.recovery import Entry, same_marks
from knowledge.store.outside.gathered import Gathered


@dataclass(frozen=True, slots=True)
class People:
    """Everybody, by key, and whose key each printed athlete of a source has.

    `first_seen` is the source that brought somebody who is not curated, `nations` the one that each competed
    for last. `doubtful` pairs wait for a curator.
    """

    everybody: dict[str, Person]
    of: dict[tuple[SourceId, int], str]
    first_seen: dict[str, SourceId]
    nations: dict[str, str]
    doubtful: tuple[Pair, ...]


def settle(facts: Facts, sources: Sequence[Gathered], decisions: Decisions) -> People:
    """Match the people of each source to all that are known before it, the curated first."""
    everybody = {person.key: person for person in curated(facts)}
    of: dict[tuple[SourceId, int], str] = {}
    first_seen: dict[str, SourceId] = {}
    doubtful: list[Pair] = []
    entries = curated_entries(facts)
    for one in sources:
        source = one.source.id
        grouped = group(source, one.athletes.values())
        printed = {number: grouped.of[seen] for number, seen in one.athletes.items()}
        matched = match(tuple(everybody.values()), grouped.people, _shared(one, printed, entries), decisions)
        doubtful += matched.doubtful
        known_as = matched.by_right()
        for person in grouped.people:
            key = known_as.get(person.key, person.key)
            known = everybody.get(key)
            everybody[key] = person if known is None else merge(known, person)
            if known is None:
                first_seen[key] = source
        of.update({(source, number): known_as.get(key, key) for number, key in printed.items()})
        _add_entries(entries, one, of)
    return People(everybody, of, first_seen, _latest_nations(sources, of), tuple(doubtful))


def _latest_nations(sources: Sequence[Gathered], of: dict[tuple[SourceId, int], str]) -> dict[str, str]:
    """The nation of the newest row of each person."""
    latest: dict[str, tuple[date, str]] = {}
    for one in sources:
        for race in one.races:
            day = race.seen.date
            for row in one.rows[race.number]:
                who = of[one.source.id, row.athlete]
                if who not in latest or latest[who][0] < day:
                    latest[who] = (day, row.nation)
    return {who: nation for who, (_, nation) in latest.items()}


def curated_entries(facts: Facts) -> defaultdict[RaceId, list[Entry]]:
    """The curated results by race, for comparing."""
    entries: defaultdict[RaceId, list[Entry]] = defaultdict(list)
    for race in facts.races:
        for result in race.results:
            mark = result.mark
            entries[race.id].append(
                Entry(
                    curated_key(result.athlete),
                    result.place,
                    mark.text if mark else None,
                    mark.value if mark else None,
                    result.status,
                )
            )
    return entries


def _shared(one: Gathered, printed: dict[int, str], entries: dict[RaceId, list[Entry]]) -> SharedMarks:
    """Who has the same mark in a race that is known already and in the same race of this source."""
    shared: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for race in one.races:
        if race.id in entries and race.mixed is None:
            seen = [
                Entry(printed[row.athlete], row.place, row.mark, row.value, row.status)
                for row in one.rows[race.number]
            ]
            for known, other in same_marks(entries[race.id], seen):
                shared[known, other].append(race.id)
    return shared


def _add_entries(
    entries: defaultdict[RaceId, list[Entry]], one: Gathered, of: dict[tuple[SourceId, int], str]
) -> None:
    """What this source says counts as known for the next; races of no edition are met by nobody else."""
    for race in one.races:
        if race.attached is not None and race.mixed is None:
            entries[race.id] += _entries(one, race.number, of)


def _entries(one: Gathered, number: int, of: dict[tuple[SourceId, int], str]) -> Iterator[Entry]:
    rows: Iterable[tuple[str, int | None, str | None, int | None]] = (
        (of[one.source.id, row.athlete], row.place, row.mark, row.value) for row in one.rows[number]
    )
    for who, place, mark, value in rows:
        yield Entry(who, place, mark, value)
