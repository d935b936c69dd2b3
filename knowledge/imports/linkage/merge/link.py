"""Who the printed people are: curated athletes, each other, or people of their own."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.curation import Facts
from knowledge.imports.archive import Archive
from knowledge.imports.linkage.merge.sources import LinkedSource, recover_sources, shared_race_ids, team_key
from knowledge.imports.linkage.people import (
    ComparedPair,
    Decisions,
    Person,
    SharedMarks,
    cluster_people,
    curated_key,
    curated_people,
    group_people,
)
from knowledge.imports.linkage.people.enrich import LinkedEnrichments, enrich
from knowledge.imports.linkage.races import ComparedResult, shared_marks
from knowledge.models.base import RaceId, SourceId

ComparedRaces = dict[RaceId, list[ComparedResult]]
_RACE_BITS = 32


@dataclass(frozen=True, slots=True)
class LinkedPeople:
    """Everybody, by key, and who it is that each source prints: keys by the index of the printed athlete.

    `nations` are those that each competed for last. `same` are pairs that were made one, `doubtful` those
    that wait for a curator; `now` leads from every key that somebody had in a source to the one in the end.
    """

    everybody: dict[str, Person]
    of: dict[SourceId, list[str]]
    nations: dict[str, str]
    same: tuple[ComparedPair, ...]
    doubtful: tuple[ComparedPair, ...]
    now: dict[str, str]


def link_people(
    facts: Facts,
    sources: Sequence[LinkedSource],
    twice: frozenset[RaceId],
    decisions: Decisions,
    archive: Archive,
) -> LinkedPeople:
    """Match the people of each source to all that are known before it, the curated first.

    `twice` are the races that several tell of: who has the same mark in one is evidence.
    """
    grouped = [group_people(one.source.id, one.printed.athletes) for one in sources]
    printed = {
        one.source.id: [people.of[seen] for seen in one.printed.athletes]
        for one, people in zip(sources, grouped, strict=True)
    }
    told = [_entries(one, printed[one.source.id], twice, archive) for one in sources]
    shared = _shared([curated_results(facts), *told])
    united = cluster_people(
        [curated_people(facts), *(people.people for people in grouped)], shared, decisions
    )
    of = {source: [united.of[key] for key in keys] for source, keys in printed.items()}
    everybody = {person.key: person for person in united.people}
    return LinkedPeople(everybody, of, _latest_nations(sources, of), united.same, united.doubtful, united.of)


def curated_results(facts: Facts) -> ComparedRaces:
    """The curated results by race, for comparing."""
    entries: ComparedRaces = {}
    for race in facts.races:
        entries[race.id] = [
            ComparedResult(
                team_key(result.nation, result.team)
                if result.athlete is None
                else curated_key(result.athlete),
                result.place,
                result.mark.text if result.mark else None,
                result.mark.value if result.mark else None,
                result.status,
            )
            for result in race.results
        ]
    return entries


def _entries(
    one: LinkedSource, printed: list[str], twice: frozenset[RaceId], archive: Archive
) -> ComparedRaces:
    """What athletes did in the races of a source that another tells of too, as far as it is clear."""
    wanted = np.array([race.mixed is None and race.id in twice for race in one.races], dtype=np.bool_)
    rows = [index for index in one.rows_of(wanted) if index not in one.teams]
    told = archive.row_details(one.keys(rows))
    entries: ComparedRaces = {}
    for index, key in zip(rows, one.keys(rows), strict=True):
        said = told[key]
        race = one.races[one.race_of[index]].id
        who = printed[one.printed.rows.athlete[index]]
        entries.setdefault(race, []).append(
            ComparedResult(who, said.place, said.mark, said.mark_value, said.status)
        )
    return entries


def _shared(told: Sequence[ComparedRaces]) -> SharedMarks:
    """Who of two sources have the same mark in the same race."""
    shared: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for number, later in enumerate(told):
        for earlier in told[:number]:
            for race in _in_both(earlier, later):
                for known, other in shared_marks(earlier[race], later[race]):
                    shared[known, other].append(race)
    return shared


def _in_both(earlier: ComparedRaces, later: ComparedRaces) -> Iterable[RaceId]:
    return sorted(earlier.keys() & later.keys())


def _latest_nations(sources: Sequence[LinkedSource], of: dict[SourceId, list[str]]) -> dict[str, str]:
    """The nation of the newest row of each person; of several on one day the first source's and race's."""
    latest: dict[str, tuple[int, int, str]] = {}
    for source, one in enumerate(sources):
        days = np.array([race.seen.date.toordinal() for race in one.races], dtype=np.int64)
        alone = one.printed.rows.athlete >= 0
        race_of = one.race_of[alone]
        newest = np.zeros(len(one.printed.athletes), dtype=np.int64)
        # The day counts first, then the race: of one day the first.
        ranks = (days[race_of] << _RACE_BITS) + (1 << _RACE_BITS) - 1 - race_of
        np.maximum.at(newest, one.printed.rows.athlete[alone], ranks)
        for who, seen, rank in zip(of[one.source.id], one.printed.athletes, newest.tolist(), strict=True):
            before = latest.get(who)
            # Of two sources the later counts only with a later day.
            coarse = _RACE_BITS if before is not None and before[0] != source else 0
            if before is None or before[1] >> coarse < rank >> coarse:
                latest[who] = (source, rank, seen.nation)
    return {who: nation for who, (_, _, nation) in latest.items()}


@dataclass(frozen=True, slots=True)
class LinkedArchive:
    """The sources with their races and rows, and the people behind the rows.

    `twice` are the races that several of them, or one and the curated facts, tell of. `statements` say more
    of people who are there. `revision` is that of the archive when it was read: the rest may be read from it
    only while it is the same.
    """

    archive: Archive
    revision: str
    sources: tuple[LinkedSource, ...]
    twice: frozenset[RaceId]
    people: LinkedPeople
    enrichments: LinkedEnrichments


def link_archive(archive: Archive, facts: Facts, decisions: Decisions) -> LinkedArchive:
    """Read the archive and settle what it says beside the curated facts."""
    revision = archive.revision()
    sources = recover_sources(archive, facts)
    twice = shared_race_ids(facts, sources)
    people = link_people(facts, sources, twice, decisions, archive)
    enrichments = enrich(people.everybody.values(), archive.enrichments())
    return LinkedArchive(archive, revision, sources, twice, people, enrichments)
