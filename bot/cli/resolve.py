"""`bell-lap knowledge resolve`: names from a file or a pipe, each linked to an entity of the knowledge."""

import os
import sys
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from stat import S_ISREG
from typing import Annotated, BinaryIO

import typer

from bot.cli.context import open_from_settings
from bot.cli.import_ import STOPPED
from bot.cli.output import say_json_line, shown_progress

_BYTES_OF_CHARACTER = 4
"""Maximum bytes of a character in UTF-8."""
_CHUNK = 1 << 16
"""Bytes that are read at once of the rest of a long line."""
_SHOWN_EVERY = 100
"""Rows between two updates of the progress."""


def resolve(
    *,
    kind: Annotated[
        str,
        typer.Option("--kind", help="athlete, competition, city, discipline, nation or tier."),
    ] = "athlete",
    limit: Annotated[
        int, typer.Option("--limit", min=1, max=25, help="How many candidates a line names at most.")
    ] = 5,
) -> None:
    """Find what the names on stdin mean, as JSON lines.

    Each object has the line as `query`, an `outcome` (match, ambiguous, not_found) and `candidates`,
    likeliest first (docs/json.md). Every line gets one, so that files stay aligned.

    \b
    Examples:
      bell-lap knowledge resolve < names.txt > resolved.jsonl
      cut -f1 results.tsv | bell-lap knowledge resolve --limit 1
      echo letzigrund | bell-lap knowledge resolve --kind city
    """
    from knowledge.resolve import LONGEST_LINE, check_kind, resolve_names  # noqa: PLC0415 - help starts without it

    check_kind(kind)
    knowledge = open_from_settings()
    source = BytesIO() if sys.stdin is None else sys.stdin.buffer
    with _progress(_size_of(source)) as counted:
        lines = (counted(line, read) for line, read in bounded_lines(source, LONGEST_LINE))
        try:
            for one in resolve_names(knowledge.kb, knowledge.index, lines, kind, limit):
                say_json_line(one.model_dump(mode="json"))
        except KeyboardInterrupt:
            raise typer.Exit(STOPPED) from None


def bounded_lines(source: BinaryIO, longest: int) -> Iterator[tuple[str, int]]:
    """Yield (line without its end, bytes read).

    Lines longer than `longest` characters are truncated to at least `longest` + 1, so the caller can tell.
    A byte order mark at the start is dropped. Bytes that are not UTF-8 are replaced.
    """
    most = (longest + 1) * _BYTES_OF_CHARACTER
    first = True
    while line := source.readline(most):
        read, end = len(line), line
        while not end.endswith(b"\n") and (end := source.readline(_CHUNK)):
            read += len(end)
        if first:
            line, first = line.removeprefix(BOM_UTF8), False
        yield line.removesuffix(b"\n").removesuffix(b"\r").decode(errors="replace"), read


@contextmanager
def _progress(size: int | None) -> Iterator[Callable[[str, int], str]]:
    """A function that returns a line, given with its bytes, and shows the progress.

    Nothing is shown where stdin or stdout is a terminal.
    """
    if any(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        yield lambda line, _: line
        return
    with shown_progress() as show:
        rows = done = 0

        def counted(line: str, read: int) -> str:
            nonlocal rows, done
            if rows % _SHOWN_EVERY == 0:
                show("names", rows, done, size)
            rows, done = rows + 1, done + read
            return line

        yield counted


def _size_of(source: BinaryIO) -> int | None:
    """The size of the input in bytes if it is a file, else None."""
    try:
        status = os.fstat(source.fileno())
    except OSError:
        return None
    return status.st_size if S_ISREG(status.st_mode) else None
