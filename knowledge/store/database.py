"""Finished databases in the cache folder: their names, holding a whole one, removing the others.

Whoever reads a database holds its file for as long as another connection may be wanted, so that no builder
removes it.
"""

from datetime import UTC, datetime
from pathlib import Path

from knowledge.models.errors import KnowledgeError
from knowledge.store import sealed
from knowledge.store.schema import SCHEMA_VERSION
from knowledge.store.sealed import DamagedError, SealedFile

_PREFIX = "knowledge-"
_SUFFIX = ".sqlite"


def database_path(cache: Path, version: str) -> Path:
    """Where the database of a version is."""
    return cache / f"{_PREFIX}{version}{_SUFFIX}"


def notes(data: Path) -> dict[str, str]:
    """What is written beside a database of this folder of facts: who may use it."""
    return {"schema": str(SCHEMA_VERSION), "data": str(data.absolute())}


def hold(database: Path) -> SealedFile | None:
    """Keep a database from being removed until it is closed; None where no whole one is there."""
    try:
        return sealed.open_sealed(database)
    except (DamagedError, OSError):
        return None


def hold_finished(database: Path) -> SealedFile | None:
    """The same, but a database that is there and is not whole raises KnowledgeError."""
    try:
        return sealed.open_sealed(database)
    except (DamagedError, OSError) as error:
        raise KnowledgeError(f"The database {database} is broken ({error}).") from error


def hold_or_set_aside(database: Path) -> SealedFile | None:
    """The same, but what is not whole is taken out of the way. Only for who has the building lock."""
    try:
        return sealed.open_sealed(database)
    except DamagedError as error:
        sealed.set_aside(database, str(error))
        return None


def hold_last(cache: Path, data: Path) -> SealedFile | None:
    """The newest whole database of this folder of facts, held; None where there is none."""
    wanted = notes(data)
    for database in sorted(cache.glob(f"{_PREFIX}*{_SUFFIX}"), key=_written, reverse=True):
        held = hold(database)
        if held is not None:
            if held.notes == wanted:
                return held
            held.close()
    return None


def built_on(held: SealedFile) -> datetime:
    """When a database was built, in UTC."""
    return datetime.fromtimestamp(held.written, UTC)


def sweep(cache: Path) -> None:
    """Remove what builders that were killed left behind."""
    sealed.sweep(cache, _PREFIX, _SUFFIX)


def remove_others(database: Path) -> None:
    """Remove what building left behind and all other databases that nobody reads.

    Only for who has the building lock.
    """
    sweep(database.parent)
    for other in database.parent.glob(f"{_PREFIX}*{_SUFFIX}"):
        if other != database:
            sealed.remove(other)


def _written(database: Path) -> float:
    try:
        return database.stat().st_mtime
    except OSError:
        return 0.0  # removed at this moment
