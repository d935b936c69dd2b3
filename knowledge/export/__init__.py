"""Export: the whole knowledge as CSV, as JSON Lines or as one SQLite file."""

from knowledge.export.export import EXPORTS, check_format, export_file, export_text

__all__ = ["EXPORTS", "check_format", "export_file", "export_text"]
