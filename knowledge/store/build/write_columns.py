"""Collect the rows of all tables as columns, and write them as one file.

Which columns each table has, and which refer to which, is read from `schema`; so is the kind of each column.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from sqlalchemy import Column, Table, UniqueConstraint

from knowledge.array_file import StringBuilder, save_arrays, string_key
from knowledge.store import schema
from knowledge.store.build.encoders import Codes, TextEncoder, encoder_of
from knowledge.store.column_file import FORMAT
from knowledge.store.columns import NONE

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
_LAST = np.int32(np.iinfo(np.int32).max)


class BrokenRuleError(ValueError):
    """The rows break a rule of `schema`. The message fits into brackets."""


class Cells(NamedTuple):
    """The cells of one column: codes or, with `values`, the places of the cells in these."""

    codes: npt.NDArray[Any]
    values: Sequence[object] | None = None


class TableColumns:
    """Collects the rows of all tables, column by column, as codes. Keys become rows at the end."""

    def __init__(self) -> None:
        tables = schema.metadata.sorted_tables
        self._encoders = {column: encoder_of(column) for table in tables for column in table.columns}
        self._chunks: dict[Column[Any], list[Codes]] = {column: [] for column in self._encoders}
        self._changes: dict[Column[Any], Mapping[int, object]] = {}

    def add(self, table: Table, rows: Sequence[Sequence[object]]) -> None:
        """Add rows with a cell for each column of the table, in its order."""
        for column, values in zip(table.columns, zip(*rows, strict=True), strict=True):
            self._chunks[column].append(_smallest(self._encoders[column].codes(values)))

    def add_cells(self, table: Table, cells: Mapping[str, Cells]) -> None:
        """Add rows as columns; a column without cells has no value in any row."""
        size = len(next(iter(cells.values())).codes)
        for column in table.columns:
            self.add_column(column, cells.get(column.name) or Cells(np.zeros(size, np.int8), (None,)))

    def add_column(self, column: Column[Any], cells: Cells) -> None:
        """Add cells to one column. In the end all columns of a table must have equally many."""
        codes, values = cells
        coded = codes if values is None else self._encoders[column].codes(values)[codes]
        self._chunks[column].append(_smallest(coded))

    def change(self, column: Column[Any], values: Mapping[int, object]) -> None:
        """Give rows that were added, by key, another value in a column. Once for a column."""
        self._changes[column] = values

    def codes(self, column: Column[Any]) -> Codes:
        """The codes of a column so far; keys are the numbers that were added."""
        chunks = self._chunks[column]
        if len(chunks) != 1:
            chunks[:] = [np.concatenate(chunks) if chunks else np.empty(0, np.int32)]
        return chunks[0]

    def save(self, path: Path) -> None:
        """Write all tables into a file. Raises BrokenRuleError, OSError."""
        save_arrays(path, FORMAT, [_FinishedColumns(self).arrays()])

    def take(self, column: Column[Any]) -> tuple[Codes, StringBuilder | None]:
        """The final codes of a column and, for a column of text, its texts, sorted; they are taken out."""
        codes, encoder = self.codes(column), self._encoders[column]
        self._chunks[column] = []
        changes = self._changes.get(column)
        if changes is not None:
            codes = codes.astype(np.int32)  # the codes of new texts may be wider
            row_of = _rows_of(self.codes(column.table.c.id))
            codes[row_of[[*changes]]] = encoder.codes([*changes.values()])
        if not isinstance(encoder, TextEncoder):
            return codes, None
        texts, ranks = encoder.sorted(None if changes is None else np.unique(codes))
        encoder.clear()
        return ranks[codes], texts


class _FinishedColumns:
    """Turns keys into rows, puts the rows into their order and indexes them, referenced tables first."""

    def __init__(self, columns: TableColumns) -> None:
        self._columns = columns
        self._codes: dict[Column[Any], Codes] = {}
        self._texts: dict[Column[Any], StringBuilder] = {}
        self._sizes: dict[Table, int] = {}
        self._row_of: dict[Table, Codes] = {}
        """The row of each key."""

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """The arrays of the file."""
        for table in schema.metadata.sorted_tables:
            self._finish(table)
        made: dict[str, npt.NDArray[Any]] = {}
        for column, codes in self._codes.items():
            made[_name(column)] = codes
            if column in self._texts:
                made |= self._texts[column].arrays(_name(column))
        for column in _POSTINGS:
            made |= self._postings(column)
        for table in schema.metadata.sorted_tables:
            if "slug" in table.c:
                made |= self._hashes(table.c.slug)
            if (owner := _sorted_by(table)) is not None:
                made[f"{table.name}@starts"] = _smallest(self._starts(owner, self._codes[owner]))
        return made

    def _finish(self, table: Table) -> None:
        # The key comes last: changed rows are found by it.
        read = {column: _smallest(self._taken(column)) for column in reversed(table.columns.values())}
        _check(table, read)
        order = self._order(table, read)
        for column in table.columns:
            self._codes[column] = read.pop(column)[order]
        self._sizes[table] = len(order)
        if "id" in table.c:
            self._row_of[table] = _rows_of(self._codes.pop(table.c.id))

    def _taken(self, column: Column[Any]) -> Codes:
        codes, texts = self._columns.take(column)
        if texts is not None:
            self._texts[column] = texts
        for reference in column.foreign_keys:
            row_of = self._row_of[reference.column.table]
            known = np.where(codes < len(row_of), codes, NONE)
            rows = np.where(known == NONE, NONE, row_of[known])
            if ((rows == NONE) != (codes == NONE)).any():
                raise BrokenRuleError(f"a reference in {_name(column)} is to no row")
            return rows
        return codes

    def _order(self, table: Table, read: Mapping[Column[Any], Codes]) -> Codes:
        """The order of the rows."""
        if table is schema.race:
            tiers = self._codes[schema.edition.c.tier][read[schema.race.c.edition_id]]
            return np.lexsort((read[schema.race.c.slug], tiers, -read[schema.race.c.date]))
        if table is schema.result:
            place = read[schema.result.c.place]
            last = np.where(place == NONE, _LAST, place)
            return np.lexsort((read[schema.result.c.position], last, read[schema.result.c.race_id]))
        return np.lexsort([read[column] for column in reversed(table.primary_key.columns.values())])

    def _hashes(self, column: Column[Any]) -> dict[str, npt.NDArray[Any]]:
        keys = np.array([*map(string_key, self._texts[column])], np.uint32)[self._codes[column]]
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


def _rows_of(keys: Codes) -> Codes:
    """The row of each key, NONE for a number that is no key."""
    rows = np.full(int(keys.max(initial=0)) + 1, NONE, np.int32)
    rows[keys] = np.arange(len(keys))
    return rows


def _check(table: Table, read: Mapping[Column[Any], Codes]) -> None:
    """Raises BrokenRuleError where a value is missing, or is there twice, against the rules of the table."""
    for column in table.columns:
        if not column.nullable and (read[column] == NONE).any():
            raise BrokenRuleError(f"a value is missing in {_name(column)}")
    unique = [
        table.primary_key.columns,
        *(rule.columns for rule in table.constraints if isinstance(rule, UniqueConstraint)),
        *(index.columns for index in table.indexes if index.unique),
    ]
    if any(_twice([read[column] for column in columns]) for columns in unique):
        raise BrokenRuleError(f"two rows of {table.name} are told apart by nothing")


def _twice(columns: Sequence[Codes]) -> bool:
    """Whether two rows have the same values, none of them missing."""
    whole = np.logical_and.reduce([column != NONE for column in columns])
    packed = np.zeros(int(whole.sum()), np.int64)
    for column in columns:
        packed = packed * (int(column.max(initial=0)) + 1) + column[whole]
    packed.sort()
    return bool((packed[1:] == packed[:-1]).any())


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
