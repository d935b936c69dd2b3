"""Parse the text of a file into its entities. Every fault becomes a problem; the rest is parsed."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails, to_json

from knowledge.curation.facts import ATHLETES, FOLDERS, PARTS, Entity, keys_of
from knowledge.curation.files import File, Problem
from knowledge.curation.plain import is_plain
from knowledge.curation.toml import MOST_ATHLETES, MOST_KEYS, TomlError, parse_toml
from knowledge.curation.toml_source import Path, comment_lines, index_lines, line_of, strange_texts
from knowledge.models.facts import Race
from knowledge.models.mark import MarkError, Measure, parse_mark

Table = dict[str, Any]
"""A parsed TOML table, not validated yet."""


def parse_file(
    file: File, text: str, measures: Mapping[str, Measure]
) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
    """The entities of a file, in its order, and its problems.

    `measures` are those of all disciplines: a mark can't be parsed without one. An entity that is not valid
    is left out.
    """
    source = _Source(file, text)
    most_keys = MOST_ATHLETES if file.folder == ATHLETES else MOST_KEYS
    try:
        table = parse_toml(text, most_keys, bounded=source.is_plain)
    except TomlError as error:
        return (), (source.problem((), error.found, error.expected, line=error.line),)
    problems = [] if source.is_plain else list(_stray_comments(source))
    entities = []
    for part, content in _parts(source, table, problems):
        entity = _entity(part, content, measures, problems)
        if entity is not None:
            entities.append(entity)
    return tuple(entities), tuple(problems)


class _Source:
    """The text of a file, for the lines of its problems."""

    def __init__(self, file: File, text: str) -> None:
        self.file = file
        self.text = text
        self.is_plain = is_plain(text, of_athletes=file.folder == ATHLETES)

    @cached_property
    def lines(self) -> Mapping[Path, int]:
        """The line of each value."""
        return index_lines(self.text)

    def problem(
        self,
        path: Path,
        found: str,
        expected: str,
        *,
        value: str | None = None,
        fix: str | None = None,
        line: int | None = None,
        entity: str | None = None,
    ) -> Problem:
        """A problem of the value at `path`."""
        return Problem(
            file=self.file.name,
            line=line or (line_of(self.lines, path) if path else None),
            entity=entity,
            value=value,
            found=found,
            expected=expected,
            fix=fix,
        )


class _Part:
    """The part of a file that states one entity: the whole file, or the table of an athlete."""

    def __init__(self, source: _Source, entity_id: str, inside: Path = ()) -> None:
        self.source = source
        self.file = source.file
        self.id = entity_id
        self.is_table = bool(inside)
        self.given = {"id": entity_id} | ({"nation": source.file.id} if inside else {})
        self._inside = inside

    def problem(
        self, path: Path, found: str, expected: str, *, value: str | None = None, fix: str | None = None
    ) -> Problem:
        """A problem of the value at `path` of the entity."""
        return self.source.problem(
            (*self._inside, *path),
            found,
            expected,
            value=value,
            fix=fix,
            entity=self.id if self.is_table else None,
        )


def _parts(source: _Source, table: Table, problems: list[Problem]) -> Iterator[tuple[_Part, Table]]:
    """The entities of a file with their tables; what stands outside the table of an athlete is a problem."""
    file = source.file
    if file.folder != ATHLETES:
        part = _Part(source, file.id)
        problems.extend(_given_by_name(part, table))
        yield part, table
        return
    if not table:
        problems.append(source.problem((), "holds no athlete", "a table for each athlete of the nation"))
    outside = [key for key, content in table.items() if not isinstance(content, dict)]
    if outside:
        expected = "a table for each athlete, such as [amos-serem]"
        fix = "write the id of the athlete above it, in brackets"
        problems.append(
            source.problem((outside[0],), "is outside a table", expected, value=outside[0], fix=fix)
        )
    for key, content in table.items():
        if isinstance(content, dict):
            part = _Part(source, key, (key,))
            problems.extend(_given_by_name(part, content))
            yield part, content


_GIVEN_BY = {
    ("id", False): ("file", "rename the file"),
    ("id", True): ("table", "rename its table"),
    ("nation", True): ("file", "move the athlete to the file of that nation"),
}
"""What gives a value of a file, or of an athlete's table in one, and the fix where it is another."""


def _given_by_name(part: _Part, content: Table) -> Iterator[Problem]:
    """A problem for each value that is written out where a name gives it."""
    for key, value in part.given.items():
        if key in content:
            giver, fix = _GIVEN_BY[key, part.is_table]
            fix = "leave it out" if content[key] == value else f"leave it out, or {fix}"
            expected = f"no {key}: the {giver}'s name gives it, here {value}"
            yield part.problem((key,), "is written out", expected, value=key, fix=fix)


def _stray_comments(source: _Source) -> Iterator[Problem]:
    """A problem for each comment that formatting would lose."""
    found, fix = "has a comment that formatting would lose", "say it in a note"
    for line in comment_lines(source.text):
        yield source.problem((), found, "comments only at the top of the file", line=line, fix=fix)


def _entity(
    part: _Part, content: Table, measures: Mapping[str, Measure], problems: list[Problem]
) -> Entity | None:
    if not part.source.is_plain:
        expected = "words that can be seen, with plain spaces between them"
        problems.extend(
            part.problem(path, wrong, expected, value=value) for path, value, wrong in strange_texts(content)
        )
    content = content | part.given
    if part.file.folder == "races":
        problems.extend(_read_marks(part, content, measures))
    try:
        model = FOLDERS[part.file.folder]
        entity = model.model_validate_json(to_json(content, fallback=str), strict=True)
    except ValidationError as error:
        problems.extend(_misfit(part, details) for details in error.errors(include_url=False))
        return None
    if isinstance(entity, Race) and entity.edition != part.file.parent:
        belongs = f"races/{entity.edition}/{part.id}.toml"
        problems.append(part.problem((), "is another edition", belongs, value=entity.edition))
    return entity


def _read_marks(part: _Part, content: Table, measures: Mapping[str, Measure]) -> Iterator[Problem]:
    """Replace the texts of marks by parsed marks. A result with an invalid text loses its mark."""
    measure = measures.get(str(content.get("discipline")))
    rows = content.get("results")
    if not isinstance(rows, list):
        return
    for number, row in enumerate(rows):
        if not isinstance(row, dict) or "mark" not in row:
            continue
        published = row.pop("mark")
        found, expected, fix = "is a number", "a mark in quotes, to keep every digit", f'mark = "{published}"'
        if isinstance(published, str):
            if measure is None:
                continue  # The unknown discipline is reported by the checks.
            try:
                row["mark"] = parse_mark(published, measure)
                continue
            except MarkError as error:
                found, expected, fix = "is not a mark", str(error), ""
        yield part.problem(("results", number), found, expected, value=str(published), fix=fix or None)


def _misfit(part: _Part, details: ErrorDetails) -> Problem:
    """A pydantic error as a problem in the terms of the file format."""
    path = details["loc"]
    where = ".".join(str(step + 1) if isinstance(step, int) else step for step in path)
    if details["type"] == "missing":
        return part.problem(path, "is missing", "a value for it", value=where)
    if details["type"] == "extra_forbidden":
        inside = next((step for step in reversed(path[:-1]) if isinstance(step, str)), "")
        known = keys_of(PARTS.get(inside, FOLDERS[part.file.folder]))
        near = get_close_matches(str(path[-1]), known, n=1)
        fix = f"write {near[0]}" if near else None
        return part.problem(path, "is not a key here", f"one of {', '.join(known)}", value=where, fix=fix)
    given = details["input"]
    value = f"{where} = {given}" if isinstance(given, str | int | float) else where
    return part.problem(path, "does not fit", _expected(details), value=value)


def _expected(details: ErrorDetails) -> str:
    """What a value has to be: a part of a file is a table with certain keys."""
    names = (name for name in reversed(details["loc"]) if isinstance(name, str))
    part = next((PARTS[name] for name in names if name in PARTS), None)
    if details["type"] == "model_type" and part is not None:
        return f"a table with {', '.join(keys_of(part))}"
    return details["msg"].removeprefix("Input should be ").removeprefix("Value error, ")
