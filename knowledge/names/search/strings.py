"""Many texts as two arrays: their letters one after the other, and where each begins."""

from array import array
from collections.abc import Iterable, Iterator
from zlib import crc32

import numpy as np
import numpy.typing as npt

from knowledge.names.search.arrays import Arrays


class StringArray:
    """Texts by number, each made when it is asked for."""

    def __init__(self, name: str, arrays: Arrays) -> None:
        """Take what `packed` made under this name."""
        self._letters = arrays[f"{name}_letters"].data
        self._starts = arrays[f"{name}_starts"].data

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> str:
        return str(self._letters[self._starts[number] : self._starts[number + 1]], "utf-8", "surrogatepass")

    def all(self) -> list[str]:
        """Every text, in order."""
        return [self[number] for number in range(len(self))]


class StringBuilder:
    """Texts on their way into arrays, in UTF-8. Their bytes are in the order of their letters."""

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
        """Take one more text."""
        self._letters += text
        self._starts.append(len(self._letters))

    def taken(self, order: npt.NDArray[np.int64]) -> "StringBuilder":
        """The texts with these numbers, in their order."""
        texts = StringBuilder()
        for number in order.data:
            texts.append(self[number])
        return texts

    def lengths(self) -> npt.NDArray[np.int64]:
        """How many bytes each text has."""
        starts = np.frombuffer(self._starts, np.int64)
        return starts[1:] - starts[:-1]

    def arrays(self, name: str) -> Arrays:
        """The two arrays of the texts, under a name."""
        starts = np.array(self._starts, np.min_scalar_type(len(self._letters)))
        return {f"{name}_letters": np.frombuffer(self._letters, np.uint8), f"{name}_starts": starts}


def encode(text: str) -> bytes:
    """A text in UTF-8, whatever is in it."""
    return text.encode("utf-8", "surrogatepass")


def key(text: str) -> int:
    """A number to find a text by that few others share."""
    return crc32(encode(text))


def pack_strings(name: str, texts: Iterable[str]) -> Arrays:
    """The two arrays of these texts, under a name."""
    together = StringBuilder()
    for text in texts:
        together.append(encode(text))
    return together.arrays(name)
