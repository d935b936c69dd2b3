"""`bell-lap knowledge import` and `forget`: results of outside sources."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.context import build_from_settings
from bot.cli.import_report import ImportReport, reporting, show_merged, show_near_duplicates
from bot.cli.output import Shown, complain, say, shown_progress
from bot.settings import files_of, load_settings
from bot.terminal.text import safe
from knowledge.models.errors import KnowledgeError

if TYPE_CHECKING:
    from knowledge.imports import Progress
    from knowledge.store import KnowledgeBase

STOPPED = 130
"""Exit code of a command that Ctrl-C ended, by the convention of shells."""


def import_(
    format_name: Annotated[str, typer.Argument(metavar="FORMAT", help="What the files are written in.")],
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files, folders or zips.")],
    report: Annotated[
        Path | None,
        typer.Option("--report", metavar="FILE", help="Write every refused or corrected row there, as CSV."),
    ] = None,
    *,
    force: Annotated[bool, typer.Option("--force", help="Replace the report's file if it is there.")] = False,
) -> None:
    """Bring outside results in beside the curated ones.

    Each file goes in whole or not at all. Importing it again changes nothing, and a changed row is a
    correction. A row that can't be read is refused with its reason, and the others go in.

    \b
    Formats: world-athletics-toplists, paris-2024, tilastopaja, results-csv (docs/results-csv.md);
    wikidata (docs/wikidata.md) adds spellings, birth dates and ids to athletes who are there.

    \b
    Examples:
      bell-lap knowledge import results-csv my-results.csv
      bell-lap knowledge import world-athletics-toplists lists.zip --report refused.csv
    """
    from knowledge.imports import corrections, near_duplicates, revision  # noqa: PLC0415 - help starts without it

    settings = load_settings()
    url = settings.database
    if report is not None:
        from knowledge.files import check_target  # noqa: PLC0415

        check_target(report, (*paths, *files_of(settings)), force=force)
    with reporting(report) as summary:
        before = revision(url)
        stopped = _import_all(url, format_name, paths, summary)
        summary.show(corrections(url, before) if summary.has_corrections else iter(()))
    show_near_duplicates(near_duplicates(url, summary.new))
    if report is not None and summary.is_empty:
        say(safe(f"Nothing was refused or corrected, so {report} holds no rows."))
    elif report is not None:
        say(safe(f"Every refused or corrected row is in {report}."))
    if stopped:
        files = "1 file is" if summary.files == 1 else f"{summary.files:,} files are"
        complain(f"Stopped: {files} in whole, of the one that was being read nothing is.")
        raise typer.Exit(STOPPED)
    if summary.changed:
        kb = _built("What was imported is kept")
        about = kb.about()
        size = f"{about.counts.results:,} results of {about.counts.athletes:,} athletes"
        say(f"Built: version {about.version}, with {size}.")
        show_merged(about.merged)
        if doubts := kb.doubt_count():
            pairs = "1 pair" if doubts == 1 else f"{doubts:,} pairs"
            say(f"In doubt: {pairs} of people who may be one; `bell-lap knowledge review` decides.")
    if summary.damaged:
        raise typer.Exit(1)


def forget(
    source: Annotated[str, typer.Argument(help="The source, as `knowledge stats` or the import names it.")],
) -> None:
    """Take everything of an imported source out again.

    \b
    Example:
      bell-lap knowledge forget results-csv
    """
    from knowledge.imports import forget as take_out  # noqa: PLC0415

    count = take_out(load_settings().database, source)
    left = _built("It is forgotten all the same").about().counts.results
    noun = "row" if count == 1 else "rows"
    say(f"{count:,} {noun} of {source} forgotten; {left:,} results are left.")


def _import_all(url: str, format_name: str, paths: list[Path], summary: ImportReport) -> bool:
    """Import the files; True if Ctrl-C ended the import before the last one."""
    from knowledge.imports import ImportRefused, import_files  # noqa: PLC0415

    try:
        with shown_progress() as show:
            for outcome in import_files(
                url,
                format_name,
                paths,
                lambda progress: _show(show, progress),
                summary.refused,
            ):
                if isinstance(outcome, ImportRefused):
                    summary.refused_whole(str(outcome), outcome.part)
                else:
                    summary.imported(outcome)
    except KeyboardInterrupt:
        return True
    return False


def _show(show: Shown, progress: "Progress") -> None:
    show(progress.part, progress.rows, progress.done, progress.total)


def _built(done: str) -> "KnowledgeBase":
    """The rebuilt knowledge base. Raises KnowledgeError, which adds `done`, where the build fails."""
    advice = f"{done}; `bell-lap knowledge build` builds when this is put right."
    try:
        return build_from_settings()
    except KnowledgeError as error:
        raise KnowledgeError(f"{error} {advice}") from error
    except KeyboardInterrupt:
        complain(f"Stopped while building. {done}, and the next start builds.")
        raise typer.Exit(STOPPED) from None
