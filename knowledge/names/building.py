"""Making the tables of a shelf from its names."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from knowledge.names.alignment import GIVEN_FIRST, IN_FAMILY, LAST_POSITION, MIDDLE, place
from knowledge.names.fitting import MOST_NAMES, Numbers
from knowledge.names.found import prior
from knowledge.names.saved import Arrays
from knowledge.names.shelf import whole_key
from knowledge.names.texts import packed
from knowledge.names.vocabulary import Vocabulary

_PARTICLE = 3
"""Letters of a word that is often written together with the next: el, van, mac."""
_SHORT_BEGINNING = 3


class Name(NamedTuple):
    """One name of one thing, ready to be put on a shelf."""

    words: tuple[str, ...]
    family: frozenset[str]
    weight: int


def shelf_arrays(names: Sequence[Name]) -> Arrays:
    """The tables for searching these names, which are given those of the busiest things first."""
    spelled: list[str] = []
    places = bytearray()
    place_counts = []
    for name in names:
        before = len(spelled)
        for word, byte in _places(name):
            spelled.append(word)
            places.append(byte)
        place_counts.append(len(spelled) - before)
    words = sorted(set(spelled))
    numbers = {word: number for number, word in enumerate(words)}
    place_words = np.fromiter(map(numbers.__getitem__, spelled), np.int32, len(spelled))
    counts = np.array(place_counts, np.int32)
    owners = np.repeat(np.arange(len(names), dtype=np.int32), counts)
    order = np.argsort(place_words, kind="stable")
    posting_starts = _starts(np.bincount(place_words, minlength=len(words)))
    posting_names = owners[order]
    whole = np.array([whole_key("".join(name.words)) for name in names], np.uint32)
    whole_order = np.argsort(whole, kind="stable")
    heads, head_places = _heads(words, posting_starts, posting_names)
    return {
        "posting_starts": posting_starts,
        "posting_names": posting_names,
        "place_starts": _starts(counts),
        "place_words": place_words,
        "places": np.frombuffer(bytes(places), np.uint8),
        "lengths": np.array([min(len(name.words), 255) for name in names], np.uint8),
        "prior": np.array([prior(name.weight) for name in names], np.float32),
        "whole": whole[whole_order],
        "whole_names": whole_order.astype(np.int32),
        "heads": heads,
        "head_places": head_places,
        **packed("words", words),
        **Vocabulary.build(words),
    }


def _places(name: Name) -> Iterable[tuple[str, int]]:
    words = name.words[: LAST_POSITION + 1]
    for position, word in enumerate(words):
        yield word, place(position, 1, _role(name, position, 1))
    for position, (one, two) in enumerate(pairwise(words)):
        if len(one) <= _PARTICLE and (one + two).isalpha():
            yield one + two, place(position, 2, _role(name, position, 2))


def _role(name: Name, position: int, width: int) -> int:
    if not name.family or not name.family.isdisjoint(name.words[position : position + width]):
        return IN_FAMILY
    return GIVEN_FIRST if position == 0 else MIDDLE


def _starts(counts: npt.NDArray[np.int_] | Numbers) -> Numbers:
    starts = np.zeros(len(counts) + 1, np.int32)
    np.cumsum(counts, out=starts[1:])
    return starts


def _heads(words: Sequence[str], starts: Numbers, names: Numbers) -> tuple[Numbers, Numbers]:
    """For beginnings that very many names have: those of the most important names."""
    heads, places, at = [], [], 0
    for length in range(1, _SHORT_BEGINNING + 1):
        begins: dict[str, list[int]] = {}
        for number, word in enumerate(words):
            if len(word) >= length:
                begins.setdefault(word[:length], [number, number])[1] = number + 1
        for first, last in begins.values():
            if starts[last] - starts[first] > MOST_NAMES:
                head = np.partition(names[starts[first] : starts[last]], MOST_NAMES)[:MOST_NAMES]
                heads.append(np.unique(head))
                places.append((first, last, at, at + len(heads[-1])))
                at += len(heads[-1])
    return (
        np.concatenate(heads) if heads else np.zeros(0, np.int32),
        np.array(places, np.int32).reshape(-1, 4),
    )
