"""The archive: what outside sources say, kept for good.

It stands apart from the database that questions are asked of, which is built from it and the curated facts.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError

from knowledge.imports.archive import schema
from knowledge.imports.archive import sources as kept
from knowledge.imports.archive.address import Address
from knowledge.imports.archive.bulk import rare_collections
from knowledge.imports.archive.checksums import (
    CheckedReading,
    DamageError,
    check_small_tables,
    write_small_checksum,
)
from knowledge.imports.archive.columns import Printed, Told, read_printed, read_told
from knowledge.imports.archive.enrichments import Statements, read_enrichments, take_enrichments
from knowledge.imports.archive.locks import is_written, sole_writer
from knowledge.imports.archive.migrate import NEWEST, make_file, migrate, version
from knowledge.imports.archive.read import Reader
from knowledge.imports.archive.records import Archived, Correction, Part, PartRecord, PartReport
from knowledge.imports.archive.sources import Twin, twin_of
from knowledge.imports.archive.take import Taking
from knowledge.imports.archive.verify import Verified, check_file, damage_told, verify
from knowledge.imports.formats import Enrichment
from knowledge.models.base import SourceId
from knowledge.models.errors import KnowledgeError
from knowledge.models.facts import Source
from knowledge.models.observation import Refusal

_WAIT = 10.0


def revision_in(connection: Connection) -> str:
    """The revision of the archive that a connection reads."""
    name, number = connection.execute(select(schema.state.c.name, schema.state.c.revision)).one()
    return f"{name}-{number}"


class Archive:
    """An open archive. One thread of one process imports at a time; anybody may read meanwhile.

    Whatever goes wrong with the database is told as a KnowledgeError.
    """

    def __init__(self, address: Address) -> None:
        """For `Archive.open`, which sees to the tables."""
        self._address = address
        self._engine = address.engine()
        self._writer: Connection | None = None

    @classmethod
    def open(cls, url: str) -> "Archive":
        """The archive at `sqlite:///path` or `postgresql://…`, made or brought to the newest form."""
        archive = cls(Address(url))
        try:
            archive._see_to_tables()
        except BaseException:
            archive.close()
            raise
        return archive

    @classmethod
    def unchecked(cls, url: str) -> "Archive":
        """The archive at a URL as it is, for `verify`: `open` refuses one that is damaged."""
        archive = cls(Address(url))
        with archive._told("opened"):
            if archive._is_of_another_form():
                return cls.open(url)
        return archive

    def close(self) -> None:
        """Let the database go."""
        self._engine.dispose()

    @contextmanager
    def importing(self, wait: float = _WAIT) -> Iterator[None]:
        """Be the one who imports, part after part.

        Raises KnowledgeError where another process is for `wait` seconds.
        """
        if self._writer is not None:
            yield
            return
        self._check_writable()
        with (
            self._told("written"),
            sole_writer(self._address, wait),
            rare_collections(),
            self._engine.connect() as connection,
        ):
            self._writer = connection
            try:
                yield
            finally:
                self._writer = None

    def take(
        self,
        source: Source,
        part: Part,
        progress: Callable[[int], None] | None = None,
        refused: Callable[[Refusal], None] | None = None,
    ) -> PartReport:
        """Take in a part of a source, in one transaction: all of it or, where an error ends it, nothing.

        A part of that name that is there already is brought to what the part says now; what it said before
        is kept. `progress` is told how many rows were read so far, `refused` each row that wasn't taken.
        Within `importing` many parts go in faster.
        """
        with self.importing(), self._writing() as connection:
            return Taking(connection, source, part, refused).run(progress)

    def take_enrichments(
        self,
        source: Source,
        part: Statements,
        progress: Callable[[int], None] | None = None,
        refused: Callable[[Refusal], None] | None = None,
    ) -> PartReport:
        """Take in a part that says something of people without a race; the rest is as for `take`."""
        with self.importing(), self._writing() as connection:
            return take_enrichments(connection, source, part, progress, refused)

    def forget(self, source_id: SourceId) -> int:
        """Remove a source with all its rows and their predecessors; returns how many rows it said."""
        with self.importing(), self._writing() as connection:
            return kept.forget_source(connection, source_id)

    def is_written(self) -> bool:
        """Whether somebody imports now. Where nobody can write, nobody does."""
        if not self._address.is_writable:
            return False
        with self._told("opened"):
            return is_written(self._address)

    def sources(self) -> tuple[Source, ...]:
        """The sources, in the order in which they came."""
        with self._reading() as connection:
            return kept.sources(connection)

    def parts(self) -> tuple[PartRecord, ...]:
        """The parts, source by source."""
        with self._reading() as connection:
            return kept.parts(connection)

    def twin(self, source_id: SourceId, part: str) -> Twin | None:
        """Another part of the source that says nearly all that a part says, where there is one."""
        with self._reading() as connection:
            return twin_of(connection, source_id, part)

    def revision(self) -> str:
        """A text that changes with every change and that no other archive has."""
        with self._reading() as connection:
            return revision_in(connection)

    def observations(self, races: int = 1_000) -> Iterator[list[Archived]]:
        """All that the sources say as of one moment: so many seen races at a time, each with all its rows."""
        with self._reading() as connection:
            yield from Reader(connection).observations(races)

    def enrichments(self) -> Iterator[Enrichment]:
        """All that is said of people without a race, as of one moment."""
        with self._reading() as connection:
            yield from read_enrichments(connection)

    def printed(self) -> tuple[Printed, ...]:
        """All that each source prints, in bulk, as of one moment.

        The whole archive is checked while it is read: damage raises KnowledgeError.
        """
        with self._reading() as connection:
            if self._address.is_file:  # every page is read once
                connection.exec_driver_sql("PRAGMA cache_size = -4096")
                check_file(connection)
            check_small_tables(connection)
            return tuple(read_printed(connection))

    def told(self, keys: Sequence[int]) -> dict[int, Told]:
        """What the rows of these keys say in words."""
        with self._reading() as connection:
            return read_told(connection, keys)

    def attach(self, connection: Connection) -> None:
        """Make the tables readable to a connection to another SQLite file; on a server they are."""
        if self._address.is_file:
            connection.execute(text("ATTACH DATABASE :file AS archive"), {"file": self._address.attached_as})

    def corrections(self) -> Iterator[Correction]:
        """All that was corrected or withdrawn, in the order in which it was."""
        with self._reading() as connection:
            corrected = select(schema.former.c.observation_id // (1 << schema.PART_BITS)).distinct()
            CheckedReading(connection, connection.scalars(corrected)).finish()
            yield from Reader(connection).corrections()

    def verify(self) -> Verified:
        """Read everything and say which parts are whole."""
        with self._told("read"):
            return verify(self._address, self._engine)

    def _see_to_tables(self) -> None:
        if self._address.is_file and not self._address.path.parent.is_dir():
            raise KnowledgeError(f"There is no folder {self._address.path.parent} for the archive.")
        with self._told("opened"):
            if self._is_newest():
                return
            if self._is_there() and not self._address.is_writable:
                older = f"The archive {self._address} was written by an older Bell Lap"
                raise KnowledgeError(f"{older}; open it once where its disk and folder can be written.")
            with sole_writer(self._address, _WAIT):
                if self._is_newest():  # somebody saw to it while we waited
                    return
                if self._is_there():
                    with self._engine.begin() as connection:
                        if self._address.is_file:
                            check_file(connection)  # what is damaged now gets checksums all the same
                        migrate(connection)
                else:
                    make_file(self._address)

    def _is_there(self) -> bool:
        return not self._address.is_file or self._address.path.exists()

    def _is_newest(self) -> bool:
        """Whether the tables have their newest form. Raises DamageError where there can't be any other."""
        if not self._is_there():
            return False
        with self._engine.connect() as open_connection:
            connection = self._address.snapshot(open_connection)
            found = version(connection)
            if found == NEWEST:
                check_small_tables(connection)
            elif found is None and self._address.is_file:
                raise DamageError  # a new archive gets its name when it has its tables
            return found == NEWEST

    def _is_of_another_form(self) -> bool:
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
        """One transaction of who imports."""
        if self._writer is None:
            raise RuntimeError("nobody writes who hasn't the lock")
        with self._told("written"), self._writer.begin():
            check_small_tables(self._writer)
            yield self._writer
            write_small_checksum(self._writer)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A connection that sees one moment, whatever is written meanwhile."""
        with self._told("read"), self._engine.connect() as connection:
            yield self._address.snapshot(connection)

    @contextmanager
    def _told(self, doing: str) -> Iterator[None]:
        """Turn what the database or its damage is to blame for into a sentence, and leave faults of ours."""
        try:
            yield
        except (KnowledgeError, OSError):
            raise
        except Exception as error:
            if self._address.is_file or not isinstance(error, DBAPIError):
                damage = damage_told(self._address, self._engine, error)
                if damage is not None:
                    raise KnowledgeError(damage) from error
            if isinstance(error, DBAPIError):
                raise self._address.trouble(error, doing) from error
            raise
