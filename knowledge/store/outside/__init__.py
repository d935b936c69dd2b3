"""Outside results beside the curated ones: who and which race is meant, written into the same tables."""

from knowledge.store.outside.outside import Outside, read_outside
from knowledge.store.outside.write import write_outside

__all__ = ["Outside", "read_outside", "write_outside"]
