"""Compiled versions on a PostgreSQL server, as knowledge to be asked."""

from pathlib import Path

from knowledge.imports.archive import Archive
from knowledge.imports.archive.address import Address
from knowledge.store.build.on_server import build_on_server
from knowledge.store.knowledge_base import KnowledgeBase
from knowledge.store.server import hold_published


class OnServer:
    """The versions of a folder of facts on a server."""

    def __init__(self, data: Path, address: Address) -> None:
        self._data = data
        self._address = address

    def find(self, version: str) -> KnowledgeBase | None:
        """That of a version; None where it is not the one that was published last."""
        engine = hold_published(self._address, version)
        return None if engine is None else KnowledgeBase(engine)

    def find_last(self, *, behind: bool = False) -> KnowledgeBase | None:
        """What was published last; None where there is none. `behind` marks it as not up to date."""
        engine = hold_published(self._address)
        return None if engine is None else KnowledgeBase(engine, behind=behind)

    def build(self, archive: Archive | None) -> KnowledgeBase:
        """The facts and imports of now, built. Raises KnowledgeError as `build_on_server` does."""
        return KnowledgeBase(build_on_server(self._data, self._address, archive))
