"""Records as columns: a code for each field of each record, and the distinct values of each field once.

There are millions of printed races and athletes. As columns they take a tenth of the memory of objects.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from knowledge.array_file import StringArray, pack_strings
from knowledge.imports.column_types import Codes, Numbers

Record = TypeVar("Record")
AnyCodes = NDArray[Any]
Decode = Callable[[Any], object]

_MANY = 10_000
"""Distinct values from which they are packed. Chosen by hand."""
_AT_ONCE = 10_000
"""Records decoded at once. Chosen by hand."""


class Values(Protocol):
    """The distinct values of a field, by code."""

    def __len__(self) -> int: ...

    def __getitem__(self, code: int, /) -> Any: ...


class PackedValues:
    """Values that are decoded from packed texts whenever they are read; an empty text stands for None."""

    def __init__(self, texts: Iterable[str | None], decode: Decode) -> None:
        self._texts = StringArray("", pack_strings("", (text or "" for text in texts)))
        self._decode = decode

    def __len__(self) -> int:
        return len(self._texts)

    def __getitem__(self, code: int) -> object:
        return self._decode(self._texts[code] or None)


class CodedRecords(Generic[Record]):
    """Records by number. Each is made when it is read."""

    def __init__(
        self,
        make: Callable[..., Record],
        fields: Sequence[str],
        codes: Sequence[AnyCodes],
        values: Sequence[Values],
    ) -> None:
        """`make` takes the value of each field; `codes` and `values` have a column for each."""
        self._make = make
        self._codes = dict(zip(fields, codes, strict=True))
        self._values = dict(zip(fields, values, strict=True))
        # Reading one integer through a memoryview takes a third of the time that numpy takes.
        self._cells = [(of, codes.data) for of, codes in zip(values, self._codes.values(), strict=True)]

    def __len__(self) -> int:
        return len(next(iter(self._codes.values())))

    def __getitem__(self, number: int) -> Record:
        return self._make(*[of[codes[number]] for of, codes in self._cells])

    def __iter__(self) -> Iterator[Record]:
        for start in range(0, len(self), _AT_ONCE):
            columns = (
                map(self._values[field].__getitem__, codes[start : start + _AT_ONCE].tolist())
                for field, codes in self._codes.items()
            )
            yield from map(self._make, *columns)

    def take(self, numbers: AnyCodes) -> "CodedRecords[Record]":
        """The records of these numbers, in their order."""
        codes = [codes[numbers] for codes in self._codes.values()]
        return CodedRecords(self._make, [*self._codes], codes, [*self._values.values()])

    def codes(self, field: str) -> AnyCodes:
        """The code of each record's value of a field. Equal values have equal codes."""
        return self._codes[field]

    def values(self, field: str) -> Values:
        """The distinct values of a field, by code."""
        return self._values[field]

    def mapped(self, field: str, convert: Callable[[Any], object], kind: type[np.generic]) -> NDArray[Any]:
        """Each record's value of a field as a number or a truth. Distinct values are converted once."""
        values = self._values[field]
        converted = np.array([convert(values[code]) for code in range(len(values))], kind)
        return converted[self._codes[field]]


class ValueEncoder(dict[Any, int]):
    """Encodes values by their first appearance."""

    def __missing__(self, value: object) -> int:
        code = self[value] = len(self)
        return code

    def codes(self, values: Sequence[object]) -> Codes:
        """The code of each value."""
        return np.fromiter(map(self.__getitem__, values), np.int32, len(values))


def distinct_values(encoder: ValueEncoder, decode: Decode) -> Values:
    """The values of an encoder's codes, decoded."""
    if len(encoder) > _MANY and "" not in encoder:
        return PackedValues(encoder, decode)
    return [*map(decode, encoder)]


class Growing:
    """A column that grows by batches in one piece of memory: batches that are joined leave gaps."""

    def __init__(self, kind: type[np.generic]) -> None:
        self._kind = kind
        self._bytes = array("B")

    def add(self, batch: AnyCodes) -> None:
        """Add a batch at the end."""
        self._bytes.frombytes(batch.astype(self._kind, copy=False).tobytes())

    def whole(self) -> AnyCodes:
        """All batches as one array."""
        return np.frombuffer(self._bytes, self._kind)


class RecordEncoder(Generic[Record]):
    """Encodes records, given as their fields' cells, which `fields` decodes."""

    def __init__(self, make: Callable[..., Record], fields: Mapping[str, Decode]) -> None:
        self._make = make
        self._fields = fields
        self._encoders = [ValueEncoder() for _ in fields]
        self._codes = [Growing(np.int32) for _ in fields]

    def add(self, columns: Iterable[Sequence[object]]) -> None:
        """Add records: the cells of each field. Where distinct ones are many, they are texts or None."""
        for codes, encoder, cells in zip(self._codes, self._encoders, columns, strict=True):
            codes.add(encoder.codes(cells))

    def records(self) -> CodedRecords[Record]:
        """All records that were added."""
        values = [*map(distinct_values, self._encoders, self._fields.values())]
        codes = [narrowed(one.whole()) for one in self._codes]
        return CodedRecords(self._make, [*self._fields], codes, values)


def narrowed(codes: AnyCodes) -> AnyCodes:
    """The codes, none negative, in the narrowest integers."""
    return codes.astype(np.min_scalar_type(int(codes.max(initial=0))))


def first_seen(*columns: AnyCodes) -> tuple[Codes, Numbers]:
    """Number the distinct rows of columns by their first appearance.

    Returns the number of each row, and the first row of each number.
    """
    order = np.lexsort(columns)
    starts = np.zeros(len(order), np.bool_)
    starts[:1] = True
    for column in columns:
        ordered = column[order]
        starts[1:] |= ordered[1:] != ordered[:-1]
    firsts = order[starts]
    rank = np.empty(len(firsts), np.int32)
    rank[np.argsort(firsts)] = np.arange(len(firsts), dtype=np.int32)
    numbers = np.empty(len(order), np.int32)
    numbers[order] = rank[np.cumsum(starts) - 1]
    return numbers, np.sort(firsts)
