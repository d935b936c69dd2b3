"""The version of the facts and imports in use: a fingerprint of every file, and the revision of the archive.

It stands apart from the build, which a start that finds its compiled file does not load.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.store.column_file import SCHEMA_VERSION

if TYPE_CHECKING:
    from knowledge.imports.archive import Archive

_LARGEST_FILE = 1_000_000
"""In bytes. The reader refuses a larger file, so its size stands for its content here."""


def fingerprint(data: Path) -> str | None:
    """The version of the facts in a folder: it changes with any byte or name of a file, and with the schema.

    None where the folder has no file of facts. Raises OSError when a file can't be read.
    """
    digest = blake2b(f"schema {SCHEMA_VERSION}\n".encode(), digest_size=8)
    names = sorted(_files(str(data)))
    start = len(str(data)) + 1
    for name in names:
        content = _content(name)
        digest.update(f"{len(content)} {name[start:]}\n".encode(errors="surrogateescape"))
        digest.update(content)
    return digest.hexdigest() if names else None


def version_of(data: Path, archive: "Archive | None") -> str | None:
    """The version of the curated facts and the imports beside them; None without facts. Raises OSError."""
    curated = fingerprint(data)
    if curated is None or archive is None:
        return curated
    return version_with(curated, archive.revision())


def revision_of_file(archive: Path) -> str | None:
    """The revision of an archive in a SQLite file, "" where it holds no source.

    `Archive` tells the same, and loads SQLAlchemy to do so: that takes longer than the rest of a start. None
    where it has to tell: the file was written by an older Bell Lap or can't be read.
    """
    try:
        with closing(sqlite3.connect(f"{archive.absolute().as_uri()}?mode=rw", uri=True)) as connection:
            if connection.execute("SELECT 1 FROM archive_source LIMIT 1").fetchone() is None:
                return ""
            return "{}-{}".format(*connection.execute("SELECT name, revision FROM archive_state").fetchone())
    except (sqlite3.Error, TypeError):
        return None


def version_with(curated: str, revision: str) -> str:
    """The version of facts with this fingerprint beside imports of this revision."""
    return blake2b(f"{curated} {revision}".encode(), digest_size=8).hexdigest()


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            elif entry.name.endswith(".toml") and entry.is_file():
                yield entry.path


def _content(name: str) -> bytes:
    # Path.read_bytes takes twice the time, and there are thousands of files.
    file = os.open(name, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        size = os.fstat(file).st_size
        return os.read(file, size) if size <= _LARGEST_FILE else str(size).encode()
    finally:
        os.close(file)
