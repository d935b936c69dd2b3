"""The inputs of a build: facts, decisions and imports, and the version that identifies them."""

import os
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.store.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from knowledge.imports.archive import Archive
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from knowledge.curation import Facts, check_folder
from knowledge.imports.archive import Archive
from knowledge.imports.linkage.merge import LinkedArchive, link_archive
from knowledge.imports.linkage.people import Decisions, read_decisions
from knowledge.models.errors import ChangedError, UnbuiltError

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


_ATTEMPTS = 4
"""Attempts of a build whose inputs change meanwhile. Each takes seconds. Chosen by hand."""

Built = TypeVar("Built")


@dataclass(frozen=True, slots=True)
class CuratedInputs:
    """The facts and decisions of a folder, and the fingerprint of their files."""

    facts: Facts
    decisions: Decisions
    fingerprint: str


def build_from(
    data: Path, archive: Archive | None, build: Callable[[Facts, str, LinkedArchive | None], Built]
) -> Built:
    """Call `build` with the facts, their version and the merged imports; return its result.

    It is called again where the inputs changed meanwhile; facts are read again only if they changed. Raises
    UnbuiltError when facts or decisions have problems, ChangedError when inputs change at every attempt.
    """
    curated = None
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            if curated is None or fingerprint(data) != curated.fingerprint:
                curated = _read_curated(data)
            if archive is None:
                return build(curated.facts, curated.fingerprint, None)
            outside = _outside(archive, curated)
            return build(curated.facts, version_with(curated.fingerprint, outside.revision), outside)
        except ChangedError as error:
            if attempt == _ATTEMPTS:
                raise ChangedError(f"{error} That happened {attempt} times; try again later.") from error
    raise AssertionError


def _read_curated(data: Path) -> CuratedInputs:
    before = fingerprint(data)
    facts = _facts(data)
    decisions = _decisions(data)
    if before is None or fingerprint(data) != before:
        raise ChangedError(f"The files in {data} changed while they were read.")
    return CuratedInputs(facts, decisions, before)


def _outside(archive: Archive, curated: CuratedInputs) -> LinkedArchive:
    outside = link_archive(archive, curated.facts, curated.decisions)
    if archive.revision() != outside.revision:
        raise ChangedError("The imports changed while they were read.")
    return outside


def _facts(data: Path) -> Facts:
    facts, problems = check_folder(data)
    if problems:
        count = "a problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise UnbuiltError(f"The facts in {data} have {count}; run `bell-lap knowledge check` to see them.")
    return facts


def _decisions(data: Path) -> Decisions:
    decisions, problems = read_decisions(data)
    if problems:
        raise UnbuiltError(f"A decision about who is who can't be used: {problems[0]}.")
    return decisions
