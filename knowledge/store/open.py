"""Opening the store: the database of these very facts, built first where there is none yet."""

from pathlib import Path

from knowledge.models.errors import KnowledgeError
from knowledge.store.database import database_path, hold
from knowledge.store.engine import reading_engine
from knowledge.store.fingerprint import fingerprint
from knowledge.store.read import KnowledgeBase


def open_store(data: Path, cache: Path) -> KnowledgeBase:
    """The facts of the folder `data`, ready to be asked.

    They are compiled into a database in the folder `cache` unless one of the same facts is there. Raises
    KnowledgeError where a folder is missing or can't be used, or where the facts have problems.
    """
    version = _version(data)
    database = database_path(cache, version)
    held = hold(database, version)
    if held is None:
        # Imported where it is needed: most starts find the database there, and this takes as long as they do.
        from knowledge.store.build import build_database  # noqa: PLC0415

        held = build_database(data, database, version)
    return KnowledgeBase(reading_engine(database, held))


def _version(data: Path) -> str:
    advice = "set BELL_LAP_DATA to a folder of facts"
    if not data.is_dir():
        raise KnowledgeError(f"There is no data folder at {data}; {advice}.")
    try:
        version = fingerprint(data)
    except OSError as error:
        file = error.filename or data
        raise KnowledgeError(f"{file} in the data folder can't be read ({error.strerror}).") from error
    if version is None:
        raise KnowledgeError(f"The data folder {data} holds no facts; {advice}.")
    return version
