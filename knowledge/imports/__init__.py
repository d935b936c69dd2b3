"""Results of other sources: file formats, the archive of imported rows, and record linkage.

This module is the face of the package. Each name is loaded at its first use, so that a program that only
answers questions loads neither the formats nor the archive with its SQL.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.imports.archive import Archive as Archive
    from knowledge.imports.archive import Correction as Correction
    from knowledge.imports.archive import FileReport as FileReport
    from knowledge.imports.archive import NearDuplicate as NearDuplicate
    from knowledge.imports.archive import Verified as Verified
    from knowledge.imports.formats import ImportRefused as ImportRefused
    from knowledge.imports.formats import write_results as write_results
    from knowledge.imports.intake import FORMAT_NAMES as FORMAT_NAMES
    from knowledge.imports.intake import ImportOutcome as ImportOutcome
    from knowledge.imports.intake import Progress as Progress
    from knowledge.imports.intake import corrections as corrections
    from knowledge.imports.intake import forget as forget
    from knowledge.imports.intake import import_files as import_files
    from knowledge.imports.intake import near_duplicates as near_duplicates
    from knowledge.imports.intake import revision as revision
    from knowledge.imports.intake import verify as verify
    from knowledge.imports.linkage.people import Decision as Decision
    from knowledge.imports.linkage.people import Decisions as Decisions
    from knowledge.imports.linkage.people import read_decisions as read_decisions
    from knowledge.imports.linkage.people import write_decisions as write_decisions

_MODULES = {
    "archive": ("Archive", "Correction", "FileReport", "NearDuplicate", "Verified"),
    "formats": ("ImportRefused", "write_results"),
    "intake": (
        *("FORMAT_NAMES", "ImportOutcome", "Progress", "corrections", "forget", "import_files"),
        *("near_duplicates", "revision", "verify"),
    ),
    "linkage.people": ("Decision", "Decisions", "read_decisions", "write_decisions"),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    module = _MODULE_OF.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{module}"), name)
