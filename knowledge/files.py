"""A file that a command writes for its user: what it may replace, and how it appears whole or not at all."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from knowledge.models.errors import KnowledgeError


def check_target(path: Path, reads: Iterable[Path], *, force: bool) -> None:
    """Decide whether `path` may be written, before anything is read.

    `reads` are the files and folders that the command reads: what is one of them, or a file inside one, is
    never replaced, under whatever name. `force` allows any other plain file to be. Raises KnowledgeError.
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
    """A name beside `path` to write to. It takes the place of `path` in the end, and is gone on a failure.

    Raises KnowledgeError where it can't take its place.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with telling_unwritable(path):
            beside.unlink(missing_ok=True)
        yield beside
        with telling_unwritable(path):
            with beside.open("rb+") as written:
                os.fsync(written.fileno())
            beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink()


@contextmanager
def telling_unwritable(path: Path) -> Iterator[None]:
    """Turn what the system says against writing a file into a KnowledgeError."""
    try:
        yield
    except OSError as error:
        raise KnowledgeError(f"{path} can't be written ({error.strerror or error}).") from error


def _is_or_holds(one: Path, path: Path) -> bool:
    """Whether `path` is the file `one`, or a file in the folder `one`, by link or by any spelling."""
    wanted = path.stat() if path.exists() else path.lstat()
    if not one.is_dir():
        return _is_same(one, wanted)
    return any(_is_same(Path(folder) / name, wanted) for folder, _, names in os.walk(one) for name in names)


def _is_same(one: Path, wanted: os.stat_result) -> bool:
    try:
        return os.path.samestat(one.stat(), wanted)
    except OSError:  # what can't be looked at can't be read from either
        return False


def lock(descriptor: int, *, shared: bool, wait: bool) -> bool:
    """Lock a file until its descriptor is closed; False where somebody else has it.

    Windows removes no open file, and some network drives know no such locks: there nothing is locked.
    """
    if sys.platform != "win32":
        import fcntl  # noqa: PLC0415 - not on every system

        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(descriptor, kind if wait else kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return shared or wait  # whoever can't lock removes nothing
    return True


def is_at(path: Path, descriptor: int) -> bool:
    """Whether a path leads to the file of a descriptor."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except OSError:
        return False


def bring_to_disk(path: Path) -> None:
    """Wait until a file or a folder is on the disk. Raises OSError."""
    if path.is_dir() and os.name == "nt":
        return  # Windows has no such thing for folders
    file = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
