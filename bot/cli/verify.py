"""`bell-lap knowledge verify`: checks the archive and the compiled files for damage."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.output import complain, say_json, show
from bot.settings import load_settings
from knowledge.models.card import Card, Column, Row, Section, Table

if TYPE_CHECKING:
    from knowledge.imports import Verified
    from knowledge.store import SealCheck


def verify(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
) -> None:
    """Say whether what was imported and built is as it was written.

    The exit code is 1 where something is damaged. What is damaged of the imports comes back from a backup, or
    by forgetting its source and importing it again; what was built is built again at the next start. The
    curated facts are for `bell-lap knowledge check`.

    \b
    Examples:
      bell-lap knowledge verify
      bell-lap knowledge verify --json
    """
    from knowledge.imports import verify as verify_archive  # noqa: PLC0415 - help starts without it
    from knowledge.store import check_sealed  # noqa: PLC0415

    settings = load_settings()
    archive, built = verify_archive(settings.database), check_sealed(settings.cache)
    archive_whole = archive is None or archive.whole
    whole = archive_whole and not any(one.fault for one in built)
    if as_json:
        say_json({"whole": whole, "archive": _shape(archive), "built": _built_shape(built)})
    else:
        show(_card(archive, built))
        if not archive_whole:
            complain("Restore the archive's backup, or forget the damaged source and import it again.")
        if not whole and archive_whole:
            complain("Start Bell Lap again: it sets the damaged file aside and builds another.")
    if not whole:
        raise typer.Exit(1)


def _shape(archive: "Verified | None") -> object:
    """The archive as data: null where nothing was imported."""
    if archive is None:
        return None
    return {
        "whole": archive.whole,
        "frame": archive.frame,
        "files": [
            {"source": part.source_id, "file": part.name, "rows": part.rows, "whole": part.whole}
            for part in archive.parts
        ],
    }


def _built_shape(built: Sequence["SealCheck"]) -> object:
    return [{"file": one.file.name, "whole": one.fault is None, "fault": one.fault} for one in built]


def _built_section(built: Sequence["SealCheck"]) -> tuple[Section, ...]:
    """A line for each built file, damaged ones first."""
    lines = tuple(
        f"{one.file.name}: {one.fault or 'ok'}" for one in sorted(built, key=lambda one: one.fault is None)
    )
    return (Section(heading="Built", lines=lines),) if lines else ()


def _card(archive: "Verified | None", built: Sequence["SealCheck"]) -> Card:
    if archive is None:
        return Card(tone="answer", title="Nothing was imported", sections=_built_section(built))
    count = len(archive.parts)
    whole = sum(part.whole for part in archive.parts)
    as_written = (
        "imported file is as it was written" if count == 1 else "imported files are as they were written"
    )
    title = "The archive is whole" if archive.whole else "The archive is damaged"
    frame = () if archive.frame else ("What the files stand in is damaged.",)
    columns = (
        Column(heading=""),
        Column(heading="Rows", align="right"),
        Column(heading="Source"),
        Column(heading="File"),
    )
    # Damaged files first: there may be hundreds of files.
    rows = tuple(
        Row(cells=("ok" if part.whole else "damaged", f"{part.rows:,}", part.source_id, part.name))
        for part in sorted(archive.parts, key=lambda part: part.whole)
    )
    table = (Section(table=Table(columns=columns, rows=rows)),) if rows else ()
    return Card(
        tone="answer",
        title=title,
        subtitle=f"{whole:,} of {count:,} {as_written}.",
        sections=(*((Section(lines=frame),) if frame else ()), *table, *_built_section(built)),
    )
