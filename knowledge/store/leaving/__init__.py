"""The whole knowledge on its way out: as things, as results, as one file."""

from knowledge.store.leaving.file import copy_to_file
from knowledge.store.leaving.results import all_results
from knowledge.store.leaving.things import Thing, all_things

__all__ = ["Thing", "all_results", "all_things", "copy_to_file"]
