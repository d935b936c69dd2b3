"""The state of a folder: what tells that its files are unchanged, without reading them."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

_COARSE = 0.05
"""Seconds by which the time that a file system notes may lag behind the clock."""


class State(NamedTuple):
    """The inode, size and times of every path in one text, and the last change of any, in ns since 1970."""

    text: str
    newest: int


def paths_in(folder: Path) -> list[str]:
    """A folder, the folders in it and all their files. Raises OSError.

    A linked folder is listed, not entered. The list is good as long as no folder in it changes.
    """
    return [str(folder), *_inside(str(folder))]


def state_of(paths: Sequence[str]) -> State:
    """The state of these paths. Raises OSError where one is missing.

    The time of the last change can't be set by programs, so a file with another content has another state.
    """
    numbers: list[int] = []
    for status in map(os.stat, paths):
        numbers += (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return State(str(numbers), max(numbers[3::4]))


class ChangeCheck:
    """Tells whether a folder, or anything in it, has changed since a moment, in seconds since 1970."""

    def __init__(self, folder: Path, moment: float) -> None:
        """List the folder: after `moment`, so that a later change of the list is seen. Raises OSError."""
        self.moment = moment
        self._paths = paths_in(folder)

    def changed(self) -> bool:
        """Whether anything has changed, or is missing now."""
        moment = self.moment - _COARSE
        try:
            return any(status.st_ctime >= moment for status in map(os.stat, self._paths))
        except OSError:
            return True


def file_changed_since(moment: float, path: Path) -> bool:
    """Whether a file has changed since a moment, in seconds since 1970. A missing or an empty one has not."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return False
    return status.st_ctime >= moment - _COARSE and status.st_size > 0


def _inside(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            yield entry.path
            if entry.is_dir(follow_symlinks=False):
                yield from _inside(entry.path)
