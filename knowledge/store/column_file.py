"""Files of compiled knowledge in the cache folder: their names, reading a whole one, removing the others.

A file is read into memory: then neither a change to it nor its removal reaches an answer, while a mapped file
that is truncated would end the process. Its seal carries the digest that is checked before.
"""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from knowledge.array_file import load_arrays
from knowledge.models.errors import KnowledgeError
from knowledge.store import sealed_files
from knowledge.store.columns import Arrays, TableReader
from knowledge.store.sealed_files import DamagedError

SCHEMA_VERSION = 16
"""Incremented with every change of tables or content: files of another version are built again."""
FORMAT = f"bell-lap-knowledge-{SCHEMA_VERSION}"
"""The first line of a file names it."""

_PREFIX = "knowledge-"
_SUFFIX = ".columns"


class Compiled(NamedTuple):
    """The content of a file, and the time at which it was built, in UTC."""

    arrays: Arrays
    built: datetime

    @property
    def version(self) -> str:
        """The version of the facts and imports that it was built from."""
        return TableReader(self.arrays, "build").text("version")[0]


def file_of(cache: Path, version: str) -> Path:
    """The path of the file of a version."""
    return cache / f"{_PREFIX}{version}{_SUFFIX}"


def notes(data: Path) -> dict[str, str]:
    """The notes in the seal of a file made of this data folder: only readers of the same notes use it."""
    return {"schema": str(SCHEMA_VERSION), "data": str(data.absolute())}


def unwritable(cache: Path, why: str) -> KnowledgeError:
    """The error of a cache folder in which a file can't be written."""
    cannot = f"The cache folder {cache} can't be written to ({why})"
    return KnowledgeError(f"{cannot}; set BELL_LAP_CACHE to a folder that can.")


def read_whole(file: Path) -> Compiled | None:
    """A whole file; None where there is no whole one."""
    try:
        return _read(file)
    except (DamagedError, OSError):
        return None


def read_finished(file: Path) -> Compiled | None:
    """A whole file; None where there is no file. Raises KnowledgeError for a damaged one."""
    try:
        return _read(file)
    except (DamagedError, OSError) as error:
        raise KnowledgeError(f"The compiled knowledge {file} is broken ({error}).") from error


def read_or_set_aside(file: Path) -> Compiled | None:
    """A whole file; None where there is none. A damaged one is moved aside: needs the building lock."""
    try:
        return _read(file)
    except DamagedError as error:
        sealed_files.set_aside(file, str(error))
        return None


def read_last(cache: Path, data: Path) -> Compiled | None:
    """The newest whole file of this data folder; None where there is none."""
    wanted = notes(data)
    for file in sorted(cache.glob(f"{_PREFIX}*{_SUFFIX}"), key=sealed_files.modified, reverse=True):
        with suppress(DamagedError, OSError):
            if sealed_files.notes_of(file) == wanted and (compiled := _read(file)) is not None:
                return compiled
    return None


def sweep(cache: Path) -> None:
    """Remove the unfinished files of killed builders."""
    sealed_files.sweep(cache, _PREFIX, _SUFFIX)


def remove_others(file: Path) -> None:
    """Remove unfinished files and all other versions. Needs the building lock."""
    sweep(file.parent)
    for other in file.parent.glob(f"{_PREFIX}*{_SUFFIX}"):
        if other != file:
            sealed_files.remove(other)


def _read(file: Path) -> Compiled | None:
    sealed = sealed_files.read_sealed(file)
    if sealed is None:
        return None
    try:
        (arrays,) = load_arrays(sealed.content, FORMAT)
    except ValueError as error:
        raise DamagedError("it is of another version") from error
    return Compiled(arrays, datetime.fromtimestamp(sealed.written, UTC))
