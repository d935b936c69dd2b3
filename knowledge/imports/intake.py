"""Imports files of outside sources into the archive at a URL, and reports on the archive."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

from knowledge.imports.archive import Archive, Correction, FileReport, NearDuplicate, Verified
from knowledge.imports.formats import FORMATS, Enrichment, Format, ImportRefused, SourceFile, wikidata
from knowledge.imports.formats.persons import spoken_name
from knowledge.imports.formats.results_csv import ResultsCsv
from knowledge.imports.formats.values import partial_date
from knowledge.models.base import SourceId
from knowledge.models.errors import KnowledgeError
from knowledge.models.observation import Observation, Refusal

FORMAT_NAMES = (*FORMATS, wikidata.NAME)
_FILE = "sqlite:///"

_AnyFile = SourceFile[Observation] | SourceFile[Enrichment]
ImportOutcome = FileReport | ImportRefused
"""The report of one file, or the reason why the whole file was refused."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress of an import: the current file, the rows read in all files, and `done` of `total` bytes."""

    part: str
    rows: int
    done: int
    total: int


def import_files(
    url: str,
    format_name: str,
    paths: Iterable[Path],
    progress: Callable[[Progress], None],
    refused: Callable[[str, Refusal], None],
) -> Iterator[ImportOutcome]:
    """Import files of a format into the archive at a URL, one transaction a file.

    `progress` is called every few thousand rows; `refused` gets the name of the file and each refused row. A
    damaged file is refused as a whole, and the other files are imported.

    Raises KnowledgeError: when the format is unknown or the archive cannot be used.
    """
    if format_name not in FORMAT_NAMES:
        raise KnowledgeError(f"There is no format {format_name!r}; there are {', '.join(FORMAT_NAMES)}.")
    # All files are listed before the first is read, for the total of bytes.
    files = list(_pending_files(format_name, paths))
    with _archive(url) as archive, archive.importing():
        total = _TotalProgress(files, progress)
        for pending in files:
            if isinstance(pending, ImportRefused):
                yield pending
                continue
            yield _import(archive, pending, total, refused)
            total.finish(pending.file)
    # A build mostly follows, and these caches take 40 MB after half a million rows.
    spoken_name.cache_clear()
    partial_date.cache_clear()


def _import(
    archive: Archive,
    pending: "_PendingFile",
    total: "_TotalProgress",
    refused: Callable[[str, Refusal], None],
) -> ImportOutcome:
    file = pending.file

    def progress(rows: int) -> None:
        total.update(file, rows)

    def refuse(refusal: Refusal) -> None:
        refused(file.name, refusal)

    try:
        return pending.import_into(archive, progress=progress, refused=refuse)
    except ImportRefused as refusal:
        refusal.part = file.name
        return refusal


class _Importer(Protocol):
    """Imports one file into an archive, with the arguments of `Archive.import_file`."""

    def __call__(
        self, archive: Archive, /, *, progress: Callable[[int], None], refused: Callable[[Refusal], None]
    ) -> FileReport: ...


class _PendingFile(NamedTuple):
    """A file of any format, and what imports it."""

    file: _AnyFile
    import_into: _Importer


def _pending_files(format_name: str, paths: Iterable[Path]) -> Iterator[_PendingFile | ImportRefused]:
    files_in = _enrichments_in if format_name == wikidata.NAME else partial(_results_in, FORMATS[format_name])
    for path in paths:
        try:
            yield from files_in(path)
        except ImportRefused as refusal:
            yield refusal


def _results_in(known: Format, path: Path) -> Iterator[_PendingFile]:
    for file in known.files(path):
        yield _PendingFile(file, partial(Archive.import_file, source=known.source, file=file))


def _enrichments_in(path: Path) -> Iterator[_PendingFile]:
    for file in wikidata.enrichment_files(path):
        yield _PendingFile(file, partial(Archive.import_enrichments, source=wikidata.SOURCE, file=file))


class _TotalProgress:
    """Adds up the progress of all files."""

    def __init__(
        self, files: Sequence[_PendingFile | ImportRefused], listen: Callable[[Progress], None]
    ) -> None:
        self._listen = listen
        self._total = sum(one.file.size for one in files if isinstance(one, _PendingFile))
        self._done = self._rows = self._rows_of_file = 0

    def update(self, file: _AnyFile, rows: int) -> None:
        """Report that `rows` rows of a file were read."""
        self._rows_of_file = rows
        done = self._done + min(file.read(), file.size)
        self._listen(Progress(file.name, self._rows + rows, done, self._total))

    def finish(self, file: _AnyFile) -> None:
        """Count a file as done, whether it was imported or refused."""
        self._done += file.size
        self._rows += self._rows_of_file
        self._rows_of_file = 0


def revision(url: str) -> int:
    """The number of changes of the archive so far; 0 for a new one."""
    with _archive(url) as archive:
        return int(archive.revision().rpartition("-")[2])


def near_duplicates(url: str, reports: Iterable[FileReport]) -> Iterator[tuple[FileReport, NearDuplicate]]:
    """The operator's own new files that have nearly all their rows in common with another file."""
    own = [report for report in reports if report.source_id == ResultsCsv.source.id and report.new]
    if own:
        with _archive(url) as archive:
            for report in own:
                if (duplicate := archive.near_duplicate(report.source_id, report.part)) is not None:
                    yield report, duplicate


def corrections(url: str, since: int = 0) -> Iterator[Correction]:
    """The rows corrected or withdrawn after a revision, in the order of the changes."""
    if not _exists(url):
        return
    with _archive(url) as archive:
        for one in archive.corrections():
            if one.revision > since:
                yield one


def verify(url: str) -> Verified | None:
    """Verify the checksums of the whole archive; None where there is no archive.

    Raises KnowledgeError: when it cannot be opened.
    """
    if not _exists(url):
        return None
    with closing(Archive.unchecked(url)) as archive:
        return archive.verify()


def _exists(url: str) -> bool:
    """Whether there is an archive; asking does not create one. A server counts as one."""
    return not url.startswith(_FILE) or Path(url.removeprefix(_FILE)).is_file()


def forget(url: str, source: str) -> int:
    """Remove a source with all its rows. Returns the number of its current rows.

    Raises KnowledgeError: when the archive has no such source.
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
