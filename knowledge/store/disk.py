"""Files on the disk: locked by who uses them, and brought there for good."""

import os
import sys
from pathlib import Path


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
