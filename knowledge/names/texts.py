"""Many texts as two arrays: their letters one after the other, and where each begins."""

from collections.abc import Iterable

import numpy as np

from knowledge.names.saved import Arrays


class Texts:
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


def packed(name: str, texts: Iterable[str]) -> Arrays:
    """The two arrays of these texts, under a name."""
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    starts = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum([len(text) for text in encoded], out=starts[1:])
    return {f"{name}_letters": np.frombuffer(b"".join(encoded), np.uint8), f"{name}_starts": starts}
