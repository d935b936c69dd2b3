"""Export the whole knowledge: as our own CSV, as JSON Lines, as one SQLite file."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TextIO, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from knowledge.export.entities import all_entities
from knowledge.export.results import all_results
from knowledge.files import reporting_unwritable, whole_file
from knowledge.imports import write_results
from knowledge.models.errors import KnowledgeError
from knowledge.models.facts import Athlete, City, Competition, Discipline, Edition, Nation, Race, Source
from knowledge.store import KnowledgeBase

EXPORTS = ("csv", "jsonl", "sqlite")
JSON_LINES_VERSION = 1
"""Version of the objects in docs/export.md: goes up with a change that a reader would have to follow."""

_KINDS: dict[type, str] = {
    Nation: "nation",
    Source: "source",
    City: "city",
    Discipline: "discipline",
    Competition: "competition",
    Edition: "edition",
    Athlete: "athlete",
    Race: "race",
}
_PROGRESS_EVERY = 1_000
"""In results or lines."""
_Item = TypeVar("_Item")


def export_file(kb: KnowledgeBase, format_name: str, path: Path, progress: Callable[[int], None]) -> None:
    """Write everything to a file, whole or not at all. An existing file is replaced: see `check_target`.

    `progress` is called with the number of results (or lines) written so far. Raises KnowledgeError when the
    format is unknown or the file can't be written.
    """
    check_format(format_name)
    with whole_file(path) as beside, reporting_unwritable(path):
        if format_name == "sqlite":
            copy_to_file(kb, beside)
        else:
            with beside.open("w", encoding="utf-8", newline="") as out:
                export_text(kb, format_name, out, progress)


def export_text(kb: KnowledgeBase, format_name: str, out: TextIO, progress: Callable[[int], None]) -> None:
    """Write everything as text while it is read: `csv` a row a line, `jsonl` an object a line.

    Raises KnowledgeError when the format is unknown or `sqlite`.
    """
    check_format(format_name)
    if format_name == "csv":
        write_results(_counted(all_results(kb), progress), out)
    elif format_name == "jsonl":
        for line in _counted(_lines(kb), progress):
            out.write(line + "\n")
    else:
        raise KnowledgeError("SQLite is written to a file only; name it in the place of -.")


def check_format(format_name: str) -> None:
    """Raise KnowledgeError when the format is unknown."""
    if format_name not in EXPORTS:
        raise KnowledgeError(
            f"There is no format {format_name!r} to export to; there are {', '.join(EXPORTS)}."
        )


def _lines(kb: KnowledgeBase) -> Iterator[str]:
    about = kb.about().model_dump(mode="json")
    yield _line({"kind": "knowledge", "format": JSON_LINES_VERSION, **about})
    for entity in all_entities(kb):
        fields = entity.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        yield _line({"kind": _KINDS[type(entity)], **fields})


def _line(shape: dict[str, object]) -> str:
    return json.dumps(shape, ensure_ascii=False, separators=(",", ":"))


def _counted(items: Iterable[_Item], progress: Callable[[int], None]) -> Iterator[_Item]:
    for number, item in enumerate(items, 1):
        yield item
        if number % _PROGRESS_EVERY == 0:
            progress(number)


def copy_to_file(kb: KnowledgeBase, path: Path) -> None:
    """Write everything into a new SQLite file at `path`. Raises KnowledgeError when it can't be written."""
    # Imported on demand: it imports everything that a build needs.
    from knowledge.export.sqlite import write_sqlite  # noqa: PLC0415

    try:
        write_sqlite(kb.tables, path)
    except SQLAlchemyError as error:
        why = getattr(error, "orig", error)
        raise KnowledgeError(f"The SQLite file can't be written to {path.parent} ({why}).") from error
