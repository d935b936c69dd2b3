"""Everything that outside sources say, settled: which races, and who is who."""

from dataclasses import dataclass

from knowledge.archive import Archive
from knowledge.curation import Facts
from knowledge.identity import Decisions
from knowledge.store.outside.gathered import Gathered, gather
from knowledge.store.outside.people import People, settle


@dataclass(frozen=True, slots=True)
class Outside:
    """The sources with their races and rows, and the people behind the rows."""

    sources: tuple[Gathered, ...]
    people: People


def read_outside(archive: Archive, facts: Facts, decisions: Decisions) -> Outside:
    """Read the archive and settle what it says beside the curated facts."""
    sources = gather(archive, facts)
    return Outside(sources, settle(facts, sources, decisions))
