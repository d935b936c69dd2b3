"""The archive: every row of the imported sources, with its history.

It is a database of its own. The database that answers questions is built from it and the curated facts.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from knowledge.imports.archive import schema
from knowledge.imports.archive import sources as kept
from knowledge.imports.archive.address import Address
from knowledge.imports.archive.checksums import (
    CheckedReading,
    DamageError,
    check_small_tables,
    write_small_checksum,
)
from knowledge.imports.archive.columns import SourceColumns, read_source_columns
from knowledge.imports.archive.enrichments import import_enrichments, read_enrichments
from knowledge.imports.archive.import_file import FileImport
from knowledge.imports.archive.locks import is_written, sole_writer
from knowledge.imports.archive.migrate import NEWEST, make_file, migrate, version
from knowledge.imports.archive.observations import ObservationReader
from knowledge.imports.archive.records import ArchivedFile, ArchivedRow, Correction, FileReport
from knowledge.imports.archive.sources import NearDuplicate, near_duplicate_of
from knowledge.imports.archive.verify import Verified, check_file, describe_damage, verify
from knowledge.imports.formats import Enrichment, SourceFile
from knowledge.memory import give_memory_back, rare_collections
from knowledge.models.base import SourceId
from knowledge.models.errors import KnowledgeError
from knowledge.models.facts import Source
from knowledge.models.observation import Observation, Refusal

_WAIT = 10.0
"""Wait for the lock of another process that imports, in seconds. Chosen by hand."""


class Archive:
    """An open archive. One thread of one process imports at a time; any number may read at the same time.

    All methods raise KnowledgeError: when the database cannot be used or is damaged.
    """

    def __init__(self, address: Address) -> None:
        """Use `Archive.open`, which also creates or migrates the tables."""
        self._address = address
        self._engine = address.engine()
        self._writer: Connection | None = None

    @classmethod
    def open(cls, url: str) -> "Archive":
        """Open the archive at `sqlite:///path` or `postgresql://…`; create or migrate its tables as needed.

        Raises KnowledgeError: when the URL is invalid, or the database cannot be opened or is damaged.
        """
        archive = cls(Address(url))
        try:
            archive._prepare_tables()
        except BaseException:
            archive.close()
            raise
        return archive

    @classmethod
    def unchecked(cls, url: str) -> "Archive":
        """Open the archive at a URL without its checks, for `verify`: `open` refuses a damaged archive."""
        archive = cls(Address(url))
        with archive._as_knowledge_error("opened"):
            if archive._needs_migration():
                return cls.open(url)
        return archive

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()

    @contextmanager
    def importing(self, wait: float = _WAIT) -> Iterator[None]:
        """Hold the writer's lock over the import of several files.

        Raises KnowledgeError: when another process holds the lock for `wait` seconds, or the archive is
        read-only.
        """
        if self._writer is not None:
            yield
            return
        self._check_writable()
        give_memory_back()
        with (
            self._as_knowledge_error("written"),
            sole_writer(self._address, wait),
            rare_collections(),
            self._engine.connect() as connection,
        ):
            self._writer = connection
            try:
                yield
            finally:
                self._writer = None

    def import_file(
        self,
        source: Source,
        file: SourceFile[Observation],
        progress: Callable[[int], None] | None = None,
        refused: Callable[[Refusal], None] | None = None,
    ) -> FileReport:
        """Import a file of a source, in one transaction.

        A file of the same name is updated; former versions of its rows are kept. `progress` receives the
        number of rows read so far, `refused` each refused row. Within `importing`, many files are imported
        faster.

        Raises ImportRefused: when the file as a whole is refused. Nothing is stored then.
        """
        with self.importing(), self._writing() as connection:
            return FileImport(connection, source, file, refused).run(progress)

    def import_enrichments(
        self,
        source: Source,
        file: SourceFile[Enrichment],
        progress: Callable[[int], None] | None = None,
        refused: Callable[[Refusal], None] | None = None,
    ) -> FileReport:
        """Import a file of enrichments; the rest is as in `import_file`."""
        with self.importing(), self._writing() as connection:
            return import_enrichments(connection, source, file, progress, refused)

    def forget(self, source_id: SourceId) -> int:
        """Remove a source with all its rows, current and former. Returns the number of its current rows."""
        with self.importing(), self._writing() as connection:
            return kept.forget_source(connection, source_id)

    def is_written(self) -> bool:
        """Whether a process imports now; always false where the archive is read-only."""
        if not self._address.is_writable:
            return False
        with self._as_knowledge_error("opened"):
            return is_written(self._address)

    def sources(self) -> tuple[Source, ...]:
        """The sources, in the order of their first import."""
        with self._reading() as connection:
            return kept.sources(connection)

    def parts(self) -> tuple[ArchivedFile, ...]:
        """The imported files, source by source."""
        with self._reading() as connection:
            return kept.parts(connection)

    def near_duplicate(self, source_id: SourceId, part: str) -> NearDuplicate | None:
        """Another file of the source with nearly all rows of a file, where there is one."""
        with self._reading() as connection:
            return near_duplicate_of(connection, source_id, part)

    def revision(self) -> str:
        """A text that changes with every change and that no other archive shares."""
        with self._reading() as connection:
            name, number = connection.execute(select(schema.state.c.name, schema.state.c.revision)).one()
            return f"{name}-{number}"

    def observations(self, races: int = 1_000) -> Iterator[list[ArchivedRow]]:
        """All rows, from one snapshot: lists of `races` printed races, each with all its rows."""
        with self._reading() as connection:
            yield from ObservationReader(connection).observations(races)

    def enrichments(self) -> Iterator[Enrichment]:
        """All enrichments that are not withdrawn, from one snapshot."""
        with self._reading() as connection:
            yield from read_enrichments(connection)

    def columns(self) -> tuple[SourceColumns, ...]:
        """The rows of each source as columns, from one snapshot.

        Raises KnowledgeError: when the archive is damaged; all checksums are verified while reading.
        """
        with self._reading() as connection:
            if self._address.is_file:  # every page is read only once
                connection.exec_driver_sql("PRAGMA cache_size = -4096")
                check_file(connection)
            check_small_tables(connection)
            return tuple(read_source_columns(connection))

    def corrections(self) -> Iterator[Correction]:
        """All corrected or withdrawn rows, in the order of the changes."""
        with self._reading() as connection:
            corrected = select(schema.former.c.observation_id // (1 << schema.PART_BITS)).distinct()
            CheckedReading(connection, connection.scalars(corrected)).finish()
            yield from ObservationReader(connection).corrections()

    def verify(self) -> Verified:
        """Read everything and report which files are undamaged."""
        with self._as_knowledge_error("read"):
            return verify(self._address, self._engine)

    def _prepare_tables(self) -> None:
        if self._address.is_file and not self._address.path.parent.is_dir():
            raise KnowledgeError(f"There is no folder {self._address.path.parent} for the archive.")
        with self._as_knowledge_error("opened"):
            if self._is_newest():
                return
            if self._is_there() and not self._address.is_writable:
                older = f"The archive {self._address} was written by an older Bell Lap"
                raise KnowledgeError(f"{older}; open it once where its disk and folder can be written.")
            with sole_writer(self._address, _WAIT):
                if self._is_newest():  # another process prepared them while we waited
                    return
                if self._is_there():
                    with self._engine.begin() as connection:
                        if self._address.is_file:
                            check_file(connection)  # the migration would write checksums of damaged rows
                        migrate(connection)
                else:
                    make_file(self._address)

    def _is_there(self) -> bool:
        return not self._address.is_file or self._address.path.exists()

    def _is_newest(self) -> bool:
        """Whether the tables have the newest form. Raises DamageError: when a file has no tables at all."""
        if not self._is_there():
            return False
        with self._engine.connect() as open_connection:
            connection = self._address.snapshot(open_connection)
            revision = version(connection)
            if revision == NEWEST:
                check_small_tables(connection)
            elif revision is None and self._address.is_file:
                raise DamageError  # `make_file` renames a new archive only when it has its tables
            return revision == NEWEST

    def _needs_migration(self) -> bool:
        try:
            return not self._is_newest()
        except Exception as error:
            if isinstance(error, DBAPIError) and not self._address.is_file:
                raise
            return False  # damaged

    def _check_writable(self) -> None:
        if not self._address.is_writable:
            raise KnowledgeError(
                f"The archive {self._address} can't be written: its disk or folder is read-only."
            )

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction of the writer."""
        if self._writer is None:
            raise RuntimeError("writing needs the lock that `importing` takes")
        with self._as_knowledge_error("written"), self._writer.begin():
            check_small_tables(self._writer)
            yield self._writer
            write_small_checksum(self._writer)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A connection with one snapshot for all its reads."""
        with self._as_knowledge_error("read"), self._engine.connect() as connection:
            yield self._address.snapshot(connection)

    @contextmanager
    def _as_knowledge_error(self, doing: str) -> Iterator[None]:
        """Turn errors of the database, or of damage in it, into KnowledgeError; leave programming errors."""
        try:
            yield
        except (KnowledgeError, OSError):
            raise
        except Exception as error:
            if self._address.is_file or not isinstance(error, DBAPIError):
                damage = describe_damage(self._address, self._engine, error)
                if damage is not None:
                    raise KnowledgeError(damage) from error
            if isinstance(error, DBAPIError):
                raise self._address.trouble(error, doing) from error
            raise
