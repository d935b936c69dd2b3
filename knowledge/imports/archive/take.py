"""Taking in one part: what is new is added, what changed is corrected, what stands there no longer goes."""

from collections.abc import Callable

from sqlalchemy import Connection, select, update

from knowledge.imports.archive import schema
from knowledge.imports.archive.amend import Amending
from knowledge.imports.archive.batch import PartReading
from knowledge.imports.archive.bulk import insert_rows, next_key
from knowledge.imports.archive.checksums import check_part, write_part_checksum
from knowledge.imports.archive.records import Changes, Part, PartReport
from knowledge.imports.archive.sources import keep_source, next_revision
from knowledge.models.facts import Source
from knowledge.models.observation import Refusal

_NAMED = 1_000
"""How many refusals a report holds; all of them are told to whoever listens."""


class Taking:
    """One part on its way in, within one transaction."""

    def __init__(
        self, connection: Connection, source: Source, part: Part, listen: Callable[[Refusal], None] | None
    ) -> None:
        self._connection = connection
        self._source = source
        self._part = part
        self._listen = listen
        self._refused: list[Refusal] = []
        self._refused_count = 0

    def run(self, progress: Callable[[int], None] | None) -> PartReport:
        """Read the part and keep what it says; `progress` is told how many of its rows were read so far."""
        source_key = keep_source(self._connection, self._source)
        columns = schema.part.c
        known = self._connection.execute(
            select(columns.id, columns.digest).where(
                columns.source_id == source_key, columns.name == self._part.name
            )
        ).one_or_none()
        if known is None:
            key, digest = next_key(self._connection, columns.id), None
            insert_rows(self._connection, schema.part, [(key, source_key, self._part.name, 0, 0, None, None)])
        else:
            key, digest = known
        reading = PartReading(self._part, key, self._refuse)
        for batch in reading.batches():
            if known is None:
                insert_rows(self._connection, schema.race, batch.races)
                insert_rows(self._connection, schema.athlete, batch.athletes)
                insert_rows(self._connection, schema.observation, batch.rows)
            if progress is not None:
                progress(reading.read)
        if known is None:
            changes = Changes(new=reading.taken)
        elif reading.digest == digest:
            changes = Changes(same=reading.taken)
        else:
            # Before what is there is compared and gets another checksum.
            check_part(self._connection, key)
            # What is told from the archive row by row takes long, so it is read again for that alone.
            reading = PartReading(self._part, key, lambda _: None)
            changes = Amending(self._connection, key).run(reading)
        self._connection.execute(
            update(schema.part)
            .where(columns.id == key)
            .values(rows=reading.taken, refused=self._refused_count, digest=reading.digest)
        )
        if known is None:
            self._connection.execute(
                update(schema.part).where(columns.id == key).values(checksum=reading.digest)
            )
        elif reading.digest != digest:
            write_part_checksum(self._connection, key)
        report = PartReport(
            source_id=self._source.id,
            part=self._part.name,
            new=changes.new,
            same=changes.same,
            corrected=changes.corrected,
            withdrawn=changes.withdrawn,
            refused_count=self._refused_count,
            refused=tuple(self._refused),
        )
        if report.changed or known is None:
            next_revision(self._connection)
        return report

    def _refuse(self, refusal: Refusal) -> None:
        self._refused_count += 1
        if len(self._refused) < _NAMED:
            self._refused.append(refusal)
        if self._listen is not None:
            self._listen(refusal)
