"""Taking outside results into the archive, and out of it again."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from knowledge.archive import Archive, PartReport
from knowledge.imports import FORMATS, ImportRefused, Part
from knowledge.models.base import SourceId
from knowledge.models.errors import KnowledgeError
from knowledge.models.facts import Source
from knowledge.models.observation import Refusal

__all__ = ["FORMAT_NAMES", "Taken", "forget", "take_in"]

FORMAT_NAMES = tuple(FORMATS)
_FILE = "sqlite:///"

Taken = PartReport | ImportRefused
"""What became of one file: its report, or why it was refused as a whole and changed nothing."""


def take_in(
    url: str,
    format_name: str,
    paths: Iterable[Path],
    progress: Callable[[Part, int], None],
    refused: Callable[[Part, Refusal], None],
) -> Iterator[Taken]:
    """Take files of a format into the archive at a URL, one transaction a file.

    `progress` is told how many rows of a file were read so far, `refused` each row that can't be taken. A
    file that is damaged is refused and the others are taken all the same. Raises KnowledgeError where the
    archive can't be used.
    """
    known = FORMATS.get(format_name)
    if known is None:
        raise KnowledgeError(f"There is no format {format_name!r}; there are {', '.join(FORMATS)}.")
    with _archive(url) as archive, archive.importing():
        for path in paths:
            try:
                for part in known.parts(path):
                    yield _take(archive, known.source, part, progress, refused)
            except ImportRefused as refusal:
                yield refusal


def _take(
    archive: Archive,
    source: Source,
    part: Part,
    progress: Callable[[Part, int], None],
    refused: Callable[[Part, Refusal], None],
) -> Taken:
    try:
        return archive.take(
            source, part, lambda rows: progress(part, rows), lambda refusal: refused(part, refusal)
        )
    except ImportRefused as refusal:
        return refusal


def forget(url: str, source: str) -> int:
    """Take everything of a source out of the archive again; returns how many results it had.

    Raises KnowledgeError where there is no such source.
    """
    with _archive(url) as archive:
        known = [str(one.id) for one in archive.sources()]
        if source not in known:
            there = f"there is {', '.join(known)}" if known else "nothing was imported yet"
            raise KnowledgeError(f"No source {source!r} was imported; {there}.")
        return archive.forget(SourceId(source))


@contextmanager
def _archive(url: str) -> Iterator[Archive]:
    if url.startswith(_FILE):
        try:
            Path(url.removeprefix(_FILE)).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            why = f"The folder of {url.removeprefix(_FILE)} can't be made ({error.strerror})"
            raise KnowledgeError(f"{why}; set BELL_LAP_DATABASE to a place that can be written.") from error
    with closing(Archive.open(url)) as archive:
        yield archive
