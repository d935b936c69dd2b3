"""`bell-lap knowledge export`: the whole knowledge in a file or on stdout."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.context import open_store_from_settings
from bot.cli.output import say, shown_progress
from bot.settings import files_of, load_settings
from bot.terminal.text import safe


def export(
    format_name: Annotated[str, typer.Argument(metavar="FORMAT", help="csv, jsonl or sqlite.")],
    path: Annotated[str, typer.Argument(metavar="PATH", help="The file to write; - is stdout.")],
    *,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")] = False,
) -> None:
    """Write the whole knowledge out, curated and imported.

    \b
    csv     every result, as the format results-csv has it (docs/results-csv.md): it can be imported again
    jsonl   everything, one object a line (docs/export.md)
    sqlite  everything, as one SQLite file (docs/export.md)

    \b
    Examples:
      bell-lap knowledge export csv results.csv
      bell-lap knowledge export jsonl - | gzip > knowledge.jsonl.gz
      bell-lap knowledge export sqlite knowledge.sqlite
    """
    from knowledge.export import check_format, export_file, export_text  # noqa: PLC0415 - help starts without it
    from knowledge.files import check_target  # noqa: PLC0415

    check_format(format_name)
    if path != "-":
        check_target(Path(path), files_of(load_settings()), force=force)
    kb = open_store_from_settings()
    counts = kb.about().counts
    entities = counts.athletes + counts.competitions + counts.editions + counts.races + counts.sources
    total = counts.results if format_name == "csv" else entities
    with shown_progress() as show:

        def progress(done: int) -> None:
            show(path, done, done, total)

        if path == "-":
            export_text(kb, format_name, sys.stdout, progress)
            return
        export_file(kb, format_name, Path(path), progress)
    size = f"{counts.results:,} results of {counts.athletes:,} athletes in {counts.races:,} races"
    say(safe(f"{path} holds {size}."))
