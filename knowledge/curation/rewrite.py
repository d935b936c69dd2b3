"""Putting the files of a data folder into canonical form."""

from pathlib import Path

from knowledge.curation.canonical import format_file
from knowledge.curation.files import File, find_files, read_text
from knowledge.curation.problem import Problem
from knowledge.models.errors import KnowledgeError


def format_folder(folder: Path, *, write: bool) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The files that are not in canonical form, and those that can't be put into it.

    With `write`, each of the former is replaced whole; without, nothing changes. Raises KnowledgeError when
    the folder is missing or holds no facts.
    """
    files, problems = find_files(folder)
    changed: list[str] = []
    for file in files:
        formatted = _formatted(folder, file)
        if isinstance(formatted, Problem):
            problems.append(formatted)
        elif (folder / file.name).read_bytes() != formatted.encode():
            changed.append(file.name)
            if write and (failed := _replace(folder, file.name, formatted)):
                problems.append(failed)
    return tuple(changed), tuple(problems)


def _formatted(folder: Path, file: File) -> str | Problem:
    text = read_text(folder, file.name)
    if isinstance(text, Problem):
        return text
    try:
        return format_file(text, file.folder)
    except KnowledgeError as error:
        return Problem(file=file.name, found=str(error).rstrip("."), expected="a file that can be formatted")


def _replace(folder: Path, name: str, text: str) -> Problem | None:
    """Writes beside the file first, so that a stop in the middle leaves the old one whole."""
    path = folder / name
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    except OSError as error:
        return Problem(file=name, found=f"can't be written ({error.strerror})", expected="a file to write to")
    return None
