"""Opening the store: the database of these very facts, built first where there is none yet."""

from contextlib import closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.models.errors import KnowledgeError
from knowledge.store.database import database_path, hold, hold_finished, hold_last
from knowledge.store.engine import reading_engine
from knowledge.store.fingerprint import version_of
from knowledge.store.read import KnowledgeBase

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from knowledge.archive import Archive

_FILE = "sqlite:"


def open_store(data: Path, cache: Path, imports: str | None = None, *, newest: bool = False) -> KnowledgeBase:
    """The facts of the folder `data`, and what was imported beside them, ready to be asked.

    They are compiled into a database unless one of the same facts is there: in the folder `cache` or, where
    `imports`, the URL of the archive, names a PostgreSQL server, on that server. While somebody imports, what
    was known before is taken, the facts alone where that is no longer there, unless the `newest` is asked
    for: every file makes another version, and whoever imports builds the last one. Raises KnowledgeError
    where a folder is missing or can't be used, where the facts have problems, or where the server can't be
    asked.
    """
    archive = _archive(imports)
    with closing(archive) if archive is not None else nullcontext():
        version = _version(data, archive)
        if imports is not None and _is_on_server(imports):
            engine = _open_on_server(data, imports, version, archive, newest=newest)
        else:
            engine = _open_file(data, cache, version, archive, newest=newest)
    return KnowledgeBase(engine)


def newer_store(data: Path, cache: Path, imports: str | None, than: str) -> KnowledgeBase | None:
    """What should be asked instead of version `than`, where somebody finished building it; None else.

    In files, that is the database of the facts and imports as they are now: half-edited files have none. On a
    PostgreSQL server it is what was published last, whoever did. It never builds, so it may be called every
    few seconds; it takes as long as reading all files of facts, or as a connection to the server. Raises
    KnowledgeError where there is a database but it is broken or of a newer Bell Lap, or where the archive or
    the server can't be read.
    """
    if imports is not None and _is_on_server(imports):
        from knowledge.archive.address import Address  # noqa: PLC0415 - who has no server starts without it
        from knowledge.store.server import hold_newer  # noqa: PLC0415

        engine = hold_newer(Address(imports), than)
        return None if engine is None else KnowledgeBase(engine)
    archive = _archive(imports)
    with closing(archive) if archive is not None else nullcontext():
        try:
            version = version_of(data, archive)
        except OSError:
            return None  # a file that goes or comes at this moment
    if version is None or version == than:
        return None
    database = database_path(cache, version)
    held = hold_finished(database, version)
    return None if held is None else KnowledgeBase(reading_engine(database, held))


def _is_on_server(imports: str) -> bool:
    return not imports.startswith(_FILE)


def _open_file(data: Path, cache: Path, version: str, archive: "Archive | None", *, newest: bool) -> "Engine":
    database = database_path(cache, version)
    held = hold(database, version)
    if held is None and not newest and archive is not None and archive.is_written():
        last = hold_last(cache)
        if last is not None:
            return reading_engine(*last)
        # Nothing was known before. What comes in would change while it is read, the facts alone do not.
        return _open_file(data, cache, _version(data, None), None, newest=newest)
    if held is None:
        # Imported where it is needed: most starts find the database there, and this takes as long.
        from knowledge.store.build import build_database  # noqa: PLC0415

        held = build_database(data, database, version, archive)
    return reading_engine(database, held)


def _open_on_server(
    data: Path, imports: str, version: str, archive: "Archive | None", *, newest: bool
) -> "Engine":
    from knowledge.archive.address import Address  # noqa: PLC0415 - who has no server starts without it
    from knowledge.store.server import hold_published  # noqa: PLC0415

    address = Address(imports)
    held = hold_published(address, version)
    if held is None and not newest and archive is not None and archive.is_written():
        held = hold_published(address)
        if held is None:
            return _open_on_server(data, imports, _version(data, None), None, newest=newest)
    if held is None:
        from knowledge.store.server_build import build_on_server  # noqa: PLC0415

        held = build_on_server(data, address, version, archive)
    return held


def _archive(imports: str | None) -> "Archive | None":
    """The archive, where there is one: nothing is made of a file that nobody imported into."""
    if imports is None:
        return None
    if imports.startswith(f"{_FILE}///") and not Path(imports.removeprefix(f"{_FILE}///")).is_file():
        return None
    from knowledge.archive import Archive  # noqa: PLC0415 - who imported nothing starts without it

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
