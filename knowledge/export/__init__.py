"""Everything out again: as CSV, as JSON Lines, as one SQLite file."""

from knowledge.export.export import EXPORTS, check_format, export_file, export_text

__all__ = ["EXPORTS", "check_format", "export_file", "export_text"]
