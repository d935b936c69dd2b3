"""`bell-lap knowledge check` and `format`: the curated files, for their curators."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.context import settle
from bot.cli.output import complain, counted, say
from bot.terminal.text import safe

if TYPE_CHECKING:
    from knowledge.curation import Facts

DataFolder = Annotated[
    Path | None,
    typer.Option(
        "--data", metavar="DIR", help="The folder of facts, in place of BELL_LAP_DATA or Bell Lap's own."
    ),
]


def check(data: DataFolder = None) -> None:
    """Read every fact and report all problems at once.

    Each problem is one line: file, line, value, what is wrong, what was expected and, where it can be told,
    the fix. The exit code is 1 when there is any.

    \b
    Examples:
      bell-lap knowledge check
      bell-lap knowledge check --data my-facts
    """
    from knowledge.curation import check_folder  # noqa: PLC0415 - help starts without it
    from knowledge.imports import read_decisions  # noqa: PLC0415

    folder = folder_of(data)
    facts, violations = check_folder(folder)
    problems = (*violations, *read_decisions(folder)[1])
    _list(problems)
    if problems:
        complain(f"{counted(len(problems), 'problem')} in {_size(facts)}.")
        raise typer.Exit(1)
    say(f"No problems in {_size(facts)}.")


def format_(
    data: DataFolder = None,
    *,
    only_check: Annotated[
        bool, typer.Option("--check", help="Change nothing; list what would change, with exit code 1.")
    ] = False,
) -> None:
    """Put every file into its canonical form.

    There is one for every fact, so that a diff shows what changed and nothing else.

    \b
    Examples:
      bell-lap knowledge format
      bell-lap knowledge format --check
    """
    from knowledge.curation import format_folder  # noqa: PLC0415

    changed, problems = format_folder(folder_of(data), write=not only_check)
    for name in changed:
        say(safe(f"{name} {'is not in canonical form' if only_check else 'was formatted'}"))
    _list(problems)
    if problems:
        complain(f"{counted(len(problems), 'file')} can't be formatted.")
    elif only_check and changed:
        complain(f"Run `bell-lap knowledge format` to put {counted(len(changed), 'file')} right.")
    else:
        say(f"{counted(len(changed), 'file')} changed." if changed else "Every file is in canonical form.")
    if problems or (only_check and changed):
        raise typer.Exit(1)


def folder_of(data: Path | None) -> Path:
    """The folder of facts that a command was given or, without one, that of the settings."""
    from bot.settings import load_settings  # noqa: PLC0415

    settle()
    return load_settings().data if data is None else data


def _list(problems: Iterable[object]) -> None:
    for problem in problems:
        say(safe(str(problem)))


def _size(facts: "Facts") -> str:
    results = sum(len(race.results) for race in facts.races)
    return (
        f"{counted(len(facts.athletes), 'athlete')}, {counted(len(facts.races), 'race')}, "
        f"{counted(results, 'result')} and {counted(len(facts.sources), 'source')}"
    )
