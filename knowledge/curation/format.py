"""The one form that every file of facts has, so that a diff shows a fact and nothing else."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.curation.facts import FOLDERS, PARTS, keys_of
from knowledge.curation.files import File, Problem, find_files, read_text
from knowledge.curation.toml import TomlError, parse_toml
from knowledge.curation.toml_source import comment_lines, leading_comment
from knowledge.models.base import Model
from knowledge.models.errors import KnowledgeError

WIDTH = 110
"""Lists of texts that fit in this many characters stand on one line."""

_TABLES = ("codes", "translations", "ids")
_TABLES_IN_ORDER = ("venues", "claims")
_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def format_file(text: str, kind: str) -> str:
    """A file's text in canonical form: the same facts, in the order of their model.

    `kind` is the folder that the file is in. Results go by place. The comment block at the top stays.
    Raises KnowledgeError, with one sentence, for a text that is not TOML or has comments elsewhere.
    """
    try:
        table = parse_toml(text)
    except TomlError as error:
        raise KnowledgeError(f"This {error.found}.") from error
    if lost := comment_lines(text):
        raise KnowledgeError(f"The comment in line {lost[0]} would be lost; say it in a note.")
    return leading_comment(text) + write_table(table, kind)


def write_table(table: dict[str, Any], kind: str) -> str:
    """The canonical text of what a file of this kind holds."""
    if kind == "races" and isinstance(table.get("results"), list):
        table = {**table, "results": sorted(table["results"], key=_place)}
    lines = list(_body(_in_order(table, FOLDERS[kind])))
    return "".join(f"{line}\n" for line in lines)


def _place(row: object) -> int:
    """By place; those without one stay behind, in the order they were written."""
    place = row.get("place") if isinstance(row, dict) else None
    return place if isinstance(place, int) else 1_000_000_000


def _in_order(table: dict[str, Any], model: type[Model]) -> dict[str, Any]:
    """Keys as in the model, then any unknown ones: nothing is dropped."""
    known = keys_of(model)
    keys = [key for key in known if key in table] + sorted(key for key in table if key not in known)
    return {key: table[key] for key in keys}


def _body(table: dict[str, Any]) -> Iterator[str]:
    later = [key for key, value in table.items() if _stands_apart(key, value)]
    for key, value in table.items():
        if key not in later:
            yield from _line(key, value)
    for key in sorted(later, key=lambda key: key in _TABLES_IN_ORDER):
        entries = table[key] if isinstance(table[key], list) else [table[key]]
        heading = f"[[{_key(key)}]]" if isinstance(table[key], list) else f"[{_key(key)}]"
        for entry in entries:
            yield from ("", heading)
            model = PARTS.get(key)
            ordered = _in_order(entry, model) if model else dict(sorted(entry.items()))
            for inner, value in ordered.items():
                yield from _line(inner, value)


def _stands_apart(key: str, value: object) -> bool:
    """Whether it is written under a heading of its own."""
    if key in _TABLES_IN_ORDER:
        return isinstance(value, list) and bool(value) and all(isinstance(entry, dict) for entry in value)
    return key in _TABLES and isinstance(value, dict)


def _line(key: str, value: Any) -> Iterator[str]:
    line = f"{_key(key)} = {_value(key, value)}"
    rows = isinstance(value, list) and bool(value)
    if rows and (isinstance(value[0], dict) or len(line) > WIDTH):
        yield f"{_key(key)} = ["
        yield from (f"  {_value(key, row)}," for row in value)
        yield "]"
    else:
        yield line


def _value(key: str, value: Any) -> str:
    if isinstance(value, dict):
        model = PARTS.get(key)
        ordered = _in_order(value, model) if model else value
        inner = ", ".join(f"{_key(name)} = {_value(name, one)}" for name, one in ordered.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list):
        return f"[{', '.join(_value(key, one) for one in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return _string(value) if isinstance(value, str) else str(value)


def _key(key: str) -> str:
    return key if key and _BARE.issuperset(key) else _string(key)


def _string(text: str) -> str:
    return (
        '"'
        + "".join(
            _ESCAPES.get(one) or (one if one >= " " and one != "\x7f" else f"\\u{ord(one):04X}")
            for one in text
        )
        + '"'
    )


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
