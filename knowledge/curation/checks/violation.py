"""A violation: a problem whose line is not known yet, because the checks see models, not files."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from knowledge.curation.facts import Entity, file_of
from knowledge.curation.files import Problem, read_text
from knowledge.curation.toml_source import Path as ValuePath
from knowledge.curation.toml_source import index_lines, line_of
from knowledge.models.base import Model
from knowledge.models.facts import (
    Athlete,
    City,
    Competition,
    Discipline,
    Edition,
    Nation,
    Race,
    Result,
    Source,
)

_FOLDER: Mapping[type[Entity], str] = {
    Nation: "nations",
    Source: "sources",
    City: "cities",
    Discipline: "disciplines",
    Competition: "competitions",
    Edition: "editions",
    Athlete: "athletes",
    Race: "races",
}


class Violation(Model):
    """A problem, and the path of the value that it is about.

    `missing` is the file whose absence is the only cause; None where there is another cause.
    """

    path: ValuePath
    problem: Problem
    missing: str | None = None


def violation(
    entity: Entity,
    path: ValuePath,
    found: str,
    *,
    expected: str,
    value: object = None,
    fix: str | None = None,
    missing: str | None = None,
) -> Violation:
    """A violation of the value at `path` in the file of an entity."""
    problem = Problem(
        file=file_name(entity),
        value=None if value is None else str(value),
        found=found,
        expected=expected,
        fix=fix,
    )
    return Violation(path=path, problem=problem, missing=missing)


def entrant(result: Result) -> str:
    """The athlete's id, or the nation of a team and its name, if it has one."""
    return result.athlete or ", ".join(filter(None, (result.nation, result.team)))


def file_name(entity: Entity) -> str:
    """The file of an entity, relative to the data folder."""
    return file_of(_FOLDER[type(entity)], entity.id, entity.edition if isinstance(entity, Race) else "")


def with_lines(violations: Iterable[Violation], folder: Path | None) -> Iterator[Problem]:
    """The problems, with their lines where the files can be read."""

    @cache
    def lines(name: str) -> Mapping[ValuePath, int]:
        text = read_text(folder, name) if folder else ""
        return index_lines(text) if isinstance(text, str) else {}

    for one in violations:
        line = line_of(lines(one.problem.file), one.path)
        yield one.problem.model_copy(update={"line": line}) if line else one.problem
