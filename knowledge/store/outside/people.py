"""Who the printed people are: curated athletes, each other, or people of their own."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.curation import Facts
from knowledge.identity import Decisions, Person, SharedMarks, curated, curated_key, group, unite
from knowledge.models.base import RaceId, SourceId
from knowledge.recovery import Entry, same_marks
from knowledge.store.outside.gathered import Gathered

Printed = dict[tuple[SourceId, int], str]
"""From a source and the archive's key of a printed athlete there to the key of a person."""
Entries = dict[RaceId, list[Entry]]


@dataclass(frozen=True, slots=True)
class People:
    """Everybody, by key, whose key each printed athlete has, and the nation that each competed for last."""

    everybody: dict[str, Person]
    of: Printed
    nations: dict[str, str]


def settle(facts: Facts, sources: Sequence[Gathered], decisions: Decisions) -> People:
    """Match the people of each source to all that are known before it, the curated first."""
    grouped = [group(one.source.id, one.athletes.values()) for one in sources]
    printed = {
        (one.source.id, number): people.of[seen]
        for one, people in zip(sources, grouped, strict=True)
        for number, seen in one.athletes.items()
    }
    shared = _shared([curated_entries(facts), *(_entries(one, printed) for one in sources)])
    united = unite([curated(facts), *(people.people for people in grouped)], shared, decisions)
    of = {key: united.of[person] for key, person in printed.items()}
    return People({person.key: person for person in united.people}, of, _latest_nations(sources, of))


def curated_entries(facts: Facts) -> Entries:
    """The curated results by race, for comparing."""
    entries: Entries = {}
    for race in facts.races:
        entries[race.id] = [
            Entry(
                curated_key(result.athlete),
                result.place,
                result.mark.text if result.mark else None,
                result.mark.value if result.mark else None,
                result.status,
            )
            for result in race.results
            if result.athlete is not None
        ]
    return entries


def _entries(one: Gathered, printed: Printed) -> Entries:
    """The races of a source that another may tell of too: those of curated editions."""
    return {
        race.id: [
            Entry(printed[one.source.id, row.athlete], row.place, row.mark, row.value, row.status)
            for row in one.rows[race.number]
        ]
        for race in one.races
        if race.attached is not None and race.mixed is None
    }


def _shared(told: Sequence[Entries]) -> SharedMarks:
    """Who of two sources have the same mark in the same race."""
    shared: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for number, later in enumerate(told):
        for earlier in told[:number]:
            for race in _in_both(earlier, later):
                for known, other in same_marks(earlier[race], later[race]):
                    shared[known, other].append(race)
    return shared


def _in_both(earlier: Entries, later: Entries) -> Iterable[RaceId]:
    return sorted(earlier.keys() & later.keys())


def _latest_nations(sources: Sequence[Gathered], of: Printed) -> dict[str, str]:
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
