"""The fingerprint of the facts, remembered in the cache folder with the state of their files.

Seeing that no file has changed takes a third of the time of reading all of them.
"""

import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from knowledge.files import write_durably
from knowledge.folder_state import State, paths_in, state_of
from knowledge.store.build.version import fingerprint
from knowledge.store.column_file import SCHEMA_VERSION

_FILE = "facts.state"
_SECOND = 1_000_000_000
_SETTLED = 2 * _SECOND
"""Nanoseconds after the last change from which on the state is remembered.

Two changes within one tick of a file system's clock leave the same state. The slowest clock ticks every 2 s.
"""


def known_fingerprint(data: Path, cache: Path) -> str | None:
    """The fingerprint of a folder, whose files are not read where none has changed. Raises OSError."""
    if os.name == "nt":  # Windows tells the time of creation where others tell that of the last change
        return fingerprint(data)
    file = cache / _FILE
    return _remembered(data, file) or _taken(data, file)


def _remembered(data: Path, file: Path) -> str | None:
    with suppress(OSError, ValueError):
        seal, version, *paths = file.read_text("utf-8").split("\0")
        if paths[:1] == [str(data)] and seal == _seal(version, state_of(paths)):
            return version
    return None


def _taken(data: Path, file: Path) -> str | None:
    try:
        os.utime(file.parent)  # the time that follows is of the clock of the file system
        begun = file.parent.stat().st_ctime_ns
        paths = paths_in(data)
        state = state_of(paths)
    except OSError:  # no cache folder yet, or one that can't be written
        return fingerprint(data)
    version = fingerprint(data)
    if version is not None and _is_settled(state, begun):
        with suppress(OSError, ValueError):
            write_durably(file, "\0".join((_seal(version, state), version, *paths)))
    return version


def _is_settled(state: State, begun: int) -> bool:
    """Whether any later change leaves another state.

    Times in whole seconds are those of an image of a file system, and were set by its maker.
    """
    return state.newest < begun - _SETTLED and state.newest % _SECOND != 0


def _seal(version: str, state: State) -> str:
    return blake2b(f"{SCHEMA_VERSION} {version} {state.text}".encode(), digest_size=16).hexdigest()
