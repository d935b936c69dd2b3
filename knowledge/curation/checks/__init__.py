"""Everything that can be wrong with facts that could be read. Each check is pure: facts in, findings out."""

from pathlib import Path

from knowledge.curation.checks import (
    claims,
    editions,
    ids,
    marks,
    names,
    people,
    places,
    races,
    teams,
    things,
    usage,
)
from knowledge.curation.checks.finding import home, with_lines
from knowledge.curation.facts import FOLDERS, Facts
from knowledge.curation.files import Problem
from knowledge.curation.read import read

_CHECKS = (
    ids.check,
    things.check,
    names.check,
    people.check,
    editions.check,
    races.check,
    teams.check,
    places.check,
    marks.check,
    claims.check,
    usage.check,
)


def check(
    facts: Facts, folder: Path | None = None, unreadable: frozenset[str] = frozenset()
) -> tuple[Problem, ...]:
    """Every problem in facts, in the order of their files.

    `folder` is where they were read from; with it, problems name their lines. `unreadable` are files whose
    facts are missing: what is wrong only because of that is left out, for they are what must be mended.
    """
    checks = [one for one in _CHECKS if not (unreadable and one is usage.check)]
    findings = [found for one in checks for found in one(facts) if found.missing not in unreadable]
    return tuple(sorted(with_lines(findings, folder), key=lambda problem: (problem.file, problem.line or 0)))


def check_folder(folder: Path) -> tuple[Facts, tuple[Problem, ...]]:
    """The facts of a data folder and every problem with them: of the files, then of what they say.

    Raises KnowledgeError when the folder is missing or holds no facts.
    """
    facts, problems = read(folder)
    there = {home(thing) for kind in FOLDERS for thing in getattr(facts, kind)}
    unreadable = frozenset(problem.file for problem in problems) - there
    return facts, problems + check(facts, folder, unreadable)
