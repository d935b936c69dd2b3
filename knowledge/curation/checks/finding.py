"""A problem before its line is known: the checks see models, which have none."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from knowledge.curation.facts import Thing, file_of
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

_FOLDER: Mapping[type[Thing], str] = {
    Nation: "nations",
    Source: "sources",
    City: "cities",
    Discipline: "disciplines",
    Competition: "competitions",
    Edition: "editions",
    Athlete: "athletes",
    Race: "races",
}


class Finding(Model):
    """A problem, with the way to the value that it is about.

    `missing` is the file whose absence makes it a problem, where that is all.
    """

    path: ValuePath
    problem: Problem
    missing: str | None = None


def finding(
    thing: Thing,
    path: ValuePath,
    found: str,
    *,
    expected: str,
    value: object = None,
    fix: str | None = None,
    missing: str | None = None,
) -> Finding:
    """What is wrong with a thing, at the end of `path` in its file."""
    problem = Problem(
        file=home(thing),
        value=None if value is None else str(value),
        found=found,
        expected=expected,
        fix=fix,
    )
    return Finding(path=path, problem=problem, missing=missing)


def entrant(result: Result) -> str:
    """Who a row is about: the athlete's id, or the team by its nation and, where it has one, its name."""
    return result.athlete or ", ".join(filter(None, (result.nation, result.team)))


def home(thing: Thing) -> str:
    """The file that a thing is in."""
    return file_of(_FOLDER[type(thing)], thing.id, thing.edition if isinstance(thing, Race) else "")


def with_lines(findings: Iterable[Finding], folder: Path | None) -> Iterator[Problem]:
    """The problems, with their lines where the files can be read."""

    @cache
    def lines(name: str) -> Mapping[ValuePath, int]:
        text = read_text(folder, name) if folder else ""
        return index_lines(text) if isinstance(text, str) else {}

    for one in findings:
        line = line_of(lines(one.problem.file), one.path)
        yield one.problem.model_copy(update={"line": line}) if line else one.problem
