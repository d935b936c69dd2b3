"""Putting a whole folder of facts into canonical form."""

import os
from pathlib import Path

from knowledge.curation.canonical import format_file
from knowledge.curation.files import find_files, read_text
from knowledge.curation.problem import Problem
from knowledge.models.errors import KnowledgeError


def format_folder(data: Path, *, write: bool = True) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Format every file of facts; the names of those that were not canonical, and what can't be formatted.

    Without `write` nothing is changed. A file is replaced whole or not at all. Raises KnowledgeError when
    the folder is missing or can't be read, or when a file can't be written.
    """
    files, problems = find_files(data)
    changed = []
    for file in files:
        text = read_text(data, file.name)
        if isinstance(text, Problem):
            problems.append(text)
            continue
        try:
            canonical = format_file(text, file.folder)
        except KnowledgeError as error:
            found = f"can't be formatted: {str(error).rstrip('.')}"
            problems.append(Problem(file=file.name, found=found, expected="TOML that loses nothing"))
            continue
        if canonical.encode("utf-8") == (data / file.name).read_bytes():
            continue
        changed.append(file.name)
        if write:
            _replace(data / file.name, canonical)
    return tuple(changed), tuple(problems)


def _replace(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}.draft")
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        draft.chmod(path.stat().st_mode)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise KnowledgeError(f"{path} can't be written: {error.strerror}.") from error
