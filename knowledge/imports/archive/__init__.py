"""The archive: what outside sources say, kept for good in a database of its own."""

from knowledge.imports.archive.archive import Archive, revision_in
from knowledge.imports.archive.columns import Printed, Told, read_told
from knowledge.imports.archive.records import Archived, Correction, Part, PartRecord, PartReport
from knowledge.imports.archive.verify import Verified, VerifiedPart

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
