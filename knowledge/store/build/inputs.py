"""The inputs of a build: facts, decisions and imports, read until all are of one version."""

from dataclasses import dataclass
from pathlib import Path

from knowledge.curation import Facts, check_folder
from knowledge.imports.archive import Archive
from knowledge.imports.linkage.merge import CuratedEvidence, LinkedArchive, curated_evidence, link_archive
from knowledge.imports.linkage.people import Decisions, read_decisions
from knowledge.models.errors import ChangedError, UnbuiltError
from knowledge.store.build.merged import write_merged
from knowledge.store.build.parse_cache_files import open_parse_cache
from knowledge.store.build.rows import Rows
from knowledge.store.build.version import fingerprint, version_with
from knowledge.store.build.write import collect_facts, finished
from knowledge.store.build.write_columns import TableColumns

_ATTEMPTS = 4
"""Attempts of a build whose inputs change meanwhile. Each takes seconds. Chosen by hand."""


@dataclass(frozen=True, slots=True)
class CuratedInputs:
    """The rows of a folder's facts, what a linkage needs of these, and the fingerprint of all its files."""

    rows: Rows
    evidence: CuratedEvidence | None
    decisions: Decisions
    fingerprint: str


def build_from(data: Path, archive: Archive | None, cache: Path | None = None) -> tuple[str, TableColumns]:
    """Collect the facts of a folder, and the merged imports beside them; return their version and columns.

    It begins again where the inputs changed meanwhile. With the folder `cache`, files that were parsed by an
    earlier build are not parsed again. Raises UnbuiltError when facts or decisions have problems,
    ChangedError when inputs change at every attempt.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return _build(data, archive, cache)
        except ChangedError as error:
            if attempt == _ATTEMPTS:
                raise ChangedError(f"{error} That happened {attempt} times; try again later.") from error
    raise AssertionError


def _build(data: Path, archive: Archive | None, cache: Path | None) -> tuple[str, TableColumns]:
    version, rows = _collect(data, archive, cache)
    # Only now, when the linked imports are no longer in memory.
    return version, finished(rows, version)


def _collect(data: Path, archive: Archive | None, cache: Path | None) -> tuple[str, Rows]:
    """All rows, and the version of what they were made of."""
    curated = _collect_curated(data, cache, linked=archive is not None)
    version = curated.fingerprint
    if archive is not None and curated.evidence is not None:
        outside = _outside(archive, curated.evidence, curated.decisions)
        version = version_with(version, outside.revision)
        write_merged(curated.rows, curated.evidence, outside)
    return version, curated.rows


def _collect_curated(data: Path, cache: Path | None, *, linked: bool) -> CuratedInputs:
    """Read and collect the facts. They are in memory here only: they take more than all the rest."""
    before = fingerprint(data)
    facts = _facts(data, cache)
    decisions = _decisions(data)
    if before is None or fingerprint(data) != before:
        raise ChangedError(f"The files in {data} changed while they were read.")
    evidence = curated_evidence(facts) if linked else None
    return CuratedInputs(collect_facts(facts), evidence, decisions, before)


def _outside(archive: Archive, evidence: CuratedEvidence, decisions: Decisions) -> LinkedArchive:
    outside = link_archive(archive, evidence, decisions)
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
