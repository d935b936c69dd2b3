"""Races recovered from rows that don't name one, attached to curated editions, and met again elsewhere."""

from knowledge.imports.linkage.races.clusters import Recovered, RecoveredRace, recover, recover_rows
from knowledge.imports.linkage.races.comparison import Entry, Met, Standing, compare, same_marks
from knowledge.imports.linkage.races.contradictions import NOTHING, Said
from knowledge.imports.linkage.races.edition_match import Attachment, Places

__all__ = [
    "NOTHING",
    "Attachment",
    "Entry",
    "Met",
    "Places",
    "Recovered",
    "RecoveredRace",
    "Said",
    "Standing",
    "compare",
    "recover",
    "recover_rows",
    "same_marks",
]
