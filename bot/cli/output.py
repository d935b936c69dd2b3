"""What commands write to stdout, for people or for pipes."""

import json
import logging
import sys

import typer

from bot.terminal.render import draw
from bot.terminal.text import safe
from knowledge.models.card import Card


def say(text: str) -> None:
    """Write a line to stdout."""
    typer.echo(text)


def say_json(shape: object) -> None:
    """Write one JSON object to stdout, whole even where stdout can't hold every letter."""
    typer.echo(json.dumps(shape, ensure_ascii=not _holds_every_letter(), indent=2))


def say_json_line(shape: object) -> None:
    """The same on one line, which is on its way when this returns."""
    typer.echo(json.dumps(shape, ensure_ascii=not _holds_every_letter(), separators=(",", ":")))


def complain(text: str) -> None:
    """Write a sentence to stderr."""
    typer.echo(text, err=True)


class Complaints(logging.Handler):
    """What the knowledge logs, as sentences on stderr."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a sentence."""
        complain(safe(record.getMessage()))


def show(shown: Card | str, *, commands: bool = True) -> None:
    """Write a card or a sentence, fitted to the terminal where stdout is one; `commands` as `draw` has it."""
    if isinstance(shown, str):
        if shown:
            say(shown)
        return
    if not sys.stdout.isatty():
        say(draw(shown))
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it

    console = Console()
    colour = not console.no_color and console.color_system is not None
    say(draw(shown, console.width, colour=colour, commands=commands))


def at_a_terminal() -> bool:
    """Whether a person sits at both ends: types, and reads."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _holds_every_letter() -> bool:
    return (sys.stdout.encoding or "").lower().startswith("utf")
