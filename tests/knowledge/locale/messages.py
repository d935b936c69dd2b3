"""Every sentence that is said, read from the syntax of the code: what Babel's extraction should find."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.paths import ROOT

TAKING: Mapping[str, Mapping[str, slice]] = {
    "knowledge": {"say": slice(0, 1), "plural": slice(0, 2), "msg": slice(0, 1)},
    "bot": {"say": slice(1, 2), "say_many": slice(1, 3), "msg": slice(0, 1)},
}
"""Functions that take messages, and which of their arguments are messages."""


def messages() -> set[str]:
    """The text of every sentence; of plurals both forms."""
    return {
        text
        for package, taking in TAKING.items()
        for file in (ROOT / package).rglob("*.py")
        for text in _of(file, taking)
    }


def _of(file: Path, taking: Mapping[str, slice]) -> Iterator[str]:
    for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(call, ast.Call):
            continue
        function = call.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        for argument in call.args[taking.get(name, slice(0))]:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value
