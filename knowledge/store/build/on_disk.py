"""Build the database file of a data folder: one builder at a time, whole or not at all."""

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
from knowledge.store.build.inputs import build_from
from knowledge.store.build.version import version_of
from knowledge.store.build.write import compile_facts
from knowledge.store.database import database_path, notes, open_database, open_or_set_aside, remove_others
from knowledge.store.sealed_files import SealedFile, sealing

_PATIENCE = 300
"""In seconds: time to wait for another process that builds. Chosen by hand."""


def build_database(data: Path, cache: Path, archive: Archive | None = None) -> SealedFile:
    """Build a database under the building lock, unless another process just did; return it open.

    A damaged file at its path is moved aside. Raises UnbuiltError when the facts have problems or keep
    changing, KnowledgeError when the cache folder can't be used.
    """
    with _translated_errors(data, cache):
        cache.mkdir(parents=True, exist_ok=True)
        with FileLock(cache / "knowledge.lock", timeout=_PATIENCE):
            # While this process waited, another may have built it, or imports may have changed.
            version = version_of(data, archive)
            file = None if version is None else open_or_set_aside(database_path(cache, version))
            if file is not None:
                return file

            def compiled(facts: Facts, version: str, outside: LinkedArchive | None) -> Path:
                database = database_path(cache, version)
                with sealing(database, notes(data)) as unfinished:
                    compile_facts(facts, unfinished, version, outside)
                return database

            with rare_collections():
                database = build_from(data, archive, compiled, cache)
            file = open_database(database)
            remove_others(database)
    if file is None:
        raise KnowledgeError(f"The database {database} was built but can't be read back; is the disk sound?")
    return file


@contextmanager
def _translated_errors(data: Path, cache: Path) -> Iterator[None]:
    """Turn errors of the lock, the files and the database into KnowledgeError."""
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
