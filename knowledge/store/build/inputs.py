"""The inputs of a build: facts, decisions and imports, read until all are of one version."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from knowledge.curation import Facts, check_folder
from knowledge.imports.archive import Archive
from knowledge.imports.linkage.merge import LinkedArchive, link_archive
from knowledge.imports.linkage.people import Decisions, read_decisions
from knowledge.models.errors import ChangedError, UnbuiltError
from knowledge.store.build.parse_cache_files import open_parse_cache
from knowledge.store.build.version import fingerprint, version_with

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
    data: Path,
    archive: Archive | None,
    build: Callable[[Facts, str, LinkedArchive | None], Built],
    cache: Path | None = None,
) -> Built:
    """Call `build` with the facts, their version and the merged imports; return its result.

    It is called again where the inputs changed meanwhile; facts are read again only if they changed. With the
    folder `cache`, files that were parsed by an earlier build are not parsed again. Raises
    UnbuiltError when facts or decisions have problems, ChangedError when inputs change at every attempt.
    """
    curated = None
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            if curated is None or fingerprint(data) != curated.fingerprint:
                curated = _read_curated(data, cache)
            if archive is None:
                return build(curated.facts, curated.fingerprint, None)
            outside = _outside(archive, curated)
            return build(curated.facts, version_with(curated.fingerprint, outside.revision), outside)
        except ChangedError as error:
            if attempt == _ATTEMPTS:
                raise ChangedError(f"{error} That happened {attempt} times; try again later.") from error
    raise AssertionError


def _read_curated(data: Path, cache: Path | None) -> CuratedInputs:
    before = fingerprint(data)
    facts = _facts(data, cache)
    decisions = _decisions(data)
    if before is None or fingerprint(data) != before:
        raise ChangedError(f"The files in {data} changed while they were read.")
    return CuratedInputs(facts, decisions, before)


def _outside(archive: Archive, curated: CuratedInputs) -> LinkedArchive:
    outside = link_archive(archive, curated.facts, curated.decisions)
    if archive.revision() != outside.revision:
        raise ChangedError("The imports changed while they were read.")
    return outside


def _facts(data: Path, cache: Path | None) -> Facts:
    with open_parse_cache(data, cache) as parse_cache:
        facts, problems = check_folder(data, parse_cache)
    if problems:
        count = "a problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise UnbuiltError(f"The facts in {data} have {count}; run `bell-lap knowledge check` to see them.")
    return facts


def _decisions(data: Path) -> Decisions:
    decisions, problems = read_decisions(data)
    if problems:
        raise UnbuiltError(f"A decision about who is who can't be used: {problems[0]}.")
    return decisions
