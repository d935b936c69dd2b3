"""Files: which one a command may replace, durable writing, locks."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from knowledge.models.errors import KnowledgeError


class SqliteFiles(NamedTuple):
    """A database of SQLite, its write-ahead log, and the index of that log, which processes share."""

    database: Path
    log: Path
    shared: Path


def sqlite_files(database: Path) -> SqliteFiles:
    """The file of a database, and those that SQLite makes beside it: https://sqlite.org/tempfiles.html."""
    return SqliteFiles(database, Path(f"{database}-wal"), Path(f"{database}-shm"))


def check_target(path: Path, reads: Iterable[Path], *, force: bool) -> None:
    """Check that a command may write to `path`, before it reads anything.

    `reads` are the files and folders that the command reads: neither they nor a file inside them is ever
    replaced, whatever link or spelling leads there. `force` allows any other plain file to be replaced.
    Raises KnowledgeError when `path` may not be written.
    """
    if path.is_dir():
        raise KnowledgeError(f"{path} is a folder; name the file to write.")
    if not os.path.lexists(path):
        return
    if path.exists() and not path.is_file():
        raise KnowledgeError(f"{path} is no plain file; name another.")
    if any(_is_or_holds(one, path) for one in reads):
        raise KnowledgeError(f"{path} is a file that Bell Lap reads from; name another.")
    if not force:
        raise KnowledgeError(f"{path} is there already; --force replaces it.")


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Yield a path to write to; after the block the file durably replaces `path`, on an error it is removed.

    Raises KnowledgeError when `path` can't be replaced.
    """
    beside = _beside(path)
    try:
        with reporting_unwritable(path):
            beside.unlink(missing_ok=True)
        yield beside
        with reporting_unwritable(path):
            move_durably(beside, path)
    finally:
        with suppress(OSError):
            beside.unlink()


def write_durably(path: Path, text: str) -> None:
    """Replace a file by a text in UTF-8: after a crash it has the old content or the new. Raises OSError."""
    beside = _beside(path)
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        move_durably(beside, path)
    finally:
        with suppress(OSError):
            beside.unlink()


def move_durably(written: Path, path: Path) -> None:
    """Flush a written file to the disk and rename it to `path` in the same folder. Raises OSError.

    The content is on the disk before the name changes, and the new name before this returns.
    """
    flush_to_disk(written)
    written.replace(path)
    flush_to_disk(path.parent)


@contextmanager
def reporting_unwritable(path: Path) -> Iterator[None]:
    """Turn an OSError of the block into a KnowledgeError that names `path`."""
    try:
        yield
    except OSError as error:
        raise KnowledgeError(f"{path} can't be written ({error.strerror or error}).") from error


def _beside(path: Path) -> Path:
    """The name of the unfinished file; it differs from process to process."""
    return path.with_name(f".{path.name}.{os.getpid()}.new")


def _is_or_holds(one: Path, path: Path) -> bool:
    """Whether `path` is the file `one` or a file in the folder `one`, also by a link or another spelling."""
    wanted = path.stat() if path.exists() else path.lstat()
    if not one.is_dir():
        return _is_same(one, wanted)
    return any(_is_same(Path(folder) / name, wanted) for folder, _, names in os.walk(one) for name in names)


def _is_same(one: Path, wanted: os.stat_result) -> bool:
    try:
        return os.path.samestat(one.stat(), wanted)
    except OSError:  # a file without a status can't be read from either
        return False


def lock(descriptor: int, *, shared: bool, wait: bool) -> bool:
    """Lock a file until its descriptor is closed. False where another process has the lock.

    Nothing is locked on Windows, which removes no open file, and on network drives without such locks.
    """
    if sys.platform != "win32":
        import fcntl  # noqa: PLC0415 - not on every system

        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(descriptor, kind if wait else kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return shared or wait  # without locks nothing is removed
    return True


def is_at(path: Path, descriptor: int) -> bool:
    """Whether a path names the file of a descriptor."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except OSError:
        return False


def flush_to_disk(path: Path) -> None:
    """Wait until the content of a file, or the names in a folder, are on the disk. Raises OSError."""
    if path.is_dir() and os.name == "nt":
        return  # Windows can't flush folders
    descriptor = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
