"""Progress of a long command: a bar at a terminal, else a line every few seconds."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.cli.output import complain
from bot.terminal.text import safe

Shown = Callable[[str, int, int, int | None], None]
"""Called with a name, the rows so far, the work done and the total work (any unit), None if unknown."""

_BETWEEN_LINES = 5.0
"""Seconds between two lines, and before the first. Chosen by hand."""


@contextmanager
def shown_progress(clock: Callable[[], float] = time.monotonic) -> Iterator[Shown]:
    """A function that shows progress with rate and remaining time on stderr, until the block ends."""
    begun = clock()
    if not sys.stderr.isatty():
        yield _lines(begun, clock)
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (BarColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(name: str, rows: int, done: int, total: int | None) -> None:
            said = safe(sentence(name, rows, done, total, clock() - begun))
            bar.update(task, description=said.replace("[", "\\["), total=total, completed=done)

        yield show


def _lines(begun: float, clock: Callable[[], float]) -> Shown:
    last = begun

    def show(name: str, rows: int, done: int, total: int | None) -> None:
        nonlocal last
        now = clock()
        if now - last >= _BETWEEN_LINES:
            last = now
            complain(safe(sentence(name, rows, done, total, now - begun)))

    return show


def sentence(name: str, rows: int, done: int, total: int | None, seconds: float) -> str:
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
