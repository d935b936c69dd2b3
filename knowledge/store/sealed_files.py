"""Sealed files: written whole, kept with a digest beside them, checked when opened, set aside when damaged.

Nothing here knows what the files hold. The seal of `x` is `x.seal`; an unfinished `x` is `x.….building`; a
damaged one becomes `x.damaged`. A user of a file has a shared lock (`flock`) on it, its writer an exclusive
one. Closing another descriptor of the file does not release such a lock, and the end of a process does.
"""

import io
import json
import logging
import os
import secrets
import threading
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

from xxhash import xxh3_128

from knowledge.files import flush_to_disk, is_at, lock, move_durably

_SEAL = ".seal"
_UNFINISHED = ".building"
_DAMAGED = ".damaged"
_MOST_KEPT = 2
"""Damaged files that are kept in a folder, the newest; each may be large."""
_CHUNK = 1 << 20
_LARGEST_SEAL = 65_536

log = logging.getLogger(__name__)


class DamagedError(Exception):
    """A file that is not what was sealed; the message says why, to stand in brackets."""


class SealCheck(NamedTuple):
    """A sealed file and what is wrong with it, if anything."""

    file: Path
    fault: str | None


@dataclass(frozen=True, slots=True)
class Seal:
    """What was written: under which name, how many bytes, their XXH3 digest, and notes of the writer."""

    name: str
    bytes: int
    digest: str
    notes: Mapping[str, str]


class SealedFile:
    """A whole file that stays until `close`. `damage` is what was found wrong with it since, if anything."""

    def __init__(self, path: Path, descriptor: int, seal: Seal, known: tuple[int, ...]) -> None:
        """For `open_sealed`, which has checked the digest when the file's state was `known`."""
        self.path = path
        self.notes = seal.notes
        self.damage: str | None = None
        self._seal = seal
        self._descriptor = descriptor
        # Also where nobody closes it.
        self._let_go = weakref.finalize(self, os.close, descriptor)
        self._checking = threading.Lock()
        self._known = known

    @property
    def written(self) -> float:
        """When it was written, in seconds since 1970."""
        return os.fstat(self._descriptor).st_mtime

    def check(self) -> str | None:
        """Read it again and return what is wrong, which is remembered in `damage`; from any thread."""
        with self._checking:
            if self.damage is None and self._let_go.alive:
                state = _state(os.fstat(self._descriptor))
                self.damage = _fault(self._descriptor, self._seal)
                self._known = state
            return self.damage

    def is_whole(self) -> bool:
        """Whether the content is as it was sealed.

        It is read again only where the system says that something was written: asking takes microseconds.
        """
        if self.damage is not None or not self._let_go.alive:
            return self.damage is None
        return _state(os.fstat(self._descriptor)) == self._known or self.check() is None

    def is_current(self) -> bool:
        """Whether it is whole and the path still leads to it."""
        try:
            return os.path.samestat(self.path.stat(), os.fstat(self._descriptor)) and self.is_whole()
        except OSError:
            return False

    def close(self) -> None:
        """Let it go: it may be removed."""
        self._let_go()


def open_sealed(path: Path) -> SealedFile | None:
    """The file, checked and kept from removal; None where there is none. Raises DamagedError, OSError."""
    descriptor = _held(path)
    if descriptor is None:
        return None
    try:
        known = _state(os.fstat(descriptor))
        return SealedFile(path, descriptor, _checked(descriptor, _read_seal(path)), known)
    except BaseException:
        os.close(descriptor)
        raise


def read_sealed(path: Path) -> memoryview | None:
    """The content in memory of its own, checked; None where there is no file. Raises DamagedError, OSError.

    A copy stays as it was checked: a mapped file that is cut short ends the process with SIGBUS.
    """
    descriptor = _held(path)
    if descriptor is None:
        return None
    with os.fdopen(descriptor, "rb", buffering=0) as stream:
        seal = _read_seal(path)
        if os.fstat(descriptor).st_size != seal.bytes:
            raise DamagedError("its length has changed")
        content, at = memoryview(bytearray(seal.bytes)), 0
        while count := stream.readinto(content[at:]):
            at += count
    if xxh3_128(content).hexdigest() != seal.digest:
        raise DamagedError("its content has changed")
    return content.toreadonly()


@contextmanager
def sealing(path: Path, notes: Mapping[str, str] | None = None) -> Iterator[Path]:
    """Give an empty file to write; after the block it is sealed, on the disk, and at `path`.

    Where the block raises, nothing is left of it. Raises OSError.
    """
    unfinished, descriptor = _begin(path)
    try:
        yield unfinished
        seal = Seal(path.name, os.fstat(descriptor).st_size, _digest(descriptor), dict(notes or {}))
        flush_to_disk(unfinished)
        # The seal comes first: after a crash in between, a file without its seal would count as damaged.
        sealed = unfinished.with_name(f"{unfinished.name}{_SEAL}")
        sealed.write_text(json.dumps(asdict(seal)), encoding="utf-8")
        move_durably(sealed, _seal_of(path))
        move_durably(unfinished, path)
    finally:
        os.close(descriptor)
        for left in path.parent.glob(f"{unfinished.name}*"):
            left.unlink(missing_ok=True)


def set_aside(path: Path, why: str) -> None:
    """Take a damaged file out of the way, for whoever wants to see it, and log it. Raises OSError."""
    aside = path.with_name(f"{path.name}{_DAMAGED}")
    path.replace(aside)
    _seal_of(path).unlink(missing_ok=True)
    log.error("%s is damaged (%s): it is now %s, and is made again.", path.name, why, aside.name)
    kept = sorted(path.parent.glob(f"*{_DAMAGED}"), key=_modified, reverse=True)
    for older in kept[_MOST_KEPT:]:
        if older != aside:
            older.unlink(missing_ok=True)


def remove(path: Path) -> None:
    """Remove a file and its seal unless somebody has it open; what can't be removed stays."""
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            if lock(descriptor, shared=False, wait=False):
                path.unlink(missing_ok=True)
                _seal_of(path).unlink(missing_ok=True)
        finally:
            os.close(descriptor)


def sweep(folder: Path, prefix: str, suffix: str) -> None:
    """Remove what writers that are gone left of files with this beginning and end of the name."""
    with suppress(OSError):
        for left in folder.glob(f"{prefix}*"):
            if left.name.endswith(f"{_UNFINISHED}{_SEAL}"):
                if not left.with_name(left.name.removesuffix(_SEAL)).exists():
                    left.unlink(missing_ok=True)
            elif not left.name.endswith((suffix, _SEAL, _DAMAGED)):
                remove(left)


def check_sealed(folder: Path) -> list[SealCheck]:
    """Every sealed file of a folder, with what is wrong with it, in the order of the names."""
    found = []
    for seal in sorted(folder.glob(f"*{_SEAL}")):
        path = seal.with_name(seal.name.removesuffix(_SEAL))
        if _UNFINISHED in path.name:
            continue
        try:
            opened = open_sealed(path)
        except (DamagedError, OSError) as error:
            found.append(SealCheck(path, str(error)))
            continue
        if opened is not None:
            opened.close()
            found.append(SealCheck(path, None))
    return found


def _seal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}{_SEAL}")


def _read_seal(path: Path) -> Seal:
    try:
        with _seal_of(path).open("rb") as stream:
            told = json.loads(stream.read(_LARGEST_SEAL))
        seal = Seal(str(told["name"]), int(told["bytes"]), str(told["digest"]), dict(told["notes"]))
    except FileNotFoundError:
        raise DamagedError("it has no digest") from None
    except (ValueError, TypeError, KeyError, RecursionError):
        raise DamagedError("its digest can't be read") from None
    if seal.name != path.name:
        raise DamagedError("its digest is not its own")
    return seal


def _held(path: Path) -> int | None:
    """The descriptor of a file, open and locked; None where it is not there or is being removed."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return None
    # Only with the lock is it certain that the file stays at its path.
    if lock(descriptor, shared=True, wait=False) and is_at(path, descriptor):
        return descriptor
    os.close(descriptor)
    return None


def _checked(descriptor: int, seal: Seal) -> Seal:
    fault = _fault(descriptor, seal)
    if fault is not None:
        raise DamagedError(fault)
    return seal


def _fault(descriptor: int, seal: Seal) -> str | None:
    try:
        if os.fstat(descriptor).st_size != seal.bytes:
            return "its length has changed"
        return None if _digest(descriptor) == seal.digest else "its content has changed"
    except OSError as error:
        return f"it can't be read: {error.strerror}"


def _digest(descriptor: int) -> str:
    digest, chunk = xxh3_128(), memoryview(bytearray(_CHUNK))
    with io.FileIO(descriptor, closefd=False) as stream:
        stream.seek(0)
        while count := stream.readinto(chunk):
            digest.update(chunk[:count])
    return digest.hexdigest()


def _begin(path: Path) -> tuple[Path, int]:
    """A new empty file and the descriptor that has the lock on it."""
    while True:
        unfinished = path.with_name(f"{path.name}.{secrets.token_hex(4)}{_UNFINISHED}")
        descriptor = os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
        lock(descriptor, shared=False, wait=True)
        if is_at(unfinished, descriptor):
            return unfinished, descriptor
        os.close(descriptor)  # somebody swept it away before it was locked


def _state(found: os.stat_result) -> tuple[int, ...]:
    """Which file it is, and what changes with whatever is written into it."""
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _modified(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0  # removed at this moment
