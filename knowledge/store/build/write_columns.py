"""Write the tables of a compiled SQLite database as columns into one file.

Which rows each table has, and which refer to which, is read from `schema`; so is the kind of each column.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import Boolean, Column, Connection, Date, Enum, Integer, String, Table

from knowledge.array_file import pack_strings, save_arrays, string_key
from knowledge.store import schema
from knowledge.store.build.plain_results import Cells, PlainResults
from knowledge.store.column_file import FORMAT
from knowledge.store.columns import NONE
from knowledge.store.sqlite_file import writing_engine

Codes = npt.NDArray[Any]

_ROWS_AT_ONCE = 20_000
_POSTINGS = (
    *(schema.venue.c[name] for name in ("city_id", "name")),
    *(schema.edition.c[name] for name in ("competition_id", "city_id")),
    schema.edition_gap.c.edition_id,
    *(schema.metadata.tables[f"{one}_name"].c[f"{one}_id"] for one in ("competition", "edition", "athlete")),
    schema.athlete.c.family_folded,
    *(schema.athlete_relation.c[name] for name in ("athlete_id", "other_id")),
    *(schema.race.c[name] for name in ("edition_id", "discipline_id")),
    schema.result.c.athlete_id,
    schema.result_member.c.athlete_id,
    *(schema.claim.c[name] for name in ("race_id", "athlete_id")),
    schema.claim_athlete.c.athlete_id,
)
"""The references, and the texts, by which rows are looked up."""
_LAST = np.iinfo(np.int32).max
_NO_CODES = np.empty(0, np.int32)


def write_columns(database: Path, path: Path, plain: PlainResults | None = None) -> None:
    """Write all tables of a SQLite database, and plain results, into a file of columns.

    Raises SQLAlchemyError, OSError.
    """
    engine = writing_engine(database)
    try:
        with engine.connect() as connection:
            save_arrays(path, FORMAT, [_Writer(connection, plain).arrays()])
    finally:
        engine.dispose()


class _Writer:
    """Collects the columns table by table, referenced tables first."""

    def __init__(self, connection: Connection, plain: PlainResults | None) -> None:
        self._connection = connection
        self._plain = plain
        self._codes: dict[Column[Any], Codes] = {}
        self._texts: dict[Column[Any], list[str]] = {}
        self._sizes: dict[Table, int] = {}
        self._row_of: dict[Table, Codes] = {}
        """The row of each key."""

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """The arrays of the file."""
        for table in schema.metadata.sorted_tables:
            self._read(table)
        made: dict[str, npt.NDArray[Any]] = {}
        for column, codes in self._codes.items():
            made[_name(column)] = codes
            if column in self._texts:
                made |= pack_strings(_name(column), self._texts[column])
        for column in _POSTINGS:
            made |= self._postings(column)
        for table in schema.metadata.sorted_tables:
            if "slug" in table.c:
                made |= self._hashes(table.c.slug)
            if (owner := _sorted_by(table)) is not None:
                made[f"{table.name}@starts"] = _smallest(self._starts(owner, self._codes[owner]))
        return made

    def _read(self, table: Table) -> None:
        columns = list(table.columns)
        encoders = [_encoder(column) for column in columns]
        chunks: list[list[Codes]] = [[] for _ in columns]
        for rows in self._batches(table):
            for values, encode, encoded in zip(zip(*rows, strict=True), encoders, chunks, strict=True):
                encoded.append(encode.codes(values))
        if table is schema.result and self._plain is not None:
            _add_plain(self._plain, columns, encoders, chunks)
        self._sizes[table] = size = sum(map(len, chunks[0]))
        read = {
            column: self._finished(
                column, encode, np.concatenate(encoded) if encoded else np.empty(0, np.int32)
            )
            for column, encode, encoded in zip(columns, encoders, chunks, strict=True)
        }
        order = self._order(table, read)
        for column, codes in read.items():
            self._codes[column] = _smallest(codes if order is None else codes[order])
        if "id" in table.c:
            keys = self._codes.pop(table.c.id)
            rows_of = np.full(int(keys.max(initial=0)) + 1, NONE, np.int32)
            rows_of[keys] = np.arange(size)
            self._row_of[table] = rows_of

    def _batches(self, table: Table) -> Iterator[Sequence[Sequence[object]]]:
        """The rows as the driver returns them, without SQLAlchemy's conversions."""
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        order = ", ".join(f'"{column.name}"' for column in table.primary_key)
        query = f'SELECT {names} FROM "{table.name}" ORDER BY {order}'  # noqa: S608 - our own names
        result = self._connection.exec_driver_sql(query)
        cursor: Any = result.cursor
        while rows := cursor.fetchmany(_ROWS_AT_ONCE):
            yield rows

    def _finished(self, column: Column[Any], encoder: "_Encoder", codes: Codes) -> Codes:
        """The codes as they are stored: rows instead of keys, ranks instead of first appearances."""
        for reference in column.foreign_keys:
            rows = self._row_of[reference.column.table]
            return np.where(codes == NONE, NONE, rows[codes])
        if isinstance(encoder, _TextEncoder):
            self._texts[column], ranks = encoder.sorted()
            return ranks[codes]
        return codes

    def _order(self, table: Table, read: dict[Column[Any], Codes]) -> Codes | None:
        """The order of the rows; None for that of the primary key."""
        if table is schema.race:
            tiers = self._codes[schema.edition.c.tier][read[schema.race.c.edition_id]]
            return np.lexsort((read[schema.race.c.slug], tiers, -read[schema.race.c.date]))
        if table is schema.result:
            place = read[schema.result.c.place]
            last = np.where(place == NONE, _LAST, place)
            return np.lexsort((read[schema.result.c.position], last, read[schema.result.c.race_id]))
        if (owner := _sorted_by(table)) is not None:
            return np.lexsort((read[table.c.position], read[owner]))
        return None

    def _hashes(self, column: Column[Any]) -> dict[str, npt.NDArray[Any]]:
        keys = np.array([string_key(text) for text in self._texts[column]], np.uint32)[self._codes[column]]
        order = np.argsort(keys, kind="stable").astype(np.int32)
        return {f"{_name(column)}@keys": keys[order], f"{_name(column)}@hashed": order}

    def _postings(self, column: Column[Any]) -> dict[str, npt.NDArray[Any]]:
        table, owners = column.table, self._codes[column]
        # Races and results are in the order in which answers list them.
        ordered = "position" in table.c and table is not schema.result
        second = self._codes[table.c.position] if ordered else np.arange(len(owners))
        order = np.lexsort((second, owners))
        order = order[np.searchsorted(owners[order], 0) :]
        starts = self._starts(column, owners[order])
        name = _name(column)
        return {f"{name}@starts": _smallest(starts), f"{name}@rows": order.astype(np.int32)}

    def _starts(self, column: Column[Any], owners: Codes) -> Codes:
        """Where the rows of each owner start among sorted owners, and the number of all."""
        if column in self._texts:
            size = len(self._texts[column])
        else:
            size = self._sizes[next(iter(column.foreign_keys)).column.table]
        return np.searchsorted(owners, np.arange(size + 1))


class _Encoder:
    """Encodes the values of one column as integers."""

    def codes(self, values: Sequence[object]) -> Codes:
        """The code of each value."""
        return np.array([NONE if value is None else value for value in values], np.int32)


class _MemoEncoder(_Encoder, dict[object, int]):
    """Encodes each distinct value once."""

    def codes(self, values: Sequence[object]) -> Codes:
        return np.fromiter(map(self.__getitem__, values), np.int32, len(values))

    def __missing__(self, value: object) -> int:
        code = self[value] = NONE if value is None else self._encoded(value)
        return code

    def _encoded(self, value: object) -> int:
        raise NotImplementedError


class _DayEncoder(_MemoEncoder):
    def _encoded(self, value: object) -> int:
        return date.fromisoformat(str(value)).toordinal()


class _ChoiceEncoder(_MemoEncoder):
    def __init__(self, members: Iterable[object]) -> None:
        super().__init__()
        self._places = {str(member): place for place, member in enumerate(members)}

    def _encoded(self, value: object) -> int:
        return self._places[str(value)]


class _TextEncoder(_MemoEncoder):
    """Encodes texts by their first appearance."""

    def __missing__(self, value: object) -> int:
        code = self[value] = len(self)
        return code

    def sorted(self) -> tuple[list[str], Codes]:
        """The distinct texts in ascending order, and the rank of each code; NONE for a missing text."""
        texts = sorted(str(text) for text in self if text is not None)
        ranks = np.full(max(len(self), 1), NONE, np.int32)
        ranks[[self[text] for text in texts]] = np.arange(len(texts))
        return texts, ranks


def _encoder(column: Column[Any]) -> _Encoder:
    if isinstance(column.type, Enum) and column.type.enum_class is not None:
        return _ChoiceEncoder(column.type.enum_class)
    if isinstance(column.type, Date):
        return _DayEncoder()
    if isinstance(column.type, String):
        return _TextEncoder()
    if isinstance(column.type, Boolean | Integer):
        return _Encoder()
    raise TypeError(column)


def _add_plain(
    plain: PlainResults,
    columns: Sequence[Column[Any]],
    encoders: Sequence[_Encoder],
    chunks: Sequence[list[Codes]],
) -> None:
    for part in plain.columns():
        for column, encode, encoded in zip(columns, encoders, chunks, strict=True):
            encoded.append(_plain_codes(part, column, encode))


def _plain_codes(part: dict[str, Cells], column: Column[Any], encoder: _Encoder) -> Codes:
    """The codes of a column of plain results; a column that they lack is empty."""
    cells = part.get(column.name)
    if cells is None:
        cells = Cells(np.zeros(len(part["id"].codes), np.int8), [None])
    return cells.codes if cells.values is None else encoder.codes(cells.values)[cells.codes]


def _sorted_by(table: Table) -> Column[Any] | None:
    """The owner that the rows of a table are sorted by; None where they are in another order."""
    if table is schema.result:
        return table.c.race_id
    owner = next(iter(table.primary_key))
    return owner if owner.foreign_keys and "position" in table.c else None


def _name(column: Column[Any]) -> str:
    return f"{column.table.name}.{column.name}"


def _smallest(codes: Codes) -> npt.NDArray[Any]:
    """The codes in the narrowest integers that hold them."""
    low, high = int(codes.min(initial=0)), int(codes.max(initial=0))
    for kind in (np.int8, np.int16, np.int32):
        if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max:
            return codes.astype(kind)
    return codes
