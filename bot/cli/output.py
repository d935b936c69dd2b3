"""What commands write to stdout and stderr, for people or for pipes; and the progress of a long one."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from bot.asked import ENGLISH, screen

if TYPE_CHECKING:
    from knowledge.models.card import Card

Shown = Callable[[str, int, int, int | None], None]
"""Called with a name, the rows so far, the work done and the total work (any unit), None if unknown."""

_BETWEEN_LINES = 5.0
"""Seconds between two lines, and before the first. Chosen by hand."""


def say(text: str) -> None:
    """Write a line to stdout."""
    _write(text, sys.stdout)


def say_json(shape: object) -> None:
    """Write one JSON object to stdout, in ASCII where stdout can't encode every letter."""
    say(json.dumps(shape, ensure_ascii=screen().ascii, indent=2))


def say_json_line(shape: object) -> None:
    """Write one JSON object to stdout as one line, and flush it."""
    say(json.dumps(shape, ensure_ascii=screen().ascii, separators=(",", ":")))


def complain(text: str) -> None:
    """Write a sentence to stderr."""
    _write(text, sys.stderr)


def counted(number: int, noun: str) -> str:
    """`1 race`, `2,000 races`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def show(shown: "Card | str", *, commands: bool = True, language: str = ENGLISH) -> None:
    """Write a card or a sentence, wrapped where stdout is a terminal; the rest is as in `draw`."""
    if isinstance(shown, str):
        if shown:
            say(shown)
        return
    from bot.terminal.render import draw  # noqa: PLC0415 - only a card needs it

    here = screen()
    say(draw(shown, here.width, colour=here.colour, commands=commands, language=language))


def at_a_terminal() -> bool:
    """Whether both stdin and stdout are a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _write(text: str, stream: TextIO) -> None:
    if os.name == "nt":
        import typer  # noqa: PLC0415 - it knows the consoles of Windows; elsewhere `ask` starts without it

        typer.echo(text, file=stream)
        return
    stream.write(f"{text}\n")
    stream.flush()


@contextmanager
def shown_progress(clock: Callable[[], float] = time.monotonic) -> Iterator[Shown]:
    """A function that shows progress with rate and remaining time on stderr, until the block ends.

    It is a bar at a terminal, else a line every few seconds.
    """
    begun = clock()
    if not sys.stderr.isatty():
        yield _lines(begun, clock)
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415

    from bot.terminal.text import safe  # noqa: PLC0415

    columns = (BarColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(name: str, rows: int, done: int, total: int | None) -> None:
            text = safe(progress_sentence(name, rows, done, total, clock() - begun))
            bar.update(task, description=text.replace("[", "\\["), total=total, completed=done)

        yield show


def _lines(begun: float, clock: Callable[[], float]) -> Shown:
    from bot.terminal.text import safe  # noqa: PLC0415

    last = begun

    def show(name: str, rows: int, done: int, total: int | None) -> None:
        nonlocal last
        now = clock()
        if now - last >= _BETWEEN_LINES:
            last = now
            complain(safe(progress_sentence(name, rows, done, total, now - begun)))

    return show


def progress_sentence(name: str, rows: int, done: int, total: int | None, seconds: float) -> str:
    """The progress: `men/100-metres.csv: 120,000 rows, 31,000 a second, 41%, about 14 seconds left`."""
    parts = [f"{name}: {rows:,} rows"]
    if seconds > 0:
        parts.append(f"{rows / seconds:,.0f} a second")
    if total and done:
        parts.append(f"{min(done / total, 1):.0%}")
        parts.append(f"about {duration(seconds * max(total - done, 0) / done)} left")
    return ", ".join(parts)


def duration(seconds: float) -> str:
    """A duration in its largest unit: `14 seconds`, `3 minutes`, `2 hours`."""
    for unit, length in (("hour", 3_600), ("minute", 60), ("second", 1)):
        count = round(seconds / length)
        if seconds >= length or unit == "second":
            return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
    raise AssertionError
