"""Merging outside results with the curated ones: which person and which race each row is of."""

from knowledge.imports.linkage.merge.link import LinkedArchive, link_archive

__all__ = ["LinkedArchive", "link_archive"]
