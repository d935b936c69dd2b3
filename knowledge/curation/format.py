"""Format files of facts canonically, so that a diff shows a changed fact and nothing else."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.curation.facts import ATHLETES, FOLDERS, PARTS, keys_of
from knowledge.curation.files import File, Problem, find_files, read_text
from knowledge.curation.toml import MOST_ATHLETES, MOST_KEYS, TomlError, parse_toml
from knowledge.curation.toml_source import comment_lines, leading_comment
from knowledge.files import write_durably
from knowledge.models.base import Model
from knowledge.models.errors import KnowledgeError
from knowledge.models.facts import Athlete

WIDTH = 110
"""In characters: lists of texts that fit stand on one line."""

_TABLES = ("codes", "translations", "ids")
_TABLES_IN_ORDER = ("venues", "claims")
_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def format_file(text: str, kind: str) -> str:
    """The text of a file in canonical form: the same facts, in the order of their model.

    `kind` is the folder of the file. Results are sorted by place, athletes by id; the comment block
    at the top stays. Raises KnowledgeError when the text is not TOML or has comments elsewhere.
    """
    try:
        table = parse_toml(text, most_keys=MOST_ATHLETES if kind == ATHLETES else MOST_KEYS)
    except TomlError as error:
        raise KnowledgeError(f"This {error.found}.") from error
    if lost := comment_lines(text):
        raise KnowledgeError(f"The comment in line {lost[0]} would be lost; say it in a note.")
    return leading_comment(text) + write_table(table, kind)


def write_table(table: dict[str, Any], kind: str) -> str:
    """The canonical text of a table of this kind."""
    if kind == "races" and isinstance(table.get("results"), list):
        table = {**table, "results": sorted(table["results"], key=_place)}
    lines = list(_athletes(table) if kind == ATHLETES else _body(_in_order(table, FOLDERS[kind])))
    return "".join(f"{line}\n" for line in lines)


def _athletes(table: dict[str, Any]) -> Iterator[str]:
    """The lines of a file of athletes: what stands in no table, then a table an athlete."""
    people = {key: content for key, content in table.items() if isinstance(content, dict)}
    outside = {key: content for key, content in sorted(table.items()) if key not in people}
    first = True
    for key, content in outside.items():
        yield from _line(key, content)
        first = False
    for key, content in sorted(people.items()):
        if not first:
            yield ""
        yield f"[{_key(key)}]"
        yield from _body(_in_order(content, Athlete), f"{_key(key)}.")
        first = False


def _place(row: object) -> int:
    """Sort key: by place, results without one last in the order of the file."""
    place = row.get("place") if isinstance(row, dict) else None
    return place if isinstance(place, int) else 1_000_000_000


def _in_order(table: dict[str, Any], model: type[Model]) -> dict[str, Any]:
    """Keys in the order of the model, then unknown ones: nothing is dropped."""
    known = keys_of(model)
    keys = [key for key in known if key in table] + sorted(key for key in table if key not in known)
    return {key: table[key] for key in keys}


def _body(table: dict[str, Any], inside: str = "") -> Iterator[str]:
    """The lines of an entity. `inside` is the key of its table and a dot, where it has one."""
    later = [key for key, value in table.items() if _stands_apart(key, value)]
    for key, value in table.items():
        if key not in later:
            yield from _line(key, value)
    for key in sorted(later, key=lambda key: key in _TABLES_IN_ORDER):
        if isinstance(table[key], list):
            for row in table[key]:
                yield from _table(f"[[{inside}{_key(key)}]]", key, row)
        else:
            yield from _table(f"[{inside}{_key(key)}]", key, table[key])


def _table(heading: str, key: str, table: dict[str, Any]) -> Iterator[str]:
    """The lines of a table under its heading: keys as in the model or, without one, sorted."""
    model = PARTS.get(key)
    ordered = _in_order(table, model) if model else dict(sorted(table.items()))
    yield from ("", heading)
    for name, value in ordered.items():
        yield from _line(name, value)


def _stands_apart(key: str, value: object) -> bool:
    """Whether a value is written as a table under its own heading."""
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
    """The files that are not in canonical form, and the problems of those that can't be formatted.

    With `write` the former are replaced, each whole. Raises KnowledgeError when the folder is missing or
    holds no facts.
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
    try:
        write_durably(folder / name, text)
    except OSError as error:
        return Problem(file=name, found=f"can't be written ({error.strerror})", expected="a file to write to")
    return None
