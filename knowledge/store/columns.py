"""Columns of values, and postings: the rows of a table that refer to a row of another.

A row is a number from 0. Integers, text and members of enumerations are all stored as integers, in which
NONE stands for a missing value.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from knowledge.array_file import StringArray

_FEW = 8
"""Values that are compared one by one. Chosen by hand."""
NONE = -1
"""The code of a missing value; all other codes are 0 or more."""

Rows = npt.NDArray[Any]
"""Numbers of rows."""
SomeRows = Rows | slice
Value = TypeVar("Value")
Member = TypeVar("Member", bound=StrEnum)
Arrays = Mapping[str, npt.NDArray[Any]]


def is_one_of(codes: npt.NDArray[Any], wanted: Collection[Any]) -> npt.NDArray[np.bool_]:
    """Marks the codes that are one of the wanted. What numpy.isin does, in a tenth of its time for few."""
    if len(wanted) > _FEW:
        return np.isin(codes, [*wanted])
    marked = np.zeros(len(codes), np.bool_)
    for one in wanted:
        marked |= codes == one
    return marked


def distinct(numbers: Rows) -> Rows:
    """The distinct numbers, sorted. np.unique takes longer for few, and imports masked arrays at first."""
    ordered = np.sort(numbers)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


class CodedColumn(Generic[Value]):
    """One value a row. `codes` are the stored integers of all rows, for work on many at once."""

    __slots__ = ("_cells", "_decode", "codes")

    def __init__(self, codes: npt.NDArray[Any], decode: Callable[[int], Value]) -> None:
        self.codes = codes
        # Reading one integer through a memoryview takes a third of the time that numpy takes.
        self._cells = codes.data
        self._decode = decode

    def __len__(self) -> int:
        return len(self._cells)

    def __getitem__(self, row: int) -> Value:
        return self._decode(self._cells[row])

    def of(self, rows: SomeRows) -> list[Value]:
        """The values of these rows, in their order."""
        return [*map(self._decode, self.codes[rows].tolist())]


class TextColumn(CodedColumn[Value]):
    """A column of text: the codes are ranks among its distinct texts."""

    __slots__ = ("texts",)

    def __init__(self, codes: npt.NDArray[Any], texts: StringArray, decode: Callable[[int], Value]) -> None:
        super().__init__(codes, decode)
        self.texts = texts

    def code(self, text: str) -> int:
        """The code of a text; NONE where no row has it."""
        rank = bisect_left(self.texts, text)
        return rank if rank < len(self.texts) and self.texts[rank] == text else NONE


class Postings:
    """The rows that refer to each owner. Rows of one owner are in the order in which they are read."""

    __slots__ = ("_begins", "rows", "starts")

    def __init__(self, starts: npt.NDArray[Any], rows: Rows) -> None:
        """The rows of owner `n` are `rows[starts[n] : starts[n + 1]]`."""
        self.starts = starts
        self.rows = rows
        self._begins = starts.data

    def of(self, owner: int) -> Rows:
        """The rows of an owner."""
        return self.rows[self._begins[owner] : self._begins[owner + 1]]

    def of_all(self, owners: Rows | Sequence[int]) -> Rows:
        """The rows of several owners, one owner after the other."""
        if len(owners) <= _FEW:
            # As Python's integers: one more than the largest may not fit into an array's.
            found = [self.of(owner) for owner in np.asarray(owners).tolist()]
            return np.concatenate(found) if found else self.rows[:0]
        return self.rows[_joined(self.starts, np.asarray(owners))]

    def count(self, owners: Rows) -> int:
        """The number of rows of several owners."""
        owners = owners.astype(np.int64)  # one more than the largest may not fit
        return int((self.starts[owners + 1].astype(np.int64) - self.starts[owners]).sum())

    def counts(self) -> npt.NDArray[np.int64]:
        """The number of rows of each owner."""
        return np.asarray(np.diff(self.starts), np.int64)


class Ranges:
    """The rows of each owner in a table that is sorted by its owners."""

    __slots__ = ("_begins", "starts")

    def __init__(self, starts: npt.NDArray[Any]) -> None:
        """The rows of owner `n` are those from `starts[n]` to before `starts[n + 1]`."""
        self.starts = starts
        self._begins = starts.data

    def of(self, owner: int) -> range:
        """The rows of an owner."""
        return range(self._begins[owner], self._begins[owner + 1])

    def slice(self, owner: int) -> slice:
        """The rows of an owner, for a column."""
        return slice(self._begins[owner], self._begins[owner + 1])

    def of_all(self, owners: Rows) -> Rows:
        """The rows of several owners, one owner after the other."""
        return _joined(self.starts, owners)


def _joined(starts: npt.NDArray[Any], owners: Rows) -> Rows:
    """The numbers from `starts[n]` to before `starts[n + 1]` of each owner `n`, one after the other."""
    owners = owners.astype(np.int64)  # one more than the largest may not fit
    begins, ends = starts[owners].astype(np.int64), starts[owners + 1].astype(np.int64)
    counts = ends - begins
    first = np.repeat(begins - np.cumsum(counts) + counts, counts)
    return first + np.arange(len(first))


class TableReader:
    """Makes the columns of one table from the arrays of a file."""

    def __init__(self, arrays: Arrays, table: str) -> None:
        self._arrays = arrays
        self._table = table

    def number(self, column: str) -> CodedColumn[int]:
        """A column of integers, or of rows of another table, without a missing one."""
        return CodedColumn(self._codes(column), int)

    def optional_number(self, column: str) -> CodedColumn[int | None]:
        """A column of integers, or of rows of another table."""
        return CodedColumn(self._codes(column), _number)

    def flag(self, column: str) -> CodedColumn[bool]:
        """A column of truth values."""
        return CodedColumn(self._codes(column), bool)

    def day(self, column: str) -> CodedColumn[date]:
        """A column of dates. A code is the ordinal of a date."""
        return CodedColumn(self._codes(column), date.fromordinal)

    def optional_day(self, column: str) -> CodedColumn[date | None]:
        """A column of dates, some missing."""
        return CodedColumn(self._codes(column), _day)

    def choice(self, column: str, members: type[Member]) -> CodedColumn[Member]:
        """A column of members of an enumeration. A code is the place of a member in it."""
        return CodedColumn(self._codes(column), tuple(members).__getitem__)

    def optional_choice(self, column: str, members: type[Member]) -> CodedColumn[Member | None]:
        """A column of members of an enumeration, some missing."""
        # NONE, -1, indexes the last item.
        return CodedColumn(self._codes(column), (*members, None).__getitem__)

    def text(self, column: str) -> TextColumn[str]:
        """A column of text."""
        texts = self._texts(column)
        return TextColumn(self._codes(column), texts, texts.__getitem__)

    def optional_text(self, column: str) -> TextColumn[str | None]:
        """A column of text, some missing."""
        texts = self._texts(column)

        def decode(code: int) -> str | None:
            return None if code == NONE else texts[code]

        return TextColumn(self._codes(column), texts, decode)

    def hashes(self, column: str) -> tuple[npt.NDArray[np.uint32], Rows]:
        """The keys of the texts in a column in ascending order, by `string_key`, and the row of each."""
        name = f"{self._table}.{column}"
        return self._arrays[f"{name}@keys"], self._arrays[f"{name}@hashed"]

    def postings(self, column: str) -> Postings:
        """The rows of this table by the row that they refer to in this column."""
        name = f"{self._table}.{column}"
        return Postings(self._arrays[f"{name}@starts"], self._arrays[f"{name}@rows"])

    def ranges(self) -> Ranges:
        """The rows of this table by the owner that it is sorted by."""
        return Ranges(self._arrays[f"{self._table}@starts"])

    def _codes(self, column: str) -> npt.NDArray[Any]:
        return self._arrays[f"{self._table}.{column}"]

    def _texts(self, column: str) -> StringArray:
        return StringArray(f"{self._table}.{column}", self._arrays)


def _number(code: int) -> int | None:
    return None if code == NONE else code


def _day(code: int) -> date | None:
    return None if code == NONE else date.fromordinal(code)
