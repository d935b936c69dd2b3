"""People kept apart and kept one: who of one source is who of another, by evidence, never by name alone."""

from knowledge.imports.linkage.people.clusters import United, duplicates, unite
from knowledge.imports.linkage.people.decisions import (
    Decision,
    Decisions,
    decided,
    read_decisions,
    write_decisions,
)
from knowledge.imports.linkage.people.evidence import Pair, Verdict, weigh
from knowledge.imports.linkage.people.pairing import Matched, SharedMarks, match
from knowledge.imports.linkage.people.person import (
    Grouped,
    Person,
    curated,
    curated_key,
    group,
    merge,
    person_key,
    whole_date,
)

__all__ = [
    "Decision",
    "Decisions",
    "Grouped",
    "Matched",
    "Pair",
    "Person",
    "SharedMarks",
    "United",
    "Verdict",
    "curated",
    "curated_key",
    "decided",
    "duplicates",
    "group",
    "match",
    "merge",
    "person_key",
    "read_decisions",
    "unite",
    "weigh",
    "whole_date",
    "write_decisions",
]
