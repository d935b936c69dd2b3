"""People kept apart and kept one: who of one source is who of another, by evidence, never by name alone."""

from knowledge.identity.decisions import Decision, Decisions, decided, read_decisions, write_decisions
from knowledge.identity.evidence import Pair, Verdict, weigh
from knowledge.identity.matching import Matched, SharedMarks, match
from knowledge.identity.person import (
    Grouped,
    Person,
    curated,
    curated_key,
    group,
    merge,
    person_key,
    whole_date,
)
from knowledge.identity.uniting import United, duplicates, unite

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
