"""The whole knowledge written out: as our own CSV, as JSON Lines, as one SQLite file."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TextIO, TypeVar

from knowledge.export.results import all_results
from knowledge.export.sqlite_file import copy_to_file
from knowledge.export.things import all_things
from knowledge.files import telling_unwritable, whole_file
from knowledge.imports import write_results
from knowledge.models.errors import KnowledgeError
from knowledge.models.facts import Athlete, City, Competition, Discipline, Edition, Nation, Race, Source
from knowledge.store import KnowledgeBase

EXPORTS = ("csv", "jsonl", "sqlite")
JSON_LINES_VERSION = 1
"""Of the objects that docs/export.md describes; it changes when a reader would have to follow."""

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
_TOLD_EVERY = 1_000
_Item = TypeVar("_Item")


def export_file(kb: KnowledgeBase, format_name: str, path: Path, progress: Callable[[int], None]) -> None:
    """Write everything to a file, whole or not at all; `check_target` says whether it may be replaced.

    `progress` is told how many results (or lines) were written so far. Raises KnowledgeError for an unknown
    format or a file that can't be written.
    """
    check_format(format_name)
    with whole_file(path) as beside, telling_unwritable(path):
        if format_name == "sqlite":
            copy_to_file(kb, beside)
        else:
            with beside.open("w", encoding="utf-8", newline="") as out:
                export_text(kb, format_name, out, progress)


def export_text(kb: KnowledgeBase, format_name: str, out: TextIO, progress: Callable[[int], None]) -> None:
    """Write everything as text, `csv` or `jsonl`, a row or an object a line, as it is read."""
    check_format(format_name)
    if format_name == "csv":
        write_results(_counted(all_results(kb), progress), out)
    elif format_name == "jsonl":
        for line in _counted(_lines(kb), progress):
            out.write(line + "\n")
    else:
        raise KnowledgeError("SQLite is written to a file only; name it in the place of -.")


def check_format(format_name: str) -> None:
    """Raises KnowledgeError for a format that nothing is written in."""
    if format_name not in EXPORTS:
        raise KnowledgeError(
            f"There is no format {format_name!r} to export to; there are {', '.join(EXPORTS)}."
        )


def _lines(kb: KnowledgeBase) -> Iterator[str]:
    about = kb.about().model_dump(mode="json")
    yield _line({"kind": "knowledge", "format": JSON_LINES_VERSION, **about})
    for thing in all_things(kb):
        said = thing.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        yield _line({"kind": _KINDS[type(thing)], **said})


def _line(shape: dict[str, object]) -> str:
    return json.dumps(shape, ensure_ascii=False, separators=(",", ":"))


def _counted(items: Iterable[_Item], progress: Callable[[int], None]) -> Iterator[_Item]:
    for number, item in enumerate(items, 1):
        yield item
        if number % _TOLD_EVERY == 0:
            progress(number)
