"""Opening the store: the database of these very facts, built first where there is none yet."""

import logging
from contextlib import closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.models.errors import ChangedError, KnowledgeError
from knowledge.store.build.inputs import version_of
from knowledge.store.in_files import InFiles
from knowledge.store.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from knowledge.imports.archive import Archive
    from knowledge.store.on_server import OnServer

_FILE = "sqlite:"

log = logging.getLogger(__name__)


def open_store(data: Path, cache: Path, imports: str | None = None, *, newest: bool = False) -> KnowledgeBase:
    """The facts of the folder `data`, and what was imported beside them, ready to be asked.

    They are compiled into a database unless one of the same facts is there: in the folder `cache` or, where
    `imports`, the URL of the archive, names a PostgreSQL server, on that server. Unless the `newest` is asked
    for, two things stand in for what is not built yet. While somebody imports, it is what was known before,
    or the facts alone where that is no longer there: every file makes another version, and whoever imports
    builds the last one. Where nothing can be built, it is what was built last, which is logged as an error
    and said in `About`. Raises KnowledgeError where a folder is missing or can't be used, where the facts
    have problems and nothing was built before, or where the server can't be asked.
    """
    archive = _archive(imports)
    with closing(archive) if archive is not None else nullcontext():
        version = _version(data, archive)
        place = _place(data, cache, imports)
        return place.find(version) or _instead(place, data, archive, newest=newest)


def newer_store(data: Path, cache: Path, imports: str | None, than: KnowledgeBase) -> KnowledgeBase | None:
    """What should be asked instead of `than`, where somebody finished building it; None else.

    In files, that is the database of the facts and imports as they are now: half-edited files have none. On a
    PostgreSQL server it is what was published last, whoever did. It builds only where the file of `than` was
    damaged or removed, so it may be called every few seconds; it takes as long as reading all files of facts,
    or as a connection to the server. Raises KnowledgeError where there is a database but it is broken or of a
    newer Bell Lap, or where the archive or the server can't be read.
    """
    if imports is not None and _is_on_server(imports):
        from knowledge.imports.archive.address import Address  # noqa: PLC0415 - who has no server starts without it
        from knowledge.store.server import hold_newer  # noqa: PLC0415

        engine = hold_newer(Address(imports), than.about().version)
        return None if engine is None else KnowledgeBase(engine)
    if not than.is_current():
        return open_store(data, cache, imports)
    archive = _archive(imports)
    with closing(archive) if archive is not None else nullcontext():
        try:
            version = version_of(data, archive)
        except OSError:
            return None  # a file that goes or comes at this moment
    about = than.about()
    if version is None or (version == about.version and about.behind is None):
        return None
    return InFiles(data, cache).find_finished(version)


def _instead(
    place: "InFiles | OnServer", data: Path, archive: "Archive | None", *, newest: bool
) -> KnowledgeBase:
    """What is asked where the version of now is not there: it is built, or another takes its place."""
    if archive is not None and not newest and archive.is_written():
        return place.find_last() or _alone(place, data)
    try:
        return place.build(archive)
    except KnowledgeError as error:
        if newest:
            raise
        last = place.find_last(behind=True)
        if last is not None:
            _tell(error, last)
            return last
        if archive is not None and isinstance(error, ChangedError):
            return _alone(place, data)
        raise


def _tell(error: KnowledgeError, last: KnowledgeBase) -> None:
    behind = last.about().behind
    since = f" on {behind.built}" if behind is not None and behind.built is not None else ""
    log.error("%s Until then, answers come from what was built last%s.", error, since)


def _alone(place: "InFiles | OnServer", data: Path) -> KnowledgeBase:
    """The facts alone: what comes in would change while it is read, they do not."""
    return place.find(_version(data, None)) or place.build(None)


def _place(data: Path, cache: Path, imports: str | None) -> "InFiles | OnServer":
    if imports is None or not _is_on_server(imports):
        return InFiles(data, cache)
    from knowledge.imports.archive.address import Address  # noqa: PLC0415 - who has no server starts without it
    from knowledge.store.on_server import OnServer  # noqa: PLC0415

    return OnServer(data, Address(imports))


def _is_on_server(imports: str) -> bool:
    return not imports.startswith(_FILE)


def _archive(imports: str | None) -> "Archive | None":
    """The archive, where there is one: nothing is made of a file that nobody imported into."""
    if imports is None:
        return None
    if imports.startswith(f"{_FILE}///") and not Path(imports.removeprefix(f"{_FILE}///")).is_file():
        return None
    from knowledge.imports.archive import Archive  # noqa: PLC0415 - who imported nothing starts without it

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
