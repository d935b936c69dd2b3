"""The first letters of sorted words as numbers, and which words begin alike."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from knowledge.names.grouping import Marks, stretches

LETTERS_READ = 7
"""How many letters of a word count here."""

Letters = npt.NDArray[np.uint32]


def first_letters(words: Sequence[str]) -> Letters:
    """The codes of the first letters of each word, a row each, 0 after its end."""
    cut = np.array(words, dtype=f"U{LETTERS_READ}")
    return cut.view(np.uint32).reshape(len(words), LETTERS_READ)


def begun_alike(
    letters: Letters, length: int, among: Marks | bool = True
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Where each stretch of sorted words with the same first letters, so many, begins and has ended.

    Shorter words, and those that are not `among` these, part stretches and are in none.
    """
    counts = (letters[:, length - 1] != 0) & among
    new = np.ones(len(letters), np.bool_)
    new[1:] = (letters[1:, :length] != letters[:-1, :length]).any(axis=1) | ~counts[1:] | ~counts[:-1]
    firsts, lasts = stretches(new)
    inside = counts[firsts]
    return firsts[inside], lasts[inside]
