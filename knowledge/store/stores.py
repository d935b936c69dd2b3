"""Where compiled files are: in a cache folder, or on a PostgreSQL server that hands them to such folders."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.models.errors import KnowledgeError
from knowledge.models.records import About
from knowledge.store import column_file
from knowledge.store.column_file import SCHEMA_VERSION, Compiled
from knowledge.store.knowledge_base import KnowledgeBase
from knowledge.store.sealed_files import DamagedError
from knowledge.store.tables import Tables

if TYPE_CHECKING:
    from knowledge.imports.archive import Archive
    from knowledge.imports.archive.address import Address
    from knowledge.store.server import Published


class FileStore:
    """The compiled files of a data folder, in a cache folder."""

    def __init__(self, data: Path, cache: Path) -> None:
        self._data = data
        self._cache = cache

    def open_version(self, version: str) -> KnowledgeBase | None:
        """The file of a version; None where no whole one exists. Removes what killed builders left."""
        column_file.sweep(self._cache)
        return _knowledge_in(column_file.read_whole(column_file.file_of(self._cache, version)))

    def open_finished(self, version: str) -> KnowledgeBase | None:
        """The file of a version; None where there is none. Raises KnowledgeError for a damaged one."""
        return _knowledge_in(column_file.read_finished(column_file.file_of(self._cache, version)))

    def open_last(self, *, behind: bool = False) -> KnowledgeBase | None:
        """The file that was built last; None where there is none. `behind` marks it as not up to date."""
        return _knowledge_in(column_file.read_last(self._cache, self._data), behind=behind)

    def publish(self, version: str) -> None:
        """Do nothing: only a server publishes."""

    def build(self, archive: "Archive | None") -> KnowledgeBase:
        """Build from the current facts and imports. Raises KnowledgeError as `build_file` does."""
        # Imported on demand: most starts need no build, and the import takes as long as the rest of a start.
        from knowledge.store.build.on_disk import build_file  # noqa: PLC0415

        return KnowledgeBase(Tables(build_file(self._data, self._cache, archive).arrays))


def _knowledge_in(compiled: Compiled | None, *, behind: bool = False) -> KnowledgeBase | None:
    return (
        None
        if compiled is None
        else KnowledgeBase(Tables(compiled.arrays), behind=behind, built=compiled.built)
    )


class ServerStore:
    """The compiled files of a data folder in a cache folder, published through a PostgreSQL server.

    Its modules are imported on demand: a start without a server does not need them.
    """

    def __init__(self, data: Path, cache: Path, address: "Address") -> None:
        self._data = data
        self._cache = cache
        self._address = address
        self._files = FileStore(data, cache)

    def open_version(self, version: str) -> KnowledgeBase | None:
        """The version, from the cache folder or as it was published; None where it is in neither."""
        found = self._files.open_version(version)
        if found is not None:
            return found
        published = self._published()
        if published is None or published.version != version:
            return None
        with suppress(DamagedError):  # it is built and published again
            return self._fetched(version)
        return None

    def open_last(self, *, behind: bool = False) -> KnowledgeBase | None:
        """What was published last, else what was built last here. `behind` marks it as not up to date."""
        published = self._published()
        if published is not None and published.is_readable:
            with suppress(DamagedError):
                fetched = self._fetched(published.version, behind=behind)
                if fetched is not None:
                    return fetched
        return self._files.open_last(behind=behind)

    def publish(self, version: str) -> None:
        """Publish the file of a version unless it is; one that the server refuses is logged as an error."""
        from knowledge.store.build.on_server import publish_file  # noqa: PLC0415

        published = self._published()
        if published is None or published.version != version:
            publish_file(self._address, version, self._cache)

    def build(self, archive: "Archive | None") -> KnowledgeBase:
        """Build and publish the current version. Raises KnowledgeError as `build_and_publish` does."""
        from knowledge.store.build.on_server import build_and_publish  # noqa: PLC0415

        return KnowledgeBase(
            Tables(build_and_publish(self._data, self._cache, self._address, archive).arrays)
        )

    def open_newer(self, than: About) -> KnowledgeBase | None:
        """What was published last; None where that is `than`, up to date, or of an older Bell Lap.

        Raises KnowledgeError when it can't be read: a newer Bell Lap published it, or it is broken.
        """
        published = self._published()
        if published is None or published.schema_version < SCHEMA_VERSION:
            return None
        if published.version == than.version and than.behind is None:
            return None
        if not published.is_readable:
            newer = f"The knowledge in {self._address} was built by a newer Bell Lap"
            raise KnowledgeError(f"{newer}; update this one to use it.")
        try:
            return self._fetched(published.version)
        except DamagedError as error:
            broken = f"The knowledge {published.version} in {self._address} is broken"
            raise KnowledgeError(f"{broken} ({error}).") from error

    def _published(self) -> "Published | None":
        from knowledge.store.server import read_published  # noqa: PLC0415

        return read_published(self._address)

    def _fetched(self, version: str, *, behind: bool = False) -> KnowledgeBase | None:
        from knowledge.store.build.on_server import fetch_file  # noqa: PLC0415

        return _knowledge_in(fetch_file(self._data, self._cache, self._address, version), behind=behind)
