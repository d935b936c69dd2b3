"""Read files into facts. Every fault becomes a problem; the rest is read all the same."""

import json
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from knowledge.curation.facts import FOLDERS, PARTS, Entity, Facts, keys_of
from knowledge.curation.files import File, Problem, find_files, read_text
from knowledge.curation.toml import TomlError, parse_toml
from knowledge.curation.toml_source import index_lines, line_of, strange_texts, stray_comments
from knowledge.models.facts import Discipline, Race
from knowledge.models.mark import MarkError, Measure, parse_mark

MOST_PROBLEMS = 50
"""Problems of one file that are listed one by one."""
Table = dict[str, Any]
"""A parsed TOML table, not validated yet."""


def read(folder: Path) -> tuple[Facts, tuple[Problem, ...]]:
    """The facts of a data folder, and the problems of its files.

    A file that can't be read is missing from the facts and has a problem. Raises KnowledgeError when the
    folder is missing, can't be read or holds no facts.
    """
    files, problems = find_files(folder)
    entities: dict[str, list[Entity]] = {kind: [] for kind in FOLDERS}
    for kind in FOLDERS:
        measures = {
            str(entity.id): entity.measure
            for entity in entities["disciplines"]
            if isinstance(entity, Discipline)
        }
        for file in (file for file in files if file.folder == kind):
            in_file: list[Problem] = []
            entity = _read_file(folder, file, measures, in_file)
            problems.extend(_first(file, in_file))
            if entity is not None:
                entities[kind].append(entity)
    return Facts.model_validate({kind: tuple(some) for kind, some in entities.items()}), tuple(problems)


def _first(file: File, problems: list[Problem]) -> list[Problem]:
    """All problems of a file, or the first ones and the number of the rest."""
    more = len(problems) - MOST_PROBLEMS
    if more <= 0:
        return problems
    rest = Problem(file=file.name, found=f"has {more:,} more problems", expected="a file of facts")
    return [*problems[:MOST_PROBLEMS], rest]


def _read_file(
    data: Path, file: File, measures: Mapping[str, Measure], problems: list[Problem]
) -> Entity | None:
    text = read_text(data, file.name)
    if isinstance(text, Problem):
        problems.append(text)
        return None
    try:
        table = parse_toml(text)
    except TomlError as error:
        problems.append(Problem(file=file.name, line=error.line, found=error.found, expected=error.expected))
        return None
    problems.extend(stray_comments(file.name, text))
    problems.extend(strange_texts(file.name, text, table))
    if "id" in table:
        fix = "leave it out" if table["id"] == file.id else "leave it out, or rename the file"
        line = line_of(index_lines(text), ("id",))
        expected = f"no id: the file's name gives it, here {file.id}"
        problems.append(
            Problem(file=file.name, line=line, value="id", found="is written out", expected=expected, fix=fix)
        )
    table["id"] = file.id
    if file.folder == "races":
        problems.extend(_read_marks(file, text, table, measures))
    try:
        entity = FOLDERS[file.folder].model_validate_json(json.dumps(table, default=_plain), strict=True)
    except ValidationError as error:
        lines = index_lines(text)
        problems.extend(_misfit(file, details, lines) for details in error.errors(include_url=False))
        return None
    if isinstance(entity, Race) and entity.edition != file.parent:
        expected = f"races/{entity.edition}/{file.id}.toml"
        problems.append(
            Problem(file=file.name, value=entity.edition, found="is another edition", expected=expected)
        )
    return entity


def _plain(value: object) -> str:
    """Dates as ISO texts for JSON, from which pydantic reads them; it refuses a time of day."""
    return value.isoformat() if isinstance(value, date) else str(value)


def _read_marks(file: File, text: str, table: Table, measures: Mapping[str, Measure]) -> list[Problem]:
    """Replace the texts of marks by parsed marks. A result with an invalid text loses its mark."""
    measure = measures.get(str(table.get("discipline")))
    rows = table.get("results")
    problems: list[Problem] = []
    if not isinstance(rows, list):
        return problems
    for number, row in enumerate(rows):
        if not isinstance(row, dict) or "mark" not in row:
            continue
        published = row.pop("mark")
        found, expected, fix = "is a number", "a mark in quotes, to keep every digit", f'mark = "{published}"'
        if isinstance(published, str):
            if measure is None:
                continue  # The unknown discipline is reported by the checks.
            try:
                row["mark"] = parse_mark(published, measure).model_dump(mode="json")
                continue
            except MarkError as error:
                found, expected, fix = "is not a mark", str(error), ""
        line = line_of(index_lines(text), ("results", number))
        value = str(published)
        problems.append(
            Problem(file=file.name, line=line, value=value, found=found, expected=expected, fix=fix or None)
        )
    return problems


def _misfit(file: File, details: ErrorDetails, lines: Mapping[tuple[str | int, ...], int]) -> Problem:
    """A pydantic error as a problem in the terms of the file format."""
    path = details["loc"]
    line = line_of(lines, path)
    where = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
    if details["type"] == "missing":
        return Problem(file=file.name, line=line, value=where, found="is missing", expected="a value for it")
    if details["type"] == "extra_forbidden":
        inside = next((part for part in reversed(path[:-1]) if isinstance(part, str)), "")
        known = keys_of(PARTS.get(inside, FOLDERS[file.folder]))
        near = get_close_matches(str(path[-1]), known, n=1)
        fix = f"write {near[0]}" if near else None
        expected = f"one of {', '.join(known)}"
        return Problem(
            file=file.name, line=line, value=where, found="is not a key here", expected=expected, fix=fix
        )
    given = details["input"]
    value = f"{where} = {given}" if isinstance(given, str | int | float) else where
    return Problem(file=file.name, line=line, value=value, found="does not fit", expected=_expected(details))


def _expected(details: ErrorDetails) -> str:
    """What a value has to be: a part of a file is a table with certain keys."""
    names = (name for name in reversed(details["loc"]) if isinstance(name, str))
    part = next((PARTS[name] for name in names if name in PARTS), None)
    if details["type"] == "model_type" and part is not None:
        return f"a table with {', '.join(keys_of(part))}"
    return details["msg"].removeprefix("Input should be ").removeprefix("Value error, ")
