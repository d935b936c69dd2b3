"""What `ask` reads by itself, what it leaves to the full command line, and what it knows of stdout."""

import io
import sys
from pathlib import Path

import pytest

from bot.asked import Asked, Screen, plainly_asked, screen


class Terminal(io.StringIO):
    encoding = "UTF-8"

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        (["ask", "/athlete", "harrow"], Asked("/athlete harrow")),
        (["ask", "--json", "x", "--lang", "fr"], Asked("x", as_json=True, language="fr")),
        (["ask", "x", "--brief"], Asked("x", brief=True)),
        (["ask", "x", "--lang"], Asked("x", language="")),
        (["ask", ""], Asked("")),
    ],
)
def test_options_stand_anywhere(arguments: list[str], asked: Asked) -> None:
    assert plainly_asked(arguments) == asked


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["chat"],
        ["ask"],
        ["ask", "--json"],
        ["ask", "--help"],
        ["ask", "--lang=fr", "x"],
        ["ask", "--", "-x"],
    ],
)
def test_all_else_is_for_the_full_command_line(arguments: list[str]) -> None:
    assert plainly_asked(arguments) is None


def test_windows_expands_patterns_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.asked.os.name", "nt")
    assert plainly_asked(["ask", "x"]) is None


@pytest.mark.parametrize(
    ("environment", "shown"),
    [
        ({"COLUMNS": "50", "TERM": "xterm"}, Screen(50, colour=True, ascii=False)),
        ({"COLUMNS": "50", "TERM": "xterm", "NO_COLOR": "1"}, Screen(50, colour=False, ascii=False)),
        ({"TERM": "dumb"}, Screen(80, colour=False, ascii=False)),
        ({"COLUMNS": "wide", "TERM": "xterm"}, Screen(80, colour=True, ascii=False)),
    ],
)
def test_a_terminal_has_its_width_and_colours(
    environment: dict[str, str], shown: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("COLUMNS", "TERM", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert screen() == shown


@pytest.mark.parametrize(("terminal", "width"), [("xterm", 50), ("dumb", 80)])
def test_a_dumb_terminal_has_no_width_of_its_own(
    terminal: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setenv("TERM", terminal)
    monkeypatch.setattr("bot.asked._columns", lambda: 50)
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert screen().width == width


@pytest.mark.parametrize(("encoding", "ascii_only"), [("utf-8", False), ("latin-1", True)])
def test_a_pipe_has_neither(
    encoding: str, ascii_only: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (tmp_path / "out").open("w", encoding=encoding) as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert screen() == Screen(None, colour=False, ascii=ascii_only)
