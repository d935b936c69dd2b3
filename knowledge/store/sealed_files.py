"""Sealed files: written whole, checked against a digest when opened, moved aside when damaged.

The content does not matter here. The seal of `x` is `x.seal`; an unfinished `x` is `x.….building`; a damaged
one becomes `x.damaged`. A reader has a shared lock (`flock`) on the file, its writer an exclusive one.
Closing another descriptor of the file does not release such a lock; the end of the process does.
"""

import io
import json
import logging
import os
import secrets
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
"""Damaged files kept in a folder, the newest: each may be large."""
_CHUNK = 1 << 20
_LARGEST_SEAL = 65_536
"""Both in bytes: one read of a file, and of a seal."""

log = logging.getLogger(__name__)


class DamagedError(Exception):
    """A file differs from its seal. The message is a reason that fits into brackets."""


class SealCheck(NamedTuple):
    """A sealed file and its fault; None where it is whole."""

    file: Path
    fault: str | None


@dataclass(frozen=True, slots=True)
class Seal:
    """The name and the size in bytes of a file, the XXH3 digest of its content, and notes of its writer."""

    name: str
    bytes: int
    digest: str
    notes: Mapping[str, str]


class Sealed(NamedTuple):
    """The checked content of a file, copied into memory; the notes of its writer; its time of writing.

    The time is in seconds since 1970.
    """

    content: memoryview
    notes: Mapping[str, str]
    written: float


def read_sealed(path: Path) -> Sealed | None:
    """The checked content of a file; None where there is none. Raises DamagedError, OSError.

    A copy can't change after the check; a mapped file that is truncated ends the process with SIGBUS.
    """
    descriptor = _open_locked(path)
    if descriptor is None:
        return None
    with os.fdopen(descriptor, "rb", buffering=0) as stream:
        seal, status = _read_seal(path), os.fstat(descriptor)
        if status.st_size != seal.bytes:
            raise DamagedError("its length has changed")
        content, at = memoryview(bytearray(seal.bytes)), 0
        while count := stream.readinto(content[at:]):
            at += count
    if xxh3_128(content).hexdigest() != seal.digest:
        raise DamagedError("its content has changed")
    return Sealed(content.toreadonly(), seal.notes, status.st_mtime)


def read_or_set_aside(path: Path) -> Sealed | None:
    """The checked content of a file; None where there is none. A damaged one is set aside. Raises OSError."""
    try:
        return read_sealed(path)
    except DamagedError as error:
        set_aside(path, str(error))
        return None


def notes_of(path: Path) -> Mapping[str, str]:
    """The notes in the seal of a file. Raises DamagedError where it has no seal of its own, OSError."""
    return _read_seal(path).notes


@contextmanager
def sealing(path: Path, notes: Mapping[str, str] | None = None) -> Iterator[Path]:
    """Yield an empty file to write; after the block it is sealed, on the disk, and at `path`.

    Where the block raises, the file is removed. Raises OSError.
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
    """Rename a damaged file to `….damaged`, for inspection, and log it. Raises OSError."""
    aside = path.with_name(f"{path.name}{_DAMAGED}")
    path.replace(aside)
    _seal_of(path).unlink(missing_ok=True)
    log.error("%s is damaged (%s): it is now %s, and is made again.", path.name, why, aside.name)
    kept = sorted(path.parent.glob(f"*{_DAMAGED}"), key=modified, reverse=True)
    for older in kept[_MOST_KEPT:]:
        if older != aside:
            older.unlink(missing_ok=True)


def remove(path: Path) -> None:
    """Remove a file and its seal unless a process has it open. Ignores OSError."""
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            if lock(descriptor, shared=False, wait=False):
                path.unlink(missing_ok=True)
                _seal_of(path).unlink(missing_ok=True)
        finally:
            os.close(descriptor)


def sweep(folder: Path, prefix: str, suffix: str) -> None:
    """Remove the leftovers of dead writers: of files whose names have this prefix and suffix."""
    with suppress(OSError):
        for left in folder.glob(f"{prefix}*"):
            if left.name.endswith(f"{_UNFINISHED}{_SEAL}"):
                if not left.with_name(left.name.removesuffix(_SEAL)).exists():
                    left.unlink(missing_ok=True)
            elif not left.name.endswith((suffix, _SEAL, _DAMAGED)):
                remove(left)


def check_sealed(folder: Path) -> list[SealCheck]:
    """Check every sealed file of a folder, in the order of names."""
    checks = []
    for seal in sorted(folder.glob(f"*{_SEAL}")):
        path = seal.with_name(seal.name.removesuffix(_SEAL))
        if _UNFINISHED in path.name:
            continue
        try:
            descriptor = _open_locked(path)
            if descriptor is None:
                continue
            with os.fdopen(descriptor, "rb", buffering=0):
                checks.append(SealCheck(path, _fault(descriptor, _read_seal(path))))
        except (DamagedError, OSError) as error:
            checks.append(SealCheck(path, str(error)))
    return checks


def _seal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}{_SEAL}")


def _read_seal(path: Path) -> Seal:
    try:
        with _seal_of(path).open("rb") as stream:
            fields = json.loads(stream.read(_LARGEST_SEAL))
        seal = Seal(str(fields["name"]), int(fields["bytes"]), str(fields["digest"]), dict(fields["notes"]))
    except FileNotFoundError:
        raise DamagedError("it has no digest") from None
    except (ValueError, TypeError, KeyError, RecursionError):
        raise DamagedError("its digest can't be read") from None
    if seal.name != path.name:
        raise DamagedError("its digest is not its own")
    return seal


def _open_locked(path: Path) -> int | None:
    """A descriptor of the file with a shared lock; None where it is missing or being removed."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return None
    # The path is checked after locking: only then the file can't be removed any more.
    if lock(descriptor, shared=True, wait=False) and is_at(path, descriptor):
        return descriptor
    os.close(descriptor)
    return None


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
    """A new empty file and a descriptor with an exclusive lock on it."""
    while True:
        unfinished = path.with_name(f"{path.name}.{secrets.token_hex(4)}{_UNFINISHED}")
        descriptor = os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
        lock(descriptor, shared=False, wait=True)
        if is_at(unfinished, descriptor):
            return unfinished, descriptor
        os.close(descriptor)  # `sweep` of another process removed it before it was locked


def modified(path: Path) -> float:
    """The time of the last change of a file, in seconds since 1970; 0 where it is gone."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0  # removed meanwhile
