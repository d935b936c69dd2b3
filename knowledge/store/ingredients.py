"""What a database is made of: the curated facts, and what was imported beside them."""

from pathlib import Path

from knowledge.archive import Archive
from knowledge.curation import Facts, check_folder
from knowledge.identity import Decisions, read_decisions
from knowledge.models.errors import KnowledgeError
from knowledge.store.fingerprint import version_of
from knowledge.store.outside import Outside, read_outside


def read_all(data: Path, version: str, archive: Archive | None) -> tuple[Facts, Outside | None]:
    """The facts and the outside results of a version.

    Raises KnowledgeError where the facts or decisions have problems, or where something has changed since
    the version was told.
    """
    facts = _facts(data)
    outside = read_outside(archive, facts, _decisions(data)) if archive is not None else None
    if version_of(data, archive) != version:
        raise KnowledgeError(f"The files in {data} changed while they were read; start again.")
    return facts, outside


def _facts(data: Path) -> Facts:
    facts, problems = check_folder(data)
    if problems:
        count = "a problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise KnowledgeError(f"The facts in {data} have {count}; run `bell-lap knowledge check` to see them.")
    return facts


def _decisions(data: Path) -> Decisions:
    decisions, problems = read_decisions(data)
    if problems:
        raise KnowledgeError(f"A decision about who is who can't be used: {problems[0]}.")
    return decisions
