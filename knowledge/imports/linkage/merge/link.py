"""Links the archive to the curated facts: recovered races, clustered people and enrichments."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from knowledge.imports.archive import Archive
from knowledge.imports.coded_records import ValueEncoder
from knowledge.imports.column_types import MISSING, Codes
from knowledge.imports.linkage.merge.curated import ComparedRaces, CuratedEvidence
from knowledge.imports.linkage.merge.sources import LinkedSource, recover_sources, shared_race_ids
from knowledge.imports.linkage.people import (
    ComparedPair,
    Decisions,
    GroupedPeople,
    Population,
    SharedMarks,
    cluster_people,
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

    `of` has, for each source, the number of the person of each printed athlete, by index. `nations` are the
    nations of the latest results, as indices of `codes`, by number of the person; MISSING for people without
    a printed result. `same` are the merged pairs, `doubtful` the pairs that wait for a curator.
    """

    people: Population
    of: dict[SourceId, Codes]
    nations: Codes
    codes: Sequence[str]
    same: tuple[ComparedPair, ...]
    doubtful: tuple[ComparedPair, ...]


def link_people(
    curated: CuratedEvidence,
    sources: Sequence[LinkedSource],
    shared_races: frozenset[RaceId],
    decisions: Decisions,
) -> LinkedPeople:
    """Cluster the people of all sources, the curated athletes first.

    `shared_races` are the races with several sources: equal marks in them are evidence.
    """
    grouped = [GroupedPeople(one.source.id, one.printed.athletes) for one in sources]
    comparable = [
        _comparable(one, people, shared_races) for one, people in zip(sources, grouped, strict=True)
    ]
    shared = _shared([curated.results, *comparable])
    clusters = cluster_people([curated.people, *grouped], shared, decisions)
    people = clusters.people
    of = {
        one.source.id: people.cluster_of[first + printed.of]
        for one, first, printed in zip(sources, people.starts[1:], grouped, strict=False)
    }
    nations, codes = _latest_nations(sources, of, len(people.cluster_of))
    return LinkedPeople(people, of, nations, codes, clusters.same, clusters.doubtful)


def _comparable(one: LinkedSource, people: GroupedPeople, shared_races: frozenset[RaceId]) -> ComparedRaces:
    """The results of individuals in races that another source has too, without races that are mixed."""
    wanted = one.races.ids.among(shared_races) & (one.races.values.mixed == 0)
    rows = [index for index in one.rows_of(wanted) if index not in one.teams]
    entries: ComparedRaces = {}
    for index in rows:
        row = one.printed.details(index)
        race = one.races.ids[one.race_of[index]]
        person = people[people.of[one.printed.rows.athlete[index]]].key
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


def _latest_nations(
    sources: Sequence[LinkedSource], of: dict[SourceId, Codes], people: int
) -> tuple[Codes, Sequence[str]]:
    """The nation of each person's latest row; on one day, of the first source and the first race."""
    nations, codes = np.full(people, MISSING, np.int32), ValueEncoder()
    latest = np.full(people, MISSING, np.int64)
    for one in sources:
        days = one.races.seen.mapped("date", date.toordinal, np.int64)
        alone = one.printed.rows.athlete >= 0
        race_of = one.race_of[alone]
        newest = np.zeros(len(one.printed.athletes), dtype=np.int64)
        # Packed so that a later day wins, and on one day the race with the lower number.
        ranks = (days[race_of] << _RACE_BITS) + (1 << _RACE_BITS) - 1 - race_of
        np.maximum.at(newest, one.printed.rows.athlete[alone], ranks)
        person = of[one.source.id]
        order = np.lexsort((-newest, person))
        best = order[np.append(True, person[order][1:] != person[order][:-1])] if len(order) else order
        # A later source wins only with a later day.
        best = best[newest[best] >> _RACE_BITS > latest[person[best]]]
        latest[person[best]] = newest[best] >> _RACE_BITS
        its_codes = one.printed.athletes.mapped("nation", codes.__getitem__, np.int32)
        nations[person[best]] = its_codes[best]
    return nations, [*codes]


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
    enrichments = enrich(map(people.people.__getitem__, people.people.clusters()), archive.enrichments())
    return LinkedArchive(revision, archive.sources(), sources, shared_races, people, enrichments)
