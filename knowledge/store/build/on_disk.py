"""Building the database of a folder of facts, once and whole, whoever else starts and whatever ends it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from knowledge.curation import Facts
from knowledge.imports.archive import Archive
from knowledge.imports.archive.bulk import rare_collections
from knowledge.imports.linkage.merge import LinkedArchive
from knowledge.models.errors import KnowledgeError, UnbuiltError
from knowledge.store.build.inputs import build_from, version_of
from knowledge.store.build.write import compile_facts
from knowledge.store.database import database_path, notes, open_database, open_or_set_aside, remove_others
from knowledge.store.sealed_files import SealedFile, sealing

_PATIENCE = 300
"""In seconds: how long to wait for another starter that builds."""


def build_database(data: Path, cache: Path, archive: Archive | None = None) -> SealedFile:
    """Build a database under the building lock, unless another starter just did; return what holds it.

    A damaged one that is in the way is set aside. Raises UnbuiltError where the facts have problems or go on
    changing, KnowledgeError where the cache folder can't be used.
    """
    with _told(data, cache):
        cache.mkdir(parents=True, exist_ok=True)
        with FileLock(cache / "knowledge.lock", timeout=_PATIENCE):
            # While the lock was waited for, another starter may have built it or somebody imported more.
            version = version_of(data, archive)
            held = None if version is None else open_or_set_aside(database_path(cache, version))
            if held is not None:
                return held

            def compiled(facts: Facts, version: str, outside: LinkedArchive | None) -> Path:
                database = database_path(cache, version)
                with sealing(database, notes(data)) as unfinished:
                    compile_facts(facts, unfinished, version, outside)
                return database

            with rare_collections():
                database = build_from(data, archive, compiled)
            held = open_database(database)
            remove_others(database)
    if held is None:
        raise KnowledgeError(f"The database {database} was built but can't be read back; is the disk sound?")
    return held


@contextmanager
def _told(data: Path, cache: Path) -> Iterator[None]:
    """What is in the way as a sentence for the operator."""
    try:
        yield
    except Timeout as error:
        waited = f"for {_PATIENCE} seconds"
        raise KnowledgeError(f"Another Bell Lap has been building in {cache} {waited}; end it.") from error
    except IntegrityError as error:
        why = f"The facts in {data} break a rule of the store ({error.orig})"
        raise UnbuiltError(f"{why}; run `bell-lap knowledge check`.") from error
    except (OSError, SQLAlchemyError) as error:
        why = getattr(error, "strerror", None) or str(getattr(error, "orig", error))
        advice = "set BELL_LAP_CACHE to a folder that can"
        raise KnowledgeError(f"The cache folder {cache} can't be written to ({why}); {advice}.") from error
