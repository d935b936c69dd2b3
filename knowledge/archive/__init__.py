"""The archive: what outside sources say, kept for good in a database of its own."""

from knowledge.archive.archive import Archive, revision_in
from knowledge.archive.printed import Printed, Told, read_told
from knowledge.archive.records import Archived, Correction, Part, PartRecord, PartReport
from knowledge.archive.verify import Verified, VerifiedPart

__all__ = [
    "Archive",
    "Archived",
    "Correction",
    "Part",
    "PartRecord",
    "PartReport",
    "Printed",
    "Told",
    "Verified",
    "VerifiedPart",
    "read_told",
    "revision_in",
]
