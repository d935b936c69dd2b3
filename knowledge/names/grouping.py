"""Putting together what is alike, in arrays."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int32]
Keys = npt.NDArray[np.uint32]
Marks = npt.NDArray[np.bool_]

_HALF = np.uint64(32)


def grouped(keys: npt.NDArray[Any], numbers: npt.NDArray[Any]) -> tuple[Keys, Numbers]:
    """The keys in order, each with its number; numbers of one key in order. Neither may be below 0."""
    # Sorted in place as one number, which takes a third of the memory and time of sorting their places.
    pairs = keys.astype(np.uint64)
    pairs <<= _HALF
    pairs |= numbers.astype(np.uint64)
    pairs.sort()
    return (pairs >> _HALF).astype(np.uint32), pairs.astype(np.uint32).view(np.int32)


def stretches(new: Marks) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Where each stretch begins and where it has ended; `new` marks what begins one, as the first does."""
    firsts = np.flatnonzero(new)
    return firsts, np.append(firsts, len(new))[1:]


def changes(*columns: npt.NDArray[Any]) -> Marks:
    """Marks the first, and whatever is not in all columns like the one before."""
    new = np.zeros(len(columns[0]), np.bool_)
    new[:1] = True
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    return new


def several(order: npt.NDArray[np.int64], new: Marks) -> list[tuple[int, list[int]]]:
    """The stretches of an order that hold more than one: where each begins, and what it holds."""
    firsts, lasts = stretches(new)
    more = lasts - firsts > 1
    return [
        (first, order[first:last].tolist())
        for first, last in zip(firsts[more].tolist(), lasts[more].tolist(), strict=True)
    ]


def distinct(lists: Sequence[Numbers]) -> Numbers:
    """All of these numbers, each once, in order. What numpy.unique does, in a third of its time for few."""
    numbers = np.concatenate(lists)
    numbers.sort()
    return numbers[changes(numbers)]
