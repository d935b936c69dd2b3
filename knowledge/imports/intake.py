"""Taking outside results into the archive, and out of it again."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from knowledge.imports.archive import Archive, Correction, PartReport, Verified
from knowledge.imports.archive.sources import Twin
from knowledge.imports.formats import FORMATS, ImportRefused, Part, wikidata
from knowledge.imports.formats.results_csv import ResultsCsv
from knowledge.imports.formats.wikidata import EnrichmentPart
from knowledge.models.base import SourceId
from knowledge.models.errors import KnowledgeError
from knowledge.models.observation import Refusal

__all__ = [
    "FORMAT_NAMES",
    "ImportRefused",
    "Progress",
    "Taken",
    "corrections",
    "forget",
    "revision",
    "take_in",
    "twins",
    "verify",
]

FORMAT_NAMES = (*FORMATS, wikidata.NAME)
_FILE = "sqlite:///"

_AnyPart = Part | EnrichmentPart
Taken = PartReport | ImportRefused
"""What became of one file: its report, or why it was refused as a whole and changed nothing."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import has come: in which file, and in all how many rows, and bytes of how many."""

    part: str
    rows: int
    done: int
    total: int


def take_in(
    url: str,
    format_name: str,
    paths: Iterable[Path],
    progress: Callable[[Progress], None],
    refused: Callable[[str, Refusal], None],
) -> Iterator[Taken]:
    """Take files of a format into the archive at a URL, one transaction a file.

    `progress` is told now and then how far it is, `refused` each row that can't be taken, behind the name of
    its file. A file that is damaged is refused and the others are taken all the same. Raises KnowledgeError
    where the archive can't be used.
    """
    if format_name not in FORMAT_NAMES:
        raise KnowledgeError(f"There is no format {format_name!r}; there are {', '.join(FORMAT_NAMES)}.")
    # All are looked at before the first is read: only so is it known how much there is to do.
    found = list(_found(format_name, paths))
    with _archive(url) as archive, archive.importing():
        so_far = _SoFar(found, progress)
        for one in found:
            if isinstance(one, ImportRefused):
                yield one
                continue
            yield _take(archive, format_name, one, so_far, refused)
            so_far.finish(one)


def _take(
    archive: Archive,
    format_name: str,
    part: _AnyPart,
    so_far: "_SoFar",
    refused: Callable[[str, Refusal], None],
) -> Taken:
    def progress(rows: int) -> None:
        so_far.tell(part, rows)

    def refuse(refusal: Refusal) -> None:
        refused(part.name, refusal)

    try:
        if isinstance(part, EnrichmentPart):
            return archive.take_enrichments(wikidata.SOURCE, part, progress, refuse)
        return archive.take(FORMATS[format_name].source, part, progress, refuse)
    except ImportRefused as refusal:
        refusal.part = part.name
        return refusal


def _found(format_name: str, paths: Iterable[Path]) -> Iterator[_AnyPart | ImportRefused]:
    for path in paths:
        try:
            yield from (
                wikidata.enrichment_parts(path)
                if format_name == wikidata.NAME
                else FORMATS[format_name].parts(path)
            )
        except ImportRefused as refusal:
            yield refusal


class _SoFar:
    """Adds up what parts tell of themselves."""

    def __init__(self, found: Sequence[_AnyPart | ImportRefused], listen: Callable[[Progress], None]) -> None:
        self._listen = listen
        self._total = sum(one.size for one in found if not isinstance(one, ImportRefused))
        self._done = self._rows = self._rows_of_part = 0

    def tell(self, part: _AnyPart, rows: int) -> None:
        """So many rows of a part were read."""
        self._rows_of_part = rows
        done = self._done + min(part.read(), part.size)
        self._listen(Progress(part.name, self._rows + rows, done, self._total))

    def finish(self, part: _AnyPart) -> None:
        """A part is over, whatever became of it."""
        self._done += part.size
        self._rows += self._rows_of_part
        self._rows_of_part = 0


def revision(url: str) -> int:
    """A number that goes up with every change of the archive; 0 where there is none."""
    with _archive(url) as archive:
        return int(archive.revision().rpartition("-")[2])


def twins(url: str, taken: Iterable[PartReport]) -> Iterator[tuple[PartReport, Twin]]:
    """Of files that an operator keeps and that are new, those that say nearly all that another file says."""
    looked_at = [one for one in taken if one.source_id == ResultsCsv.source.id and one.new]
    if looked_at:
        with _archive(url) as archive:
            for one in looked_at:
                if (twin := archive.twin(one.source_id, one.part)) is not None:
                    yield one, twin


def corrections(url: str, since: int = 0) -> Iterator[Correction]:
    """What was corrected or withdrawn after a revision, in the order in which it was."""
    if not _is_there(url):
        return
    with _archive(url) as archive:
        for one in archive.corrections():
            if one.revision > since:
                yield one


def verify(url: str) -> Verified | None:
    """Look through the whole archive; None where there is none.

    Raises KnowledgeError where it can't be opened.
    """
    if not _is_there(url):
        return None
    with closing(Archive.unchecked(url)) as archive:
        return archive.verify()


def _is_there(url: str) -> bool:
    """Whether somebody imported already: asking makes no archive."""
    return not url.startswith(_FILE) or Path(url.removeprefix(_FILE)).is_file()


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
