"""Compiled databases in the cache folder, as knowledge to be asked."""

from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.store import database
from knowledge.store.database import reading_engine
from knowledge.store.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from knowledge.imports.archive import Archive
    from knowledge.store.sealed_files import SealedFile


class InFiles:
    """The databases of a folder of facts in a cache folder."""

    def __init__(self, data: Path, cache: Path) -> None:
        self._data = data
        self._cache = cache

    def find(self, version: str) -> KnowledgeBase | None:
        """That of a version; None where no whole one is there. What killed builders left is removed."""
        database.sweep(self._cache)
        held = database.hold(database.database_path(self._cache, version))
        return None if held is None else _opened(held)

    def find_finished(self, version: str) -> KnowledgeBase | None:
        """The same, but a damaged one raises KnowledgeError."""
        held = database.hold_finished(database.database_path(self._cache, version))
        return None if held is None else _opened(held)

    def find_last(self, *, behind: bool = False) -> KnowledgeBase | None:
        """What was built last; None where there is none. `behind` marks it as not up to date."""
        held = database.hold_last(self._cache, self._data)
        return None if held is None else _opened(held, behind=behind)

    def build(self, archive: "Archive | None") -> KnowledgeBase:
        """The facts and imports of now, built. Raises KnowledgeError as `build_database` does."""
        # Imported where it is needed: most starts find the database there, and this takes as long.
        from knowledge.store.build.on_disk import build_database  # noqa: PLC0415

        return _opened(build_database(self._data, self._cache, archive))


def _opened(held: "SealedFile", *, behind: bool = False) -> KnowledgeBase:
    built = database.built_on(held) if behind else None
    return KnowledgeBase(reading_engine(held.path, held), held, behind=behind, built=built)
