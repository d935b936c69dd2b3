"""Races recovered from rows that don't name one, attached to curated editions, and met again elsewhere."""

from knowledge.recovery.comparison import Entry, Met, Standing, compare, same_marks
from knowledge.recovery.places import Attachment, Places
from knowledge.recovery.races import RecoveredRace, Recovery, recover

__all__ = [
    "Attachment",
    "Entry",
    "Met",
    "Places",
    "RecoveredRace",
    "Recovery",
    "Standing",
    "compare",
    "recover",
    "same_marks",
]
