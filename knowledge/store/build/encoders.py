"""Encoders of a column's values as integers, by the kind of the column."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import Boolean, Column, Date, Enum, Integer, String

from knowledge.array_file import StringBuilder, encode
from knowledge.imports.coded_records import ValueEncoder
from knowledge.store.columns import NONE

Codes = npt.NDArray[Any]


class Encoder:
    """Encodes the values of one column as integers."""

    def codes(self, values: Sequence[object]) -> Codes:
        """The code of each value."""
        return np.array([NONE if value is None else value for value in values], np.int32)


class _MemoEncoder(Encoder, dict[object, int]):
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


class TextEncoder(ValueEncoder, Encoder):
    """Encodes texts by their first appearance."""

    def sorted(self, used: Codes | None = None) -> tuple[StringBuilder, Codes]:
        """The texts in ascending order, and the rank of each code; NONE for a missing text.

        Texts with a code that is not among the `used` ones are left out.
        """
        kept = self if used is None else np.array([*self], object)[used].tolist()
        texts = sorted(str(text) for text in kept if text is not None)
        ranks = np.full(max(len(self), 1), NONE, np.int32)
        ranks[[self[text] for text in texts]] = np.arange(len(texts))
        packed = StringBuilder()
        for text in texts:
            packed.append(encode(text))
        return packed, ranks


class DistinctTextEncoder(TextEncoder):
    """Encodes texts that occur once each, so that none has to be looked up."""

    def __init__(self) -> None:
        super().__init__()
        self._texts = StringBuilder()

    def codes(self, values: Sequence[object]) -> Codes:
        """A new code for each text."""
        first = len(self._texts)
        for value in values:
            self._texts.append(encode(str(value)))
        return np.arange(first, len(self._texts), dtype=np.int32)

    def sorted(self, used: Codes | None = None) -> tuple[StringBuilder, Codes]:
        """As that of other texts. A text that occurs twice after all has one rank."""
        some = range(len(self._texts)) if used is None else used.tolist()
        order = sorted(some, key=self._texts.__getitem__)
        ranks = np.full(len(self._texts), NONE, np.int32)
        firsts: list[int] = []
        for code in order:
            if not firsts or self._texts[code] != self._texts[firsts[-1]]:
                firsts.append(code)
            ranks[code] = len(firsts) - 1
        return self._texts.reordered(np.array(firsts, np.int64)), ranks

    def clear(self) -> None:
        """Drop all texts."""
        self._texts = StringBuilder()


def encoder_of(column: Column[Any]) -> Encoder:
    """A new encoder for the values of a column."""
    if isinstance(column.type, Enum) and column.type.enum_class is not None:
        return _ChoiceEncoder(column.type.enum_class)
    if isinstance(column.type, Date):
        return _DayEncoder()
    if any(index.unique and [*index.columns] == [column] for index in column.table.indexes):
        return DistinctTextEncoder()
    if isinstance(column.type, String):
        return TextEncoder()
    if isinstance(column.type, Boolean | Integer):
        return Encoder()
    raise TypeError(column)
