"""Links the archive to the curated facts: recovered races, clustered people and enrichments."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from knowledge.imports.archive import Archive
from knowledge.imports.linkage.merge.curated import ComparedRaces, CuratedEvidence
from knowledge.imports.linkage.merge.sources import LinkedSource, recover_sources, shared_race_ids
from knowledge.imports.linkage.people import (
    ComparedPair,
    Decisions,
    Person,
    SharedMarks,
    cluster_people,
    group_people,
)
from knowledge.imports.linkage.people.enrich import LinkedEnrichments, enrich
from knowledge.imports.linkage.races import ComparedResult, shared_marks
from knowledge.models.base import RaceId, SourceId
from knowledge.models.facts import Source

_RACE_BITS = 32
"""Bits of a race's number in a packed rank."""


@dataclass(frozen=True, slots=True)
class LinkedPeople:
    """The clustered people.

    `everybody` maps keys to all people. `of` has, for each source, the person key of each printed athlete, by
    index. `nations` are the nations of their latest results. `same` are the merged pairs, `doubtful` the
    pairs that wait for a curator. `now` maps each key in a source to the key of the cluster.
    """

    everybody: dict[str, Person]
    of: dict[SourceId, list[str]]
    nations: dict[str, str]
    same: tuple[ComparedPair, ...]
    doubtful: tuple[ComparedPair, ...]
    now: dict[str, str]


def link_people(
    curated: CuratedEvidence,
    sources: Sequence[LinkedSource],
    shared_races: frozenset[RaceId],
    decisions: Decisions,
) -> LinkedPeople:
    """Cluster the people of all sources, the curated athletes first.

    `shared_races` are the races with several sources: equal marks in them are evidence.
    """
    grouped = [group_people(one.source.id, one.printed.athletes) for one in sources]
    printed = {
        one.source.id: [people.of[seen] for seen in one.printed.athletes]
        for one, people in zip(sources, grouped, strict=True)
    }
    comparable = [_comparable(one, printed[one.source.id], shared_races) for one in sources]
    shared = _shared([curated.results, *comparable])
    clusters = cluster_people([curated.people, *(people.people for people in grouped)], shared, decisions)
    of = {source: [clusters.of[key] for key in keys] for source, keys in printed.items()}
    everybody = {person.key: person for person in clusters.people}
    return LinkedPeople(
        everybody, of, _latest_nations(sources, of), clusters.same, clusters.doubtful, clusters.of
    )


def _comparable(one: LinkedSource, printed: list[str], shared_races: frozenset[RaceId]) -> ComparedRaces:
    """The results of individuals in races that another source has too, without races that are mixed."""
    wanted = one.races.ids.among(shared_races) & (one.races.values.mixed == 0)
    rows = [index for index in one.rows_of(wanted) if index not in one.teams]
    entries: ComparedRaces = {}
    for index in rows:
        row = one.printed.details(index)
        race = one.races.ids[one.race_of[index]]
        person = printed[one.printed.rows.athlete[index]]
        entries.setdefault(race, []).append(
            ComparedResult(person, row.place, row.mark, row.mark_value, row.status)
        )
    return entries


def _shared(results: Sequence[ComparedRaces]) -> SharedMarks:
    """The pairs of people with the same mark in the same race, with these races."""
    shared: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for number, later in enumerate(results):
        for earlier in results[:number]:
            for race in _common(earlier, later):
                for known, other in shared_marks(earlier[race], later[race]):
                    shared[known, other].append(race)
    return shared


def _common(earlier: ComparedRaces, later: ComparedRaces) -> Iterable[RaceId]:
    return sorted(earlier.keys() & later.keys())


def _latest_nations(sources: Sequence[LinkedSource], of: dict[SourceId, list[str]]) -> dict[str, str]:
    """The nation of each person's latest row; on one day, of the first source and the first race."""
    latest: dict[str, tuple[int, int, str]] = {}
    for source, one in enumerate(sources):
        days = one.races.seen.mapped("date", date.toordinal, np.int64)
        alone = one.printed.rows.athlete >= 0
        race_of = one.race_of[alone]
        newest = np.zeros(len(one.printed.athletes), dtype=np.int64)
        # Packed so that a later day wins, and on one day the race with the lower number.
        ranks = (days[race_of] << _RACE_BITS) + (1 << _RACE_BITS) - 1 - race_of
        np.maximum.at(newest, one.printed.rows.athlete[alone], ranks)
        for person, seen, rank in zip(of[one.source.id], one.printed.athletes, newest.tolist(), strict=True):
            before = latest.get(person)
            # A later source wins only with a later day.
            coarse = _RACE_BITS if before is not None and before[0] != source else 0
            if before is None or before[1] >> coarse < rank >> coarse:
                latest[person] = (source, rank, seen.nation)
    return {person: nation for person, (_, _, nation) in latest.items()}


@dataclass(frozen=True, slots=True)
class LinkedArchive:
    """The sources with their races, the people of their rows, and the matched enrichments.

    `known` are all sources of the archive, those without a row too. `shared_races` are the races with several
    sources. `revision` is that of the archive when it was read.
    """

    revision: str
    known: tuple[Source, ...]
    sources: tuple[LinkedSource, ...]
    shared_races: frozenset[RaceId]
    people: LinkedPeople
    enrichments: LinkedEnrichments


def link_archive(archive: Archive, curated: CuratedEvidence, decisions: Decisions) -> LinkedArchive:
    """Read the archive and link its people and races to the curated facts, under curators' decisions.

    Raises KnowledgeError: when the archive cannot be read or is damaged.
    """
    revision = archive.revision()
    sources = recover_sources(archive, curated.facts)
    shared_races = shared_race_ids(curated.facts, sources)
    people = link_people(curated, sources, shared_races, decisions)
    enrichments = enrich(people.everybody.values(), archive.enrichments())
    return LinkedArchive(revision, archive.sources(), sources, shared_races, people, enrichments)
