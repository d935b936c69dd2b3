"""Building the database of a folder of facts, once and whole, whoever else starts and whatever ends it."""

import os
import sqlite3
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from knowledge.archive import Archive
from knowledge.archive.memory import rare_collections
from knowledge.models.errors import KnowledgeError
from knowledge.store.database import hold, remove_others, unfinished_path
from knowledge.store.ingredients import read_all
from knowledge.store.write import compile_facts

_PATIENCE = 300
"""In seconds: how long to wait for another starter that builds."""


def build_database(
    data: Path, database: Path, version: str, archive: Archive | None = None
) -> sqlite3.Connection:
    """Build a database under the building lock, unless another starter just did; return what holds it.

    Raises KnowledgeError where the facts have problems or the cache folder can't be used.
    """
    cache = database.parent
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with FileLock(cache / "knowledge.lock", timeout=_PATIENCE):
            held = hold(database, version)
            if held is None:
                _compile(data, database, version, archive)
                held = hold(database, version)
    except Timeout as error:
        waited = f"for {_PATIENCE} seconds"
        raise KnowledgeError(f"Another Bell Lap has been building in {cache} {waited}; end it.") from error
    except IntegrityError as error:
        why = f"The facts in {data} break a rule of the store ({error.orig})"
        raise KnowledgeError(f"{why}; run `bell-lap knowledge check`.") from error
    except (OSError, SQLAlchemyError) as error:
        why = getattr(error, "strerror", None) or str(getattr(error, "orig", error))
        advice = "set BELL_LAP_CACHE to a folder that can"
        raise KnowledgeError(f"The cache folder {cache} can't be written to ({why}); {advice}.") from error
    if held is None:
        raise KnowledgeError(f"The database {database} was built but can't be read back; is the disk sound?")
    return held


def _compile(data: Path, database: Path, version: str, archive: Archive | None) -> None:
    unfinished = unfinished_path(database)
    unfinished.unlink(missing_ok=True)
    with rare_collections():
        facts, outside = read_all(data, version, archive)
        compile_facts(facts, unfinished, version, outside)
    _bring_to_disk(unfinished)
    unfinished.replace(database)
    _bring_to_disk(database.parent)
    remove_others(database)


def _bring_to_disk(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows has no such thing for folders
    file = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
