"""Enrichments in the archive: statements about athletes without a race, imported file by file."""

from collections.abc import Callable, Iterator

from sqlalchemy import Connection, func, select, update

from knowledge.imports.archive import schema
from knowledge.imports.archive.bulk import chunks, insert_rows, next_key
from knowledge.imports.archive.checksums import check_part, write_part_checksum
from knowledge.imports.archive.encoding import can_be_kept
from knowledge.imports.archive.import_file import MOST_REPORTED
from knowledge.imports.archive.records import FileReport
from knowledge.imports.archive.sources import keep_source, next_revision
from knowledge.imports.formats import Enrichment, SourceFile
from knowledge.models.facts import Sex, Source
from knowledge.models.observation import Refusal

_BATCH = 2_000
"""Rows inserted, or read, at once. Chosen by hand."""
_UNFIT = "It can't be kept: a text holds a character that no database takes."

_Values = tuple[str | None, ...]


def import_enrichments(
    connection: Connection,
    source: Source,
    file: SourceFile[Enrichment],
    progress: Callable[[int], None] | None,
    refused: Callable[[Refusal], None] | None,
) -> FileReport:
    """Import a file of enrichments, within the connection's transaction.

    A statement has no key of its own, so none is ever corrected: a statement is new, the same or withdrawn.
    A withdrawn one stays in the table with the revision that ended it. `progress` receives the number of rows
    read so far, `refused` each refused row.
    """
    source_key = keep_source(connection, source)
    key, is_known = _part(connection, source_key, file.name)
    if is_known:
        check_part(connection, key)
    refusals: list[Refusal] = []

    def refuse(refusal: Refusal) -> None:
        refusals.append(refusal)
        if refused is not None:
            refused(refusal)

    new, same, withdrawn = _merge_rows(connection, key, _accepted(file, refuse), progress)
    columns = schema.part.c
    connection.execute(
        update(schema.part).where(columns.id == key).values(rows=new + same, refused=len(refusals))
    )
    write_part_checksum(connection, key)
    reported = tuple(refusals[:MOST_REPORTED])
    report = FileReport(source.id, file.name, new, same, 0, withdrawn, len(refusals), reported)
    if report.changed or not is_known:
        next_revision(connection)
    return report


def _merge_rows(
    connection: Connection,
    part: int,
    rows: Iterator[tuple[int, str, _Values]],
    progress: Callable[[int], None] | None,
) -> tuple[int, int, int]:
    """Insert new statements and end missing ones. Returns the counts of new, same and ended statements."""
    current = _current(connection, part)
    next_id = _next_id(connection, part)
    new = same = 0
    read: set[_Values] = set()
    waiting: list[tuple[str | int | None, ...]] = []
    for number, row, values in rows:
        if values in current or values in read:
            same += 1
        else:
            waiting.append((next_id + new, None, row, *values))
            new += 1
        read.add(values)
        if len(waiting) >= _BATCH:
            insert_rows(connection, schema.enrichment, waiting)
            waiting = []
        if progress is not None and number % _BATCH == 0:
            progress(number)
    insert_rows(connection, schema.enrichment, waiting)
    ended = [key for values, key in current.items() if values not in read]
    _end(connection, ended)
    return new, same, len(ended)


def _accepted(
    file: SourceFile[Enrichment], refuse: Callable[[Refusal], None]
) -> Iterator[tuple[int, str, _Values]]:
    """The statements that every database accepts: the number of the row, its position, its values."""
    for number, row in enumerate(file.rows(), 1):
        if isinstance(row, Refusal):
            refuse(row)
            continue
        values = _values(row)
        if can_be_kept("".join(value or "" for value in values), ()):
            yield number, row.row, values
        else:
            refuse(Refusal(row.row, row.item, _UNFIT))


def _end(connection: Connection, keys: list[int]) -> None:
    """Mark statements as withdrawn from the next revision on."""
    revision = (connection.scalar(select(schema.state.c.revision)) or 0) + 1
    for some in chunks(keys):
        ended = update(schema.enrichment).where(schema.enrichment.c.id.in_(some))
        connection.execute(ended.values(until=revision))


def read_enrichments(connection: Connection) -> Iterator[Enrichment]:
    """All statements that are not withdrawn, in the order of their import."""
    table = schema.enrichment.c
    after = -1
    while batch := connection.execute(
        select(schema.enrichment)
        .where(table.id > after, table.until.is_(None))
        .order_by(table.id)
        .limit(_BATCH)
    ).all():
        after = batch[-1].id
        for row in batch:
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
    """The key of a file's part, and whether it was known before."""
    columns = schema.part.c
    found = connection.scalar(select(columns.id).where(columns.source_id == source_key, columns.name == name))
    if found is not None:
        return found, True
    key = next_key(connection, columns.id)
    insert_rows(connection, schema.part, [(key, source_key, name, 0, 0, None, None)])
    return key, False


def _current(connection: Connection, part: int) -> dict[_Values, int]:
    """The keys of a part's statements that are not withdrawn, by their values."""
    table = schema.enrichment.c
    rows = connection.execute(
        select(table.id, *list(table)[3:]).where(
            table.id.between(*schema.keys_of_part(part)), table.until.is_(None)
        )
    )
    return {tuple(row[1:]): row[0] for row in rows}


def _next_id(connection: Connection, part: int) -> int:
    first, last = schema.keys_of_part(part)
    column = schema.enrichment.c.id
    highest: int | None = connection.scalar(select(func.max(column)).where(column.between(first, last)))
    return (highest or first) + 1


def _values(one: Enrichment) -> _Values:
    sex = None if one.sex is None else str(one.sex)
    return (one.item, one.world_athletics, one.name, one.language, one.born, sex, one.nation)
