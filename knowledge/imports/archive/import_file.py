"""Import of one file: new rows are inserted, changed rows corrected, missing rows withdrawn."""

from collections.abc import Callable

from sqlalchemy import Connection, select, update

from knowledge.imports.archive import schema
from knowledge.imports.archive.bulk import insert_rows, next_key
from knowledge.imports.archive.checksums import check_part, write_part_checksum
from knowledge.imports.archive.file_reader import FileReader
from knowledge.imports.archive.records import Changes, FileReport
from knowledge.imports.archive.sources import keep_source, next_revision
from knowledge.imports.archive.update_file import FileUpdate
from knowledge.imports.formats import SourceFile
from knowledge.models.facts import Source
from knowledge.models.observation import Observation, Refusal

MOST_REPORTED = 1_000
"""Refusals kept in a report, in rows; the caller's `refused` gets all of them. Chosen by hand."""


class FileImport:
    """The import of one file, within one transaction."""

    def __init__(
        self,
        connection: Connection,
        source: Source,
        file: SourceFile[Observation],
        refused: Callable[[Refusal], None] | None,
    ) -> None:
        self._connection = connection
        self._source = source
        self._file = file
        self._listen = refused
        self._refused: list[Refusal] = []
        self._refused_count = 0

    def run(self, progress: Callable[[int], None] | None) -> FileReport:
        """Read the file and store its rows; `progress` receives the number of rows read so far."""
        key, digest, is_new = self._part()
        reader = FileReader(self._file, key, self._refuse)
        for batch in reader.batches():
            if is_new:
                insert_rows(self._connection, schema.race, batch.races)
                insert_rows(self._connection, schema.athlete, batch.athletes)
                insert_rows(self._connection, schema.observation, batch.rows)
            if progress is not None:
                progress(reader.read)
        if is_new:
            changes = Changes(new=reader.accepted)
        elif reader.digest == digest:
            changes = Changes(same=reader.accepted)
        else:
            # Check the stored rows before they change and get a new checksum.
            check_part(self._connection, key)
            # The comparison row by row is slow, so only a changed file is read a second time for it.
            reader = FileReader(self._file, key, lambda _: None)
            changes = FileUpdate(self._connection, key).run(reader)
        values = {"rows": reader.accepted, "refused": self._refused_count, "digest": reader.digest}
        if is_new:
            values["checksum"] = reader.digest
        self._connection.execute(update(schema.part).where(schema.part.c.id == key).values(values))
        if not is_new and reader.digest != digest:
            write_part_checksum(self._connection, key)
        report = self._report(changes)
        if report.changed or is_new:
            next_revision(self._connection)
        return report

    def _part(self) -> tuple[int, str | None, bool]:
        """The key of the file's part, the digest of its last import, and whether the part is new."""
        source_key = keep_source(self._connection, self._source)
        columns = schema.part.c
        known = self._connection.execute(
            select(columns.id, columns.digest).where(
                columns.source_id == source_key, columns.name == self._file.name
            )
        ).one_or_none()
        if known is not None:
            return known.id, known.digest, False
        key = next_key(self._connection, columns.id)
        insert_rows(self._connection, schema.part, [(key, source_key, self._file.name, 0, 0, None, None)])
        return key, None, True

    def _report(self, changes: Changes) -> FileReport:
        return FileReport(
            source_id=self._source.id,
            part=self._file.name,
            new=changes.new,
            same=changes.same,
            corrected=changes.corrected,
            withdrawn=changes.withdrawn,
            refused_count=self._refused_count,
            refused=tuple(self._refused),
        )

    def _refuse(self, refusal: Refusal) -> None:
        self._refused_count += 1
        if len(self._refused) < MOST_REPORTED:
            self._refused.append(refusal)
        if self._listen is not None:
            self._listen(refusal)
