"""Array storage of the index: one file, strings packed into arrays, and sorting by keys and prefixes.

The file is used in place, without parsing: a line of JSON that says where each array lies, then the arrays.
"""

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

Arrays = dict[str, npt.NDArray[Any]]
Numbers = npt.NDArray[np.int32]
Keys = npt.NDArray[np.uint32]
Marks = npt.NDArray[np.bool_]
Letters = npt.NDArray[np.uint32]

_FORMAT = "bell-lap-names-4"
"""Incremented with every change of the content: a file of another format is built again."""
_ALIGNMENT = 64
"""Bytes that the place of each array is a multiple of."""
_MAX_HEAD = 1 << 16
"""Bytes within which the first line must end."""
_HALF = np.uint64(32)


def save_arrays(path: Path, parts: Sequence[Arrays]) -> None:
    """Write the arrays as one file. Raises OSError when it can't be written."""
    described, at = [], 0
    for arrays in parts:
        part = {}
        for name, array_ in arrays.items():
            part[name] = [array_.dtype.str, list(array_.shape), at]
            at += _padded(array_.nbytes)
        described.append(part)
    head = json.dumps({"format": _FORMAT, "parts": described, "bytes": at}).encode()
    head += b" " * (_padded(len(head) + 1) - len(head) - 1) + b"\n"
    with path.open("wb") as stream:
        stream.write(head)
        for arrays in parts:
            for array_ in arrays.values():
                stream.write(np.ascontiguousarray(array_).tobytes())
                stream.write(b"\0" * (_padded(array_.nbytes) - array_.nbytes))


def load_arrays(content: memoryview) -> list[Arrays]:
    """The arrays in the content of a file that `save_arrays` wrote. They are views, not copies.

    Raises ValueError when it is no such content, is of another version or is cut short.
    """
    begin = bytes(content[:_MAX_HEAD]).find(b"\n") + 1
    try:
        head = json.loads(bytes(content[:begin]))
        known = head["format"] == _FORMAT
    except (ValueError, TypeError, KeyError) as error:
        raise ValueError("This is no index of names.") from error
    if not known or len(content) != begin + head["bytes"]:
        raise ValueError("This is no whole index of names of this version.")
    return [
        {
            name: np.frombuffer(content, np.dtype(kind), int(np.prod(shape)), begin + at).reshape(shape)
            for name, (kind, shape, at) in part.items()
        }
        for part in head["parts"]
    ]


def _padded(size: int) -> int:
    return -(-size // _ALIGNMENT) * _ALIGNMENT


class StringArray:
    """Strings by number, packed as their bytes and where each begins; each is decoded when it is read."""

    def __init__(self, name: str, arrays: Arrays) -> None:
        """Use the two arrays that `pack_strings` made under this name."""
        self._letters = arrays[f"{name}_letters"].data
        self._starts = arrays[f"{name}_starts"].data

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> str:
        return str(self._letters[self._starts[number] : self._starts[number + 1]], "utf-8", "surrogatepass")

    def all(self) -> list[str]:
        """Every string, in order."""
        return [self[number] for number in range(len(self))]


class StringBuilder:
    """Collects strings for arrays, in UTF-8, whose byte order is that of code points."""

    def __init__(self) -> None:
        self._letters = bytearray()
        self._starts = array("q", [0])

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> bytes:
        return bytes(self._letters[self._starts[number] : self._starts[number + 1]])

    def __iter__(self) -> Iterator[bytes]:
        return map(self.__getitem__, range(len(self)))

    def append(self, text: bytes) -> None:
        """Append a string that `encode` made."""
        self._letters += text
        self._starts.append(len(self._letters))

    def reordered(self, order: npt.NDArray[np.int64]) -> "StringBuilder":
        """The strings with these numbers, in this order."""
        texts = StringBuilder()
        for number in order.data:
            texts.append(self[number])
        return texts

    def lengths(self) -> npt.NDArray[np.int64]:
        """The bytes of each string."""
        starts = np.frombuffer(self._starts, np.int64)
        return starts[1:] - starts[:-1]

    def arrays(self, name: str) -> Arrays:
        """The two arrays of the strings, under a name."""
        starts = np.array(self._starts, np.min_scalar_type(len(self._letters)))
        return {f"{name}_letters": np.frombuffer(self._letters, np.uint8), f"{name}_starts": starts}


def encode(text: str) -> bytes:
    """A string in UTF-8, lone surrogates too."""
    return text.encode("utf-8", "surrogatepass")


def string_key(text: str) -> int:
    """A 32-bit hash of a string. Different strings may share it."""
    return crc32(encode(text))


def pack_strings(name: str, texts: Iterable[str]) -> Arrays:
    """The two arrays of these strings, under a name."""
    builder = StringBuilder()
    for text in texts:
        builder.append(encode(text))
    return builder.arrays(name)


def group_by_key(keys: npt.NDArray[Any], numbers: npt.NDArray[Any]) -> tuple[Keys, Numbers]:
    """The keys sorted, each with its number; numbers of one key are sorted too. None may be below 0."""
    # Sorted in place as one number, which takes a third of the memory and time of sorting their places.
    pairs = keys.astype(np.uint64)
    pairs <<= _HALF
    pairs |= numbers.astype(np.uint64)
    pairs.sort()
    return (pairs >> _HALF).astype(np.uint32), pairs.astype(np.uint32).view(np.int32)


def sorted_unique(lists: Sequence[Numbers]) -> Numbers:
    """All of these numbers once, sorted. What numpy.unique does, in a third of its time for few."""
    numbers = np.concatenate(lists)
    numbers.sort()
    return numbers[run_starts(numbers)]


def run_starts(*columns: npt.NDArray[Any]) -> Marks:
    """Marks where a run of equal rows begins."""
    new = np.zeros(len(columns[0]), np.bool_)
    new[:1] = True
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    return new


def runs(new: Marks) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The start and the end of each run, by the marks of where one begins."""
    firsts = np.flatnonzero(new)
    return firsts, np.append(firsts, len(new))[1:]


def repeated_runs(order: npt.NDArray[np.int64], new: Marks) -> list[tuple[int, list[int]]]:
    """The runs of an order that are longer than one: where each begins, and what it holds."""
    firsts, lasts = runs(new)
    more = lasts - firsts > 1
    return [
        (first, order[first:last].tolist())
        for first, last in zip(firsts[more].tolist(), lasts[more].tolist(), strict=True)
    ]


PREFIX_LETTERS = 7
"""Letters from the first on by which words are compared here."""


def first_letters(words: Sequence[str]) -> Letters:
    """The codes of the first PREFIX_LETTERS letters of each word, a row each, 0 after its end."""
    cut = np.array(words, dtype=f"U{PREFIX_LETTERS}")
    return cut.view(np.uint32).reshape(len(words), PREFIX_LETTERS)


def prefix_runs(
    letters: Letters, length: int, among: Marks | bool = True
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Start and end of each run of sorted words that share their first `length` letters.

    Shorter words, and those not marked in `among`, end a run and are in none.
    """
    counts = (letters[:, length - 1] != 0) & among
    new = np.ones(len(letters), np.bool_)
    new[1:] = (letters[1:, :length] != letters[:-1, :length]).any(axis=1) | ~counts[1:] | ~counts[:-1]
    firsts, lasts = runs(new)
    inside = counts[firsts]
    return firsts[inside], lasts[inside]
