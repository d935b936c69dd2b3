"""Linkage of races: recovered from rows, matched to curated editions, and compared between sources."""

from knowledge.imports.linkage.races.clusters import (
    RecoveredRace,
    RecoveredRaces,
    recover_races,
)
from knowledge.imports.linkage.races.comparison import (
    Agreement,
    ComparedResult,
    ResultComparison,
    compare_results,
    shared_marks,
)
from knowledge.imports.linkage.races.contradiction import RaceRows
from knowledge.imports.linkage.races.edition_match import EditionIndex, EditionMatch
from knowledge.imports.linkage.races.race_ids import RaceIds, shared_ids

__all__ = [
    "Agreement",
    "ComparedResult",
    "EditionIndex",
    "EditionMatch",
    "RaceIds",
    "RaceRows",
    "RecoveredRace",
    "RecoveredRaces",
    "ResultComparison",
    "compare_results",
    "recover_races",
    "shared_ids",
    "shared_marks",
]
