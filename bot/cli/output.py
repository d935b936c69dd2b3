"""What commands write to stdout and stderr, for people or for pipes."""

import json
import logging
import sys
from typing import TYPE_CHECKING

import typer

from bot.terminal.text import safe

if TYPE_CHECKING:
    from knowledge.models.card import Card


def say(text: str) -> None:
    """Write a line to stdout."""
    typer.echo(text)


def say_json(shape: object) -> None:
    """Write one JSON object to stdout, in ASCII where stdout can't encode every letter."""
    typer.echo(json.dumps(shape, ensure_ascii=not _encodes_every_letter(), indent=2))


def say_json_line(shape: object) -> None:
    """Write one JSON object to stdout as one line, and flush it."""
    typer.echo(json.dumps(shape, ensure_ascii=not _encodes_every_letter(), separators=(",", ":")))


def complain(text: str) -> None:
    """Write a sentence to stderr."""
    typer.echo(text, err=True)


class WarningPrinter(logging.Handler):
    """A log handler that prints messages as sentences on stderr."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print the message of a record."""
        complain(safe(record.getMessage()))


def show(shown: "Card | str", *, commands: bool = True) -> None:
    """Write a card or a sentence, wrapped where stdout is a terminal; `commands` is that of `draw`."""
    if isinstance(shown, str):
        if shown:
            say(shown)
        return
    from bot.terminal.render import draw  # noqa: PLC0415 - only a card needs it

    if not sys.stdout.isatty():
        say(draw(shown))
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it

    console = Console()
    colour = not console.no_color and console.color_system is not None
    say(draw(shown, console.width, colour=colour, commands=commands))


def at_a_terminal() -> bool:
    """Whether both stdin and stdout are a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _encodes_every_letter() -> bool:
    return (sys.stdout.encoding or "").lower().startswith("utf")
