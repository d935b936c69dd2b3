"""What parts say of people without a race, statement by statement: kept, brought up to date, read."""

from collections.abc import Callable, Iterator
from typing import Protocol

from sqlalchemy import Connection, func, select, update

from knowledge.imports.archive import schema
from knowledge.imports.archive.bulk import chunks, insert_rows, next_key
from knowledge.imports.archive.checksums import check_part, write_part_checksum
from knowledge.imports.archive.encoding import can_be_kept
from knowledge.imports.archive.records import PartReport
from knowledge.imports.archive.sources import keep_source, next_revision
from knowledge.imports.formats import Enrichment
from knowledge.models.facts import Sex, Source
from knowledge.models.observation import Refusal

_BATCH = 2_000
_NAMED = 1_000
_UNFIT = "It can't be kept: a text holds a character that no database takes."

_Said = tuple[str | None, ...]


class Statements(Protocol):
    """One file of statements: its lasting name, and its rows in the order they stand."""

    @property
    def name(self) -> str:
        """A name that stays the same whenever the file is imported."""

    @property
    def rows(self) -> Callable[[], Iterator[Enrichment | Refusal]]:
        """Reads the rows; raises KnowledgeError where the whole file can't be taken."""


def take_enrichments(
    connection: Connection,
    source: Source,
    part: Statements,
    progress: Callable[[int], None] | None,
    refused: Callable[[Refusal], None] | None,
) -> PartReport:
    """Bring a part to what it says now, within the connection's transaction.

    A statement has no key of its own that would tell a changed one from another: it is there or it isn't.
    What is not said any more is withdrawn and stays with the revision until which it was said.
    """
    source_key = keep_source(connection, source)
    key, is_known = _part(connection, source_key, part.name)
    if is_known:
        check_part(connection, key)
    said = _said_now(connection, key)
    next_id = _next_id(connection, key)
    told: list[Refusal] = []

    def refuse(refusal: Refusal) -> None:
        told.append(refusal)
        if refused is not None:
            refused(refusal)

    new = same = 0
    met: set[_Said] = set()
    waiting: list[tuple[str | int | None, ...]] = []
    for read, row, cells in _fitting(part, refuse):
        if cells in said or cells in met:
            same += 1
        else:
            waiting.append((next_id + new, None, row, *cells))
            new += 1
        met.add(cells)
        if len(waiting) >= _BATCH:
            insert_rows(connection, schema.enrichment, waiting)
            waiting = []
        if progress is not None and read % _BATCH == 0:
            progress(read)
    insert_rows(connection, schema.enrichment, waiting)
    gone = [number for cells, number in said.items() if cells not in met]
    _end(connection, gone)
    columns = schema.part.c
    connection.execute(
        update(schema.part).where(columns.id == key).values(rows=new + same, refused=len(told))
    )
    write_part_checksum(connection, key)
    report = PartReport(source.id, part.name, new, same, 0, len(gone), len(told), tuple(told[:_NAMED]))
    if report.changed or not is_known:
        next_revision(connection)
    return report


def _fitting(part: Statements, refuse: Callable[[Refusal], None]) -> Iterator[tuple[int, str, _Said]]:
    """The statements that a database can keep: the number of the row, where it stands, what it says."""
    for read, row in enumerate(part.rows(), 1):
        if isinstance(row, Refusal):
            refuse(row)
            continue
        cells = _cells(row)
        if can_be_kept("".join(cell or "" for cell in cells), ()):
            yield read, row.row, cells
        else:
            refuse(Refusal(row.row, row.item, _UNFIT))


def _end(connection: Connection, keys: list[int]) -> None:
    """Note that these are said no more from the next revision on."""
    revision = (connection.scalar(select(schema.state.c.revision)) or 0) + 1
    for some in chunks(keys):
        ended = update(schema.enrichment).where(schema.enrichment.c.id.in_(some))
        connection.execute(ended.values(until=revision))


def read_enrichments(connection: Connection) -> Iterator[Enrichment]:
    """All that is said now, in the order in which it came."""
    table = schema.enrichment.c
    after = -1
    while found := connection.execute(
        select(schema.enrichment)
        .where(table.id > after, table.until.is_(None))
        .order_by(table.id)
        .limit(_BATCH)
    ).all():
        after = found[-1].id
        for row in found:
            yield Enrichment(
                row=row.row,
                item=row.item,
                world_athletics=row.world_athletics,
                name=row.name,
                language=row.language,
                born=row.born,
                sex=Sex(row.sex) if row.sex else None,
                nation=row.nation,
            )


def _part(connection: Connection, source_key: int, name: str) -> tuple[int, bool]:
    columns = schema.part.c
    found = connection.scalar(select(columns.id).where(columns.source_id == source_key, columns.name == name))
    if found is not None:
        return found, True
    key = next_key(connection, columns.id)
    insert_rows(connection, schema.part, [(key, source_key, name, 0, 0, None, None)])
    return key, False


def _said_now(connection: Connection, part: int) -> dict[_Said, int]:
    table = schema.enrichment.c
    found = connection.execute(
        select(table.id, *list(table)[3:]).where(
            table.id.between(*schema.keys_of_part(part)), table.until.is_(None)
        )
    )
    return {tuple(row[1:]): row[0] for row in found}


def _next_id(connection: Connection, part: int) -> int:
    first, last = schema.keys_of_part(part)
    column = schema.enrichment.c.id
    highest: int | None = connection.scalar(select(func.max(column)).where(column.between(first, last)))
    return (highest or first) + 1


def _cells(one: Enrichment) -> _Said:
    sex = None if one.sex is None else str(one.sex)
    return (one.item, one.world_athletics, one.name, one.language, one.born, sex, one.nation)
