"""Build the compiled file of a data folder: one builder at a time, whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from knowledge.imports.archive import Archive
from knowledge.memory import give_memory_back, rare_collections
from knowledge.models.errors import KnowledgeError, UnbuiltError
from knowledge.store.build.inputs import build_from
from knowledge.store.build.version import version_of
from knowledge.store.build.write_columns import BrokenRuleError
from knowledge.store.column_file import (
    Compiled,
    file_of,
    notes,
    read_or_set_aside,
    read_whole,
    remove_others,
    unwritable,
)
from knowledge.store.sealed_files import sealing

_PATIENCE = 300
"""In seconds: time to wait for another process that builds. Chosen by hand."""


def build_file(data: Path, cache: Path, archive: Archive | None = None) -> Compiled:
    """Build the file under the building lock, unless another process just did; return its content.

    A damaged file at its path is moved aside. Raises UnbuiltError when the facts have problems or keep
    changing, KnowledgeError when the cache folder can't be used.
    """
    with _translated_errors(data, cache):
        cache.mkdir(parents=True, exist_ok=True)
        with FileLock(cache / "knowledge.lock", timeout=_PATIENCE):
            # While this process waited, another may have built it, or imports may have changed.
            version = version_of(data, archive)
            compiled = None if version is None else read_or_set_aside(file_of(cache, version))
            if compiled is not None:
                return compiled

            give_memory_back()
            file = _build(data, cache, archive)
            give_memory_back()
            compiled = read_whole(file)
            remove_others(file)
    if compiled is None:
        raise KnowledgeError(f"{file} was built but can't be read back; is the disk sound?")
    return compiled


def _build(data: Path, cache: Path, archive: Archive | None) -> Path:
    """Build the file of the current version."""
    with rare_collections():
        version, columns = build_from(data, archive, cache)
        file = file_of(cache, version)
        with sealing(file, notes(data)) as unfinished:
            columns.save(unfinished)
        return file


@contextmanager
def _translated_errors(data: Path, cache: Path) -> Iterator[None]:
    """Turn errors of the lock, the files and the database into KnowledgeError."""
    try:
        yield
    except Timeout as error:
        waited = f"for {_PATIENCE} seconds"
        raise KnowledgeError(f"Another Bell Lap has been building in {cache} {waited}; end it.") from error
    except (IntegrityError, BrokenRuleError) as error:
        why = f"The facts in {data} break a rule of the store ({getattr(error, 'orig', error)})"
        raise UnbuiltError(f"{why}; run `bell-lap knowledge check`.") from error
    except (OSError, SQLAlchemyError) as error:
        why = getattr(error, "strerror", None) or str(getattr(error, "orig", error))
        raise unwritable(cache, why) from error
