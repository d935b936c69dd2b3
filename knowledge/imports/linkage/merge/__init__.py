"""Merging outside results with the curated ones: which person and which race each row is of."""

from knowledge.imports.linkage.merge.settle import Outside, read_outside

__all__ = ["Outside", "read_outside"]
