"""A violation: a problem whose line is not known yet, because the checks see models, not files."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from knowledge.curation.facts import ATHLETES, FOLDERS, Entity, Facts, file_name
from knowledge.curation.files import Problem, read_text
from knowledge.curation.toml_source import Path as ValuePath
from knowledge.curation.toml_source import index_lines, line_of
from knowledge.models.base import Model
from knowledge.models.facts import Athlete, Result

Named = tuple[str, str]
"""A folder and the id of an entity in it."""


class Violation(Model):
    """A problem, and the path of the value that it is about.

    `missing` is the entity whose absence is the only cause; None where there is another cause.
    """

    path: ValuePath
    problem: Problem
    missing: Named | None = None


def violation(
    entity: Entity,
    path: ValuePath,
    found: str,
    *,
    expected: str,
    value: object = None,
    fix: str | None = None,
    missing: Named | None = None,
) -> Violation:
    """A violation of the value at `path` in the file of an entity."""
    problem = Problem(
        file=file_name(entity),
        entity=entity.id if isinstance(entity, Athlete) else None,
        value=None if value is None else str(value),
        found=found,
        expected=expected,
        fix=fix,
    )
    return Violation(path=path, problem=problem, missing=missing)


def entrant(result: Result) -> str:
    """The athlete's id, or the nation of a team and its name, if it has one."""
    return result.athlete or ", ".join(filter(None, (result.nation, result.team)))


def unreadable(problems: Iterable[Problem], facts: Facts) -> frozenset[Named]:
    """The entities that are missing from facts because of a problem with their file.

    `("athletes", "")` stands for all athletes: nobody knows who is in a file that can't be read.
    """
    readable = {(folder, str(entity.id)) for folder in FOLDERS for entity in getattr(facts, folder)}
    nations = {athlete.nation for athlete in facts.athletes}
    named = set()
    for problem in problems:
        folder, _, rest = problem.file.partition("/")
        last = rest.rpartition("/")[2].removesuffix(".toml")
        if folder != ATHLETES:
            named.add((folder, last))
        elif problem.entity is not None:
            named.add((folder, problem.entity))
        elif last not in nations:
            named.add((folder, ""))
    return frozenset(named - readable)


def with_lines(violations: Iterable[Violation], folder: Path | None) -> Iterator[Problem]:
    """The problems, with their lines where the files can be read."""

    @cache
    def lines(name: str) -> Mapping[ValuePath, int]:
        text = read_text(folder, name) if folder else ""
        return index_lines(text) if isinstance(text, str) else {}

    for one in violations:
        inside = (one.problem.entity,) if one.problem.entity else ()
        line = line_of(lines(one.problem.file), (*inside, *one.path))
        yield one.problem.model_copy(update={"line": line}) if line else one.problem
