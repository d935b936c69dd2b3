"""What `bell-lap ask` was asked, where it is shown, and what it prints. Nothing heavy is imported here."""

import os
import sys
from collections.abc import Sequence
from typing import NamedTuple

ENGLISH = "en"


class Asked(NamedTuple):
    """A question and the options it came with."""

    text: str
    as_json: bool = False
    brief: bool = False
    language: str = ENGLISH


class Screen(NamedTuple):
    """What stdout shows: its width in columns (None where it is no terminal), colours, and ASCII alone."""

    width: int | None
    colour: bool
    ascii: bool


class Printed(NamedTuple):
    """What `bell-lap ask` prints, without the last newline, and its exit code."""

    text: str
    code: int


def plainly_asked(arguments: Sequence[str]) -> Asked | None:
    """What these arguments ask; None where they are for the full command line to read, or to refuse.

    Options are read as the help writes them, and the language is not checked. On Windows the command line
    expands patterns too.
    """
    if os.name == "nt" or arguments[:1] != ["ask"]:
        return None
    words, options, rest = [], Asked(""), iter(arguments[1:])
    for argument in rest:
        if argument == "--json":
            options = options._replace(as_json=True)
        elif argument == "--brief":
            options = options._replace(brief=True)
        elif argument == "--lang":
            options = options._replace(language=next(rest, ""))
        elif argument.startswith("-"):
            return None
        else:
            words.append(argument)
    return options._replace(text=" ".join(words)) if words else None


def screen() -> Screen:
    """What stdout shows. A terminal has colours unless it is dumb or NO_COLOR is set."""
    ascii_only = not (sys.stdout.encoding or "").lower().startswith("utf")
    if not sys.stdout.isatty():
        return Screen(None, colour=False, ascii=ascii_only)
    columns, dumb = os.environ.get("COLUMNS", ""), os.environ.get("TERM", "").lower() in {"dumb", "unknown"}
    width = int(columns) if columns.isdecimal() else 0 if dumb else _columns()
    return Screen(width or 80, colour=not dumb and not os.environ.get("NO_COLOR"), ascii=ascii_only)


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except OSError:
        return 0
