"""`bell-lap knowledge import` and `forget`: outside results beside the curated ones."""

import csv
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.opening import open_from_settings
from bot.cli.output import complain, say
from bot.lines import safe
from bot.settings import load_settings

if TYPE_CHECKING:
    from knowledge.archive import PartReport
    from knowledge.imports import Part
    from knowledge.models.observation import Refusal

_SHOWN_REFUSALS = 10


def import_(
    format_name: Annotated[str, typer.Argument(metavar="FORMAT", help="What the files are written in.")],
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files, folders or zips.")],
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="Write every refused row there, as CSV.")
    ] = None,
) -> None:
    """Bring outside results in beside the curated ones.

    Each file goes in whole or not at all. Importing it again changes nothing, and a changed row is a
    correction. A row that can't be read is refused with its reason, and the others go in.

    \b
    Formats: world-athletics-toplists, paris-2024, tilastopaja, results-csv (docs/results-csv.md).
    Examples:
      bell-lap knowledge import results-csv my-results.csv
      bell-lap knowledge import world-athletics-toplists lists.zip --report refused.csv
    """
    from knowledge.importing import take_in  # noqa: PLC0415 - help starts without it

    refusals: list[tuple[str, Refusal]] = []
    reports: list[PartReport] = []
    damaged: list[str] = []
    with _shown_progress() as progress:
        for taken in take_in(
            load_settings().database,
            format_name,
            paths,
            progress,
            lambda part, refusal: refusals.append((part.name, refusal)),
        ):
            if isinstance(taken, Exception):
                damaged.append(str(taken))
            else:
                reports.append(taken)
    _tell(reports, refusals, damaged)
    if report is not None:
        _write_report(report, refusals)
        say(safe(f"Every refused row is in {report}."))
    if any(one.changed for one in reports):
        about = open_from_settings().about()
        say(f"Built: version {about.version}, with {about.counts.results:,} results.")
    if damaged:
        raise typer.Exit(1)


def forget(
    source: Annotated[str, typer.Argument(help="The source, as `knowledge stats` or the import names it.")],
) -> None:
    """Take everything of an imported source out again.

    \b
    Example:
      bell-lap knowledge forget results-csv
    """
    from knowledge.importing import forget as take_out  # noqa: PLC0415

    count = take_out(load_settings().database, source)
    about = open_from_settings().about()
    noun = "result" if count == 1 else "results"
    say(f"{count:,} {noun} of {source} forgotten; {about.counts.results:,} results are left.")


def _tell(reports: "list[PartReport]", refusals: "list[tuple[str, Refusal]]", damaged: list[str]) -> None:
    new, same, corrected, withdrawn = (
        sum(getattr(one, name) for one in reports) for name in ("new", "same", "corrected", "withdrawn")
    )
    files = f"{len(reports)} file" + ("" if len(reports) == 1 else "s")
    say(
        f"{files}: {new:,} new, {same:,} unchanged, {corrected:,} corrected, {withdrawn:,} withdrawn, "
        f"{len(refusals):,} refused."
    )
    for part, refusal in refusals[:_SHOWN_REFUSALS]:
        complain(safe(f"{part}, {refusal.row}: {refusal.why} ({refusal.value})"))
    if len(refusals) > _SHOWN_REFUSALS:
        complain(f"… and {len(refusals) - _SHOWN_REFUSALS:,} more; --report FILE writes them all.")
    for why in damaged:
        complain(safe(why))


def _write_report(path: Path, refusals: "list[tuple[str, Refusal]]") -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(("file", "row", "value", "why"))
        rows.writerows((part, refusal.row, refusal.value, refusal.why) for part, refusal in refusals)


@contextmanager
def _shown_progress() -> "Iterator[Callable[[Part, int], None]]":
    """A bar with rate and remaining time where a person watches; nothing in pipes."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.fields[rate]}"))
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", rate="")
        counted = {"rows": 0, "before": 0}

        def show(part: "Part", rows: int) -> None:
            if rows < counted["before"]:
                counted["rows"] += counted["before"]
            counted["before"] = rows
            total = counted["rows"] + rows
            elapsed = bar.tasks[task].elapsed or 0
            rate = f"{total:,} rows, {total / elapsed:,.0f} a second" if elapsed else ""
            bar.update(task, description=safe(part.name), rate=rate)

        yield show
