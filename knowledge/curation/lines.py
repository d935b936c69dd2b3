"""Where in a file a value stands: TOML readers give values without their lines."""

import re
from collections.abc import Mapping

Path = tuple[str | int, ...]
"""The way to a value: `("results", 3, "mark")`."""

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
        elif found := _TABLE.match(stripped):
            name = found["name"]
            table = (name,)
            if found["many"]:
                tables[name] = tables.get(name, -1) + 1
                table = (name, tables[name])
            lines[table] = number
        elif found := _KEY.match(stripped):
            path = (*table, found["key"].strip('"'))
            lines[path] = number
            if found["rest"].strip() == "[":
                array, row = path, 0
    return lines


def line_of(lines: Mapping[Path, int], path: Path) -> int | None:
    """The line of a value, or of the nearest thing around it whose line is known."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None
