"""The linked archive and what it adds to the curated facts, as values: people, places, races and results."""

from knowledge.imports.linkage.merge.curated import CuratedEvidence, curated_evidence
from knowledge.imports.linkage.merge.link import LinkedArchive, LinkedPeople, link_archive
from knowledge.imports.linkage.merge.people import (
    MergedAthlete,
    OutsideSpelling,
    merged_athletes,
    outside_spellings,
)
from knowledge.imports.linkage.merge.places import (
    MergedCity,
    MergedEdition,
    MergedVenue,
    PlaceMatcher,
    RacePlace,
)
from knowledge.imports.linkage.merge.races import MergedRace, RaceMerger, races_shown
from knowledge.imports.linkage.merge.results import Disagreement, MergedResult, ResultMerger, notes_of
from knowledge.imports.linkage.merge.sources import LinkedSource

__all__ = [
    "CuratedEvidence",
    "Disagreement",
    "LinkedArchive",
    "LinkedPeople",
    "LinkedSource",
    "MergedAthlete",
    "MergedCity",
    "MergedEdition",
    "MergedRace",
    "MergedResult",
    "MergedVenue",
    "OutsideSpelling",
    "PlaceMatcher",
    "RaceMerger",
    "RacePlace",
    "ResultMerger",
    "curated_evidence",
    "link_archive",
    "merged_athletes",
    "notes_of",
    "outside_spellings",
    "races_shown",
]
