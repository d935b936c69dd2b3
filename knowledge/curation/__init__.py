"""The facts as files: reading, checking and formatting them. `knowledge/data/README.md` shows the format."""

from pathlib import Path

from knowledge.curation.checks import check, check_folder
from knowledge.curation.facts import FOLDERS, Facts
from knowledge.curation.files import Problem
from knowledge.curation.format import format_file
from knowledge.curation.read import read

DATA: Path = Path(__file__).resolve().parent.parent / "data"
"""The curated facts that come with the package."""

__all__ = ["DATA", "FOLDERS", "Facts", "Problem", "check", "check_folder", "format_file", "read"]
