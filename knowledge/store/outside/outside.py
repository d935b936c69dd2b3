"""Everything that outside sources say, settled: which races, and who is who."""

from dataclasses import dataclass

from knowledge.archive import Archive
from knowledge.curation import Facts
from knowledge.identity import Decisions
from knowledge.imports import Enrichment
from knowledge.models.base import RaceId
from knowledge.store.outside.gathered import Gathered, gather, told_twice
from knowledge.store.outside.people import People, settle


@dataclass(frozen=True, slots=True)
class Outside:
    """The sources with their races and rows, and the people behind the rows.

    `twice` are the races that several of them, or one and the curated facts, tell of. `statements` say more
    of people who are there. `revision` is that of the archive when it was read: the rest may be read from it
    only while it is the same.
    """

    archive: Archive
    revision: str
    sources: tuple[Gathered, ...]
    twice: frozenset[RaceId]
    people: People
    statements: tuple[Enrichment, ...]


def read_outside(archive: Archive, facts: Facts, decisions: Decisions) -> Outside:
    """Read the archive and settle what it says beside the curated facts."""
    revision = archive.revision()
    sources = gather(archive, facts)
    twice = told_twice(facts, sources)
    people = settle(facts, sources, twice, decisions, archive)
    return Outside(archive, revision, sources, twice, people, tuple(archive.enrichments()))
