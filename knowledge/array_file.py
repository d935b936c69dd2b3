"""Arrays in one file, which are used in place without parsing, and strings packed into arrays.

The file is a line of JSON that says where each array lies, then the arrays.
"""

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

Arrays = dict[str, npt.NDArray[Any]]

_ALIGNMENT = 64
"""Bytes that the place of each array is a multiple of."""
_MAX_HEAD = 1 << 16
"""Bytes within which the first line must end."""


def save_arrays(path: Path, format_name: str, parts: Sequence[Mapping[str, npt.NDArray[Any]]]) -> None:
    """Write the arrays as one file. Raises OSError when it can't be written.

    `format_name` names the content and its version; `load_arrays` must be given the same.
    """
    described, at = [], 0
    for arrays in parts:
        part = {}
        for name, array_ in arrays.items():
            part[name] = [array_.dtype.str, list(array_.shape), at]
            at += _padded(array_.nbytes)
        described.append(part)
    head = json.dumps({"format": format_name, "parts": described, "bytes": at}).encode()
    head += b" " * (_padded(len(head) + 1) - len(head) - 1) + b"\n"
    with path.open("wb") as stream:
        stream.write(head)
        for arrays in parts:
            for array_ in arrays.values():
                stream.write(np.ascontiguousarray(array_).reshape(-1).view(np.uint8).data)
                stream.write(b"\0" * (_padded(array_.nbytes) - array_.nbytes))


def load_arrays(content: memoryview, format_name: str) -> list[Arrays]:
    """The arrays in the content of a file that `save_arrays` wrote. They are views, not copies.

    Raises ValueError when it is no such content, is of another format or is cut short.
    """
    begin = bytes(content[:_MAX_HEAD]).find(b"\n") + 1
    try:
        head = json.loads(bytes(content[:begin]))
        known = head["format"] == format_name
    except (ValueError, TypeError, KeyError) as error:
        raise ValueError("This is no file of arrays.") from error
    if not known or len(content) != begin + head["bytes"]:
        raise ValueError("This is no whole file of arrays of this format.")
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

    def __init__(self, name: str, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
        """Use the two arrays that `pack_strings` made under this name."""
        self._letters = arrays[f"{name}_letters"].data
        self._starts = arrays[f"{name}_starts"].data

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> str:
        return str(self._letters[self._starts[number] : self._starts[number + 1]], "utf-8", "surrogatepass")

    def all(self) -> list[str]:
        """Every string, in order: decoded at once, which takes a tenth of the time of one after the other."""
        # Of the bytes of a letter all but the first are continuations, 10xxxxxx.
        ends = np.cumsum((np.asarray(self._letters) & 0xC0) != 0x80)
        starts = np.concatenate(([0], ends))[np.asarray(self._starts)].tolist()
        text = str(self._letters, "utf-8", "surrogatepass")
        return [text[start:end] for start, end in pairwise(starts)]


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


def string_key(text: str | bytes) -> int:
    """A 32-bit hash of a string, or of what `encode` made of it. Different strings may share it."""
    return crc32(encode(text) if isinstance(text, str) else text)


def pack_strings(name: str, texts: Iterable[str]) -> Arrays:
    """The two arrays of these strings, under a name."""
    encoded = [encode(text) for text in texts]
    letters = b"".join(encoded)
    starts = np.zeros(len(encoded) + 1, np.min_scalar_type(len(letters)))
    np.cumsum([*map(len, encoded)], dtype=starts.dtype, out=starts[1:])
    return {f"{name}_letters": np.frombuffer(letters, np.uint8), f"{name}_starts": starts}
