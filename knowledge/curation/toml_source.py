"""Line numbers of values, comments that formatting would lose, and invisible characters."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from knowledge.curation.toml import TOKEN

Path = tuple[str | int, ...]
"""The path of a value: `("results", 3, "mark")`."""

_TABLE = re.compile(r"\[(?P<many>\[)?\s*(?P<name>[\w.-]+)\s*\]")
_KEY = re.compile(r'(?P<key>[\w-]+|"[^"]*")\s*=\s*(?P<rest>.*)')


def index_lines(text: str) -> Mapping[Path, int]:
    """The line of each table, key and row of an array written one row a line, counted from 1."""
    lines: dict[Path, int] = {}
    tables: dict[str, int] = {}
    table: Path = ()
    array: Path | None = None
    row = 0
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip()
        if array is not None:
            if stripped.startswith(("{", '"')):
                lines[*array, row] = number
                row += 1
            elif stripped.startswith("]"):
                array = None
        elif match := _TABLE.match(stripped):
            name = match["name"]
            table = tuple(name.split("."))
            if match["many"]:
                tables[name] = tables.get(name, -1) + 1
                table = (*table, tables[name])
            lines[table] = number
        elif match := _KEY.match(stripped):
            path = (*table, match["key"].strip('"'))
            lines[path] = number
            if match["rest"].strip() == "[":
                array, row = path, 0
    return lines


def line_of(lines: Mapping[Path, int], path: Path) -> int | None:
    """The line of a value, or of the nearest enclosing value with a known line."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


def leading_comment(text: str) -> str:
    """The block of comment lines at the top of a file; empty without one."""
    lines = text.splitlines()
    end = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "".join(f"{line.rstrip()}\n" for line in lines[:end])


def comment_lines(text: str) -> list[int]:
    """The line numbers of all comments after the leading block."""
    if "#" not in text:
        return []
    head = leading_comment(text).count("\n")
    lines = (text.count("\n", 0, token.start()) + 1 for token in TOKEN.finditer(text) if token["comment"])
    return [line for line in lines if line > head]


def strange_texts(table: dict[str, object]) -> Iterator[tuple[Path, str, str]]:
    """The path and value of each text that is blank or has invisible characters, and what is wrong with it.

    Invisible characters are controls, unusual spaces and marks.
    """
    for path, value in _texts(table, ()):
        if (wrong := _strange(value)) is not None:
            yield path, value, wrong


def _strange(value: str) -> str | None:
    if not value.isprintable():
        hidden = sorted({character for character in value if not character.isprintable()})
        return f"holds {', '.join(unicodedata.name(one, f'U+{ord(one):04X}') for one in hidden)}"
    if not value or value[0] == " " or value[-1] == " ":
        return "begins or ends with a space, or is empty"
    return None


def _texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key), key
            yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*path, number))
