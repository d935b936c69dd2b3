"""Every sentence that the cards are written in, read from the code."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.paths import ROOT

ROOMS = (ROOT / "knowledge" / "cards", ROOT / "knowledge" / "questions")
TAKING_MESSAGES = {"say": 1, "plural": 2, "msg": 1}


def messages() -> set[str]:
    """The msgid of every sentence; of plurals both forms."""
    return {text for file in _files() for text in _of(ast.parse(file.read_text(encoding="utf-8")))}


def plurals() -> set[tuple[str, str]]:
    found = set()
    for file in _files():
        for call in _calls(ast.parse(file.read_text(encoding="utf-8"))):
            if _name(call) == "plural":
                one, many = (
                    argument.value for argument in call.args[:2] if isinstance(argument, ast.Constant)
                )
                assert isinstance(one, str)
                assert isinstance(many, str)
                found.add((one, many))
    return found


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _name(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _of(tree: ast.AST) -> Iterator[str]:
    for call in _calls(tree):
        for argument in call.args[: TAKING_MESSAGES.get(_name(call), 0)]:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value


def _files() -> Iterator[Path]:
    for room in ROOMS:
        yield from room.rglob("*.py")
