"""What a database is made of: the curated facts, and what was imported beside them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from knowledge.archive import Archive
from knowledge.curation import Facts, check_folder
from knowledge.identity import Decisions, read_decisions
from knowledge.models.errors import ChangedError, UnbuiltError
from knowledge.store.fingerprint import fingerprint, version_with
from knowledge.store.outside import Outside, read_outside

_ATTEMPTS = 4
"""How often a build is tried while what it is made of changes. Each takes seconds."""

Built = TypeVar("Built")


@dataclass(frozen=True, slots=True)
class Curated:
    """Facts and decisions of a folder, and the fingerprint of the files that they were read from."""

    facts: Facts
    decisions: Decisions
    fingerprint: str


def build_from(
    data: Path, archive: Archive | None, build: Callable[[Facts, str, Outside | None], Built]
) -> Built:
    """What `build` makes of the facts, the version that they are, and the outside results.

    It is called again where these change meanwhile. Imports that come in do not make the facts be read again.
    Raises UnbuiltError where the facts or decisions have problems; ChangedError, which is one, where
    something changes at every attempt.
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


def _read_curated(data: Path) -> Curated:
    before = fingerprint(data)
    facts = _facts(data)
    decisions = _decisions(data)
    if before is None or fingerprint(data) != before:
        raise ChangedError(f"The files in {data} changed while they were read.")
    return Curated(facts, decisions, before)


def _outside(archive: Archive, curated: Curated) -> Outside:
    outside = read_outside(archive, curated.facts, curated.decisions)
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
