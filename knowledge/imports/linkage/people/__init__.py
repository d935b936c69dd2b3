"""Linkage of people: matches between sources, by evidence and by curators' decisions, never by name alone."""

from knowledge.imports.linkage.people.clusters import Clusters, cluster_people, possible_duplicates
from knowledge.imports.linkage.people.decisions import (
    Decision,
    Decisions,
    index_decisions,
    read_decisions,
    write_decisions,
)
from knowledge.imports.linkage.people.evidence import ComparedPair, MatchStatus, compare_people
from knowledge.imports.linkage.people.pairing import Matches, SharedMarks, match_people
from knowledge.imports.linkage.people.person import (
    GroupedPeople,
    Person,
    curated_id,
    curated_key,
    curated_people,
    exact_birth_date,
    merge_people,
    person_key,
)
from knowledge.imports.linkage.people.population import Population

__all__ = [
    "Clusters",
    "ComparedPair",
    "Decision",
    "Decisions",
    "GroupedPeople",
    "MatchStatus",
    "Matches",
    "Person",
    "Population",
    "SharedMarks",
    "cluster_people",
    "compare_people",
    "curated_id",
    "curated_key",
    "curated_people",
    "exact_birth_date",
    "index_decisions",
    "match_people",
    "merge_people",
    "person_key",
    "possible_duplicates",
    "read_decisions",
    "write_decisions",
]
