"""Races recovered from rows that don't name one, attached to curated editions, and met again elsewhere."""

from knowledge.recovery.comparison import Entry, Met, Standing, compare, same_marks
from knowledge.recovery.places import Attachment, Places
from knowledge.recovery.races import Recovered, RecoveredRace, recover, recover_rows
from knowledge.recovery.said import NOTHING, Said

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
