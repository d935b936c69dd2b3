"""Open the store: use the database of the current facts, or build it first.

A store is kept in one of two places: as files in the cache folder, or as versions on a PostgreSQL server.
"""

import logging
from contextlib import closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.models.errors import ChangedError, KnowledgeError
from knowledge.store import database
from knowledge.store.build.version import version_of
from knowledge.store.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from knowledge.imports.archive import Archive
    from knowledge.imports.archive.address import Address
    from knowledge.store.sealed_files import SealedFile

_FILE = "sqlite:"

log = logging.getLogger(__name__)


class FileStore:
    """The compiled databases of a data folder, in a cache folder."""

    def __init__(self, data: Path, cache: Path) -> None:
        self._data = data
        self._cache = cache

    def open_version(self, version: str) -> KnowledgeBase | None:
        """The database of a version; None where no whole one exists. Removes what killed builders left."""
        database.sweep(self._cache)
        file = database.open_database(database.database_path(self._cache, version))
        return None if file is None else _knowledge_in(file)

    def open_finished(self, version: str) -> KnowledgeBase | None:
        """The database of a version; None where there is none. Raises KnowledgeError for a damaged one."""
        file = database.open_finished(database.database_path(self._cache, version))
        return None if file is None else _knowledge_in(file)

    def open_last(self, *, behind: bool = False) -> KnowledgeBase | None:
        """The database that was built last; None where there is none. `behind` marks it as not up to date."""
        file = database.open_last(self._cache, self._data)
        return None if file is None else _knowledge_in(file, behind=behind)

    def build(self, archive: "Archive | None") -> KnowledgeBase:
        """Build from the current facts and imports. Raises KnowledgeError as `build_database` does."""
        # Imported on demand: most starts need no build, and the import takes as long as the rest of a start.
        from knowledge.store.build.on_disk import build_database  # noqa: PLC0415

        return _knowledge_in(build_database(self._data, self._cache, archive))


def _knowledge_in(file: "SealedFile", *, behind: bool = False) -> KnowledgeBase:
    built = database.built_on(file) if behind else None
    return KnowledgeBase(database.reading_engine(file.path, file), file, behind=behind, built=built)


class ServerStore:
    """The compiled versions of a data folder, on a PostgreSQL server.

    Its modules are imported on demand: a start without a server does not need them.
    """

    def __init__(self, data: Path, address: "Address") -> None:
        self._data = data
        self._address = address

    def open_version(self, version: str) -> KnowledgeBase | None:
        """The version; None where another one was published last."""
        return self._published(version)

    def open_last(self, *, behind: bool = False) -> KnowledgeBase | None:
        """What was published last; None where nothing was. `behind` marks it as not up to date."""
        return self._published(None, behind=behind)

    def build(self, archive: "Archive | None") -> KnowledgeBase:
        """Build from the current facts and imports. Raises KnowledgeError as `build_on_server` does."""
        from knowledge.store.build.on_server import build_on_server  # noqa: PLC0415

        return KnowledgeBase(build_on_server(self._data, self._address, archive))

    def _published(self, version: str | None, *, behind: bool = False) -> KnowledgeBase | None:
        from knowledge.store.server import open_published  # noqa: PLC0415

        engine = open_published(self._address, version)
        return None if engine is None else KnowledgeBase(engine, behind=behind)


def open_store(data: Path, cache: Path, imports: str | None = None, *, newest: bool = False) -> KnowledgeBase:
    """The facts of the folder `data`, and what was imported beside them, ready for questions.

    Facts and imports are compiled into a database unless one of the same version exists: in the folder
    `cache` or, where `imports`, the URL of the archive, names a PostgreSQL server, on that server.

    Unless `newest` is set, an older database may stand in. While an import runs, that is the last one built,
    or the facts alone where there is none: every imported file makes another version, and the importer builds
    the final one. Where nothing can be built, it is the last one built; this is logged as an error and stated
    in `About.behind`.

    Raises KnowledgeError: when a folder is missing or can't be used, when the facts have problems and nothing
    was built before, or when the server can't be reached.
    """
    archive = _archive(imports)
    with closing(archive) if archive is not None else nullcontext():
        version = _version(data, archive)
        place = _place(data, cache, imports)
        return place.open_version(version) or _build_or_stand_in(place, data, archive, newest=newest)


def newer_store(data: Path, cache: Path, imports: str | None, than: KnowledgeBase) -> KnowledgeBase | None:
    """The finished store that should replace `than`; None where there is none.

    In files, that is the database of the current facts and imports: half-edited files have none. On a
    PostgreSQL server it is the version that was published last. Nothing is built, except where the file of
    `than` was damaged or removed, so this may be called every few seconds; it takes as long as reading all
    files of facts, or as a connection to the server.

    Raises KnowledgeError: when the database is broken or of a newer Bell Lap, or when the archive or the
    server can't be read.
    """
    if imports is not None and _is_on_server(imports):
        from knowledge.imports.archive.address import Address  # noqa: PLC0415 - needed with a server only
        from knowledge.store.server import open_newer  # noqa: PLC0415

        engine = open_newer(Address(imports), than.about().version)
        return None if engine is None else KnowledgeBase(engine)
    if not than.is_current():
        return open_store(data, cache, imports)
    archive = _archive(imports)
    with closing(archive) if archive is not None else nullcontext():
        try:
            version = version_of(data, archive)
        except OSError:
            return None  # a file appeared or vanished during the reading
    about = than.about()
    if version is None or (version == about.version and about.behind is None):
        return None
    return FileStore(data, cache).open_finished(version)


def _build_or_stand_in(
    place: FileStore | ServerStore, data: Path, archive: "Archive | None", *, newest: bool
) -> KnowledgeBase:
    """Build the current version, or open another that stands in for it."""
    if archive is not None and not newest and archive.is_written():
        return place.open_last() or _facts_alone(place, data)
    try:
        return place.build(archive)
    except KnowledgeError as error:
        if newest:
            raise
        last = place.open_last(behind=True)
        if last is not None:
            _log_stand_in(error, last)
            return last
        if archive is not None and isinstance(error, ChangedError):
            return _facts_alone(place, data)
        raise


def _log_stand_in(error: KnowledgeError, last: KnowledgeBase) -> None:
    behind = last.about().behind
    since = f" on {behind.built}" if behind is not None and behind.built is not None else ""
    log.error("%s Until then, answers come from what was built last%s.", error, since)


def _facts_alone(place: FileStore | ServerStore, data: Path) -> KnowledgeBase:
    """The curated facts without imports: unlike imports, they do not change while they are read."""
    return place.open_version(_version(data, None)) or place.build(None)


def _place(data: Path, cache: Path, imports: str | None) -> FileStore | ServerStore:
    if imports is None or not _is_on_server(imports):
        return FileStore(data, cache)
    from knowledge.imports.archive.address import Address  # noqa: PLC0415 - needed with a server only

    return ServerStore(data, Address(imports))


def _is_on_server(imports: str) -> bool:
    return not imports.startswith(_FILE)


def _archive(imports: str | None) -> "Archive | None":
    """The archive; None where there is none or it holds no source. A missing file is not created."""
    if imports is None:
        return None
    if imports.startswith(f"{_FILE}///") and not Path(imports.removeprefix(f"{_FILE}///")).is_file():
        return None
    from knowledge.imports.archive import Archive  # noqa: PLC0415 - needed with imports only

    archive = Archive.open(imports)
    if archive.sources():
        return archive
    archive.close()
    return None


def _version(data: Path, archive: "Archive | None") -> str:
    advice = "set BELL_LAP_DATA to a folder of facts"
    if not data.is_dir():
        raise KnowledgeError(f"There is no data folder at {data}; {advice}.")
    try:
        version = version_of(data, archive)
    except OSError as error:
        file = error.filename or data
        raise KnowledgeError(f"{file} in the data folder can't be read ({error.strerror}).") from error
    if version is None:
        raise KnowledgeError(f"The data folder {data} holds no facts; {advice}.")
    return version
