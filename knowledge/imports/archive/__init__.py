"""The archive: every row of the imported sources, with its history, in a database of its own."""

from knowledge.imports.archive.archive import Archive
from knowledge.imports.archive.columns import RowDetails, SourceColumns
from knowledge.imports.archive.records import ArchivedFile, ArchivedRow, Correction, FileReport
from knowledge.imports.archive.sources import NearDuplicate
from knowledge.imports.archive.verify import Verified, VerifiedFile

__all__ = [
    "Archive",
    "ArchivedFile",
    "ArchivedRow",
    "Correction",
    "FileReport",
    "NearDuplicate",
    "RowDetails",
    "SourceColumns",
    "Verified",
    "VerifiedFile",
]
