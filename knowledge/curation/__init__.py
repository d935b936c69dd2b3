"""The facts as files: read, check, format. `knowledge/data/README.md` shows the format."""

from knowledge import DATA
from knowledge.curation.checks import check, check_folder
from knowledge.curation.completeness import Lack
from knowledge.curation.facts import DECISIONS, FOLDERS, Entity, Facts
from knowledge.curation.families import Family, count_families
from knowledge.curation.files import Problem
from knowledge.curation.format import format_file, format_folder
from knowledge.curation.gaps import EditionGaps, OpenEvent, find_gaps
from knowledge.curation.parse_cache import ParseCache
from knowledge.curation.read import read
from knowledge.curation.toml import TomlError, parse_toml
from knowledge.curation.toml_source import comment_lines, leading_comment

__all__ = [
    "DATA",
    "DECISIONS",
    "FOLDERS",
    "EditionGaps",
    "Entity",
    "Facts",
    "Family",
    "Lack",
    "OpenEvent",
    "ParseCache",
    "Problem",
    "TomlError",
    "check",
    "check_folder",
    "comment_lines",
    "count_families",
    "find_gaps",
    "format_file",
    "format_folder",
    "leading_comment",
    "parse_toml",
    "read",
]
