"""Open the store: use the compiled file of the current facts, or build it first.

It is in the cache folder. Machines that share an archive on a PostgreSQL server get it through that server.
"""

import logging
from collections.abc import Callable
from contextlib import closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

from knowledge.models.errors import ChangedError, KnowledgeError
from knowledge.store.build.version import revision_of_file, version_with
from knowledge.store.knowledge_base import KnowledgeBase
from knowledge.store.known_fingerprint import known_fingerprint
from knowledge.store.stores import FileStore, ServerStore

if TYPE_CHECKING:
    from knowledge.imports.archive import Archive

_REACHED = 5
"""Seconds within which a server must answer at a start. Chosen by hand."""
_FILE = "sqlite:"
_FILE_URL = f"{_FILE}///"

log = logging.getLogger(__name__)


def open_store(
    data: Path,
    cache: Path,
    imports: str | None = None,
    *,
    newest: bool = False,
    before_build: Callable[[], object] | None = None,
) -> KnowledgeBase:
    """The facts of the folder `data`, and what was imported beside them, ready for questions.

    Facts and imports are compiled into a file unless one of the same version exists: in the folder `cache`
    or, where `imports`, the URL of the archive, names a PostgreSQL server, published there.

    Unless `newest` is set, an older file may stand in. While an import runs, that is the last one built, or
    the facts alone where there is none: every imported file makes another version, and the importer builds
    the final one. Where nothing can be built, or the server can't be reached, it is the last one built; this
    is logged as an error and stated in `About.behind`.

    `before_build` is called before a build, and may do it in another process: then that file is opened.

    Raises KnowledgeError: when a folder is missing or can't be used, and where nothing was built before, when
    the facts have problems or the server can't be reached.
    """
    found = _built_before(data, cache, imports)
    if found is not None:
        return found
    try:
        archive = _archive(imports)
    except KnowledgeError as error:
        last = None if newest or not _is_on_server(imports) else FileStore(data, cache).open_last(behind=True)
        if last is None:
            raise
        _log_stand_in(error, last)
        return last
    with closing(archive) if archive is not None else nullcontext():
        version = _version(data, cache, archive)
        place = _place(data, cache, imports)
        found = place.open_version(version)
        if found is None:
            return _build_or_stand_in(place, data, cache, archive, newest=newest, before_build=before_build)
        if newest:
            # The server may have refused it when it was built.
            place.publish(version)
        return found


def newer_store(data: Path, cache: Path, imports: str | None, than: KnowledgeBase) -> KnowledgeBase | None:
    """The finished store that should replace `than`; None where there is none.

    In files, that is the one of the current facts and imports: half-edited facts have none. On a PostgreSQL
    server it is the version that was published last. Nothing is built, so this may be called every few
    seconds; it takes as long as looking at the state of all files of facts, or as a connection to the server.

    Raises KnowledgeError: when the file is broken or of a newer Bell Lap, or when the archive or the server
    can't be read.
    """
    if _is_on_server(imports):
        return _server_store(data, cache, imports).open_newer(than.about())
    about = than.about()
    current = None if about.behind is not None else about.version
    if current is not None and _version_of_files(data, cache, imports) == current:
        return None  # as nearly always
    archive = _archive(imports)
    with closing(archive) if archive is not None else nullcontext():
        try:
            version = _version_of(data, cache, archive)
        except OSError:
            return None  # a file appeared or vanished during the reading
    return None if version is None or version == current else FileStore(data, cache).open_finished(version)


def _built_before(data: Path, cache: Path, imports: str | None) -> KnowledgeBase | None:
    """The file of the current facts and imports, found without SQLAlchemy; None where it can't be."""
    version = _version_of_files(data, cache, imports)
    return None if version is None else FileStore(data, cache).open_version(version)


def _version_of_files(data: Path, cache: Path, imports: str | None) -> str | None:
    """The version of the current facts and of an archive in a file; None where SQLAlchemy has to say it."""
    if not _names_a_file(imports):
        return None
    try:
        curated = known_fingerprint(data, cache)
    except OSError:
        return None
    revision = revision_of_file(Path(imports.removeprefix(_FILE_URL)))
    if curated is None or revision is None:
        return None
    return version_with(curated, revision) if revision else curated


def _names_a_file(imports: str | None) -> TypeGuard[str]:
    return (
        imports is not None
        and imports.startswith(_FILE_URL)
        and Path(imports.removeprefix(_FILE_URL)).is_file()
    )


def _build_or_stand_in(
    place: FileStore | ServerStore,
    data: Path,
    cache: Path,
    archive: "Archive | None",
    *,
    newest: bool,
    before_build: Callable[[], object] | None,
) -> KnowledgeBase:
    """Build the current version, or open another that stands in for it."""
    if archive is not None and not newest and archive.is_written():
        return place.open_last() or _built(place, data, cache, None, before_build)
    try:
        return _built(place, data, cache, archive, before_build)
    except KnowledgeError as error:
        if newest:
            raise
        last = place.open_last(behind=True)
        if last is not None:
            _log_stand_in(error, last)
            return last
        if archive is not None and isinstance(error, ChangedError):
            # Unlike imports, the facts do not change while they are read.
            return _built(place, data, cache, None)
        raise


def _built(
    place: FileStore | ServerStore,
    data: Path,
    cache: Path,
    archive: "Archive | None",
    before_build: Callable[[], object] | None = None,
) -> KnowledgeBase:
    """The current version, or that of the facts alone: built by `before_build`, or else here."""
    if before_build is not None:
        before_build()
    return place.open_version(_version(data, cache, archive)) or place.build(archive)


def _log_stand_in(error: KnowledgeError, last: KnowledgeBase) -> None:
    behind = last.about().behind
    since = f" on {behind.built}" if behind is not None and behind.built is not None else ""
    log.error("%s Until then, answers come from what was built last%s.", str(error), since)


def _place(data: Path, cache: Path, imports: str | None) -> FileStore | ServerStore:
    if not _is_on_server(imports):
        return FileStore(data, cache)
    return _server_store(data, cache, imports)


def _server_store(data: Path, cache: Path, imports: str) -> ServerStore:
    from knowledge.imports.archive.address import Address  # noqa: PLC0415 - needed with a server only

    return ServerStore(data, cache, Address(imports))


def _is_on_server(imports: str | None) -> TypeGuard[str]:
    return imports is not None and not imports.startswith(_FILE)


def _archive(imports: str | None) -> "Archive | None":
    """The archive; None where there is none or it holds no source. A missing file is not created."""
    if imports is None:
        return None
    if imports.startswith(_FILE_URL) and not _names_a_file(imports):
        return None
    if _is_on_server(imports):
        # With a time limit, which the connections of an archive have not: some of its queries take long.
        _server_reached(imports)
    from knowledge.imports.archive import Archive  # noqa: PLC0415 - needed with imports only

    archive = Archive.open(imports)
    if archive.sources():
        return archive
    archive.close()
    return None


def _server_reached(imports: str) -> None:
    """Raise KnowledgeError where the server doesn't answer in time."""
    from knowledge.imports.archive.address import Address  # noqa: PLC0415
    from knowledge.store.server import read_published  # noqa: PLC0415

    read_published(Address(imports), within=_REACHED)


def _version(data: Path, cache: Path, archive: "Archive | None") -> str:
    advice = "set BELL_LAP_DATA to a folder of facts"
    if not data.is_dir():
        raise KnowledgeError(f"There is no data folder at {data}; {advice}.")
    try:
        version = _version_of(data, cache, archive)
    except OSError as error:
        file = error.filename or data
        raise KnowledgeError(f"{file} in the data folder can't be read ({error.strerror}).") from error
    if version is None:
        raise KnowledgeError(f"The data folder {data} holds no facts; {advice}.")
    return version


def _version_of(data: Path, cache: Path, archive: "Archive | None") -> str | None:
    """The version of the curated facts and the imports beside them; None without facts. Raises OSError."""
    curated = known_fingerprint(data, cache)
    return curated if curated is None or archive is None else version_with(curated, archive.revision())
