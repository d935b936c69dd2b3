"""The facts as files: read, check, format. `knowledge/data/README.md` shows the format."""

from pathlib import Path

from knowledge.curation.checks import check, check_folder
from knowledge.curation.facts import DECISIONS, FOLDERS, Entity, Facts
from knowledge.curation.files import Problem
from knowledge.curation.format import format_file, format_folder
from knowledge.curation.read import read
from knowledge.curation.toml import TomlError, parse_toml
from knowledge.curation.toml_source import comment_lines, leading_comment

DATA: Path = Path(__file__).resolve().parent.parent / "data"
"""The curated facts that come with the package."""

__all__ = [
    "DATA",
    "DECISIONS",
    "FOLDERS",
    "Entity",
    "Facts",
    "Problem",
    "TomlError",
    "check",
    "check_folder",
    "comment_lines",
    "format_file",
    "format_folder",
    "leading_comment",
    "parse_toml",
    "read",
]
