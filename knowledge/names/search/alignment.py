"""Aligning: the cheapest way to give each typed word a place of its own in a name."""

from collections.abc import Sequence
from itertools import combinations
from math import inf

import numpy as np
import numpy.typing as npt

from knowledge.names.search.arrays import Numbers

WORD_UNUSED = 0.25
FAMILY_MISSED = 0.35
MIDDLE_ALONE = 2.0

_MOST_WAYS = 32

IN_FAMILY, GIVEN_FIRST, MIDDLE = range(3)
"""What a place says of itself: of the family name (or of a name without known parts), first, or neither."""
LAST_POSITION = 31

Fit = tuple[float, int]
"""What a typed word costs at a place of a name, and the byte of that place."""


def place(position: int, width: int, role: int) -> int:
    """A place in a name as one byte: where it begins, whether it is one word or two joined, and its role."""
    return position | (width - 1) << 5 | role << 6


_BITS = tuple(((1 << ((byte >> 5 & 1) + 1)) - 1) << (byte & LAST_POSITION) for byte in range(256))
_ROLES = tuple(byte >> 6 for byte in range(256))
_MISSED = (0.0, FAMILY_MISSED, FAMILY_MISSED + MIDDLE_ALONE)
ALONE_COSTS = tuple(_MISSED[min(role, MIDDLE)] for role in _ROLES)
"""What it costs, by the byte of a place, to have it alone taken for the whole name."""
_UNUSUAL = 1.5
INITIAL_COSTS = tuple(_UNUSUAL * (byte & LAST_POSITION > 0) for byte in range(256))
"""What it costs more, by the byte of a place, that the initial before a name being typed is of that place."""
AFTER_INITIAL_COSTS = tuple(_UNUSUAL * (role == MIDDLE) for role in _ROLES)
"""The same of what is typed after an initial: mostly the family name."""


def align(fits: Sequence[Sequence[Fit]], words: int, spared: Sequence[float] | None = None) -> float:
    """The least cost of giving each typed word a place, and of what is left of the name; infinite if none.

    `fits` holds for each typed word where it fits; the name has so many `words`. `spared` is what each typed
    word costs without a place; no more than half of them may be without.
    """
    if spared is None and max(map(len, fits)) == 1:
        return _only_way(fits, words)
    most = len(fits) // 2 if spared is not None else 0
    ways: dict[tuple[int, int], tuple[float, int]] = {(0, 0): (0.0, MIDDLE)}
    for number, row in enumerate(fits):
        further: dict[tuple[int, int], tuple[float, int]] = {}
        for (used, left), (cost, role) in ways.items():
            for price, byte in row:
                bits = _BITS[byte]
                if used & bits:
                    continue
                way = (used | bits, left)
                if way not in further or cost + price < further[way][0]:
                    further[way] = (cost + price, min(role, _ROLES[byte]))
            if spared is not None and left < most:
                way = (used, left + 1)
                if way not in further or cost + spared[number] < further[way][0]:
                    further[way] = (cost + spared[number], role)
        if len(further) > _MOST_WAYS:
            further = dict(sorted(further.items(), key=lambda way: way[1][0])[:_MOST_WAYS])
        ways = further
    best = inf
    for (used, _), (cost, role) in ways.items():
        if used:
            best = min(best, cost + _left_over(used, role, words))
    return best


def _only_way(fits: Sequence[Sequence[Fit]], words: int) -> float:
    """The same where every typed word fits one place at most."""
    used, role, cost = 0, MIDDLE, 0.0
    for row in fits:
        if not row:
            return inf
        price, byte = row[0]
        bits = _BITS[byte]
        if used & bits:
            return inf
        used |= bits
        cost += price
        role = min(role, _ROLES[byte])
    return cost + _left_over(used, role, words)


def _left_over(used: int, role: int, words: int) -> float:
    """What the words of a name cost that nothing was typed for."""
    unused = words - used.bit_count()
    return WORD_UNUSED * unused + _MISSED[role] if unused else 0.0


Costs = npt.NDArray[np.float32]

MOST_ALIGNED = 32
FAR = np.float32(inf)
_NEVER = np.float32(1e4)


def lowest(ranked: Costs, most: int = MOST_ALIGNED) -> tuple[list[int], list[float]]:
    """The places of the lowest of these, lowest first, and what they are; infinite ones are left out."""
    if len(ranked) > most:
        lowest = ranked.argpartition(most)[:most]
        order = lowest[ranked[lowest].argsort(kind="stable")]
    else:
        order = ranked.argsort(kind="stable")
    values = ranked[order]
    count = int(values.searchsorted(FAR))
    return order[:count].tolist(), values[:count].tolist()


def some_spared(each: Costs, spared: Sequence[float]) -> Costs:
    """What it costs at least, for each name, that at most half of the words have no place."""
    most = len(spared) // 2
    each = np.minimum(each, _NEVER)
    saved = np.sort(each - np.array(spared, np.float32)[:, None], axis=0)[-most:]
    costs: Costs = each.sum(axis=0) - np.maximum(saved, 0).sum(axis=0)
    costs[costs > _NEVER / 2] = FAR
    return costs


def apart(rows: Costs, each: Costs, firsts: Numbers, counts: Numbers) -> Costs | float:
    """What it costs at least, for each name, that no two typed words have the same place."""
    added: Costs | float = 0.0
    for (row, best), (other, others_best) in combinations(zip(rows, each, strict=True), 2):
        least = best + others_best
        clash = (np.minimum.reduceat(row + other, firsts) <= least) & (least < FAR)
        if not clash.any():
            continue
        second = _second(row, best, firsts, counts)
        others_second = _second(other, others_best, firsts, counts)
        distinct = np.minimum(best + others_second, second + others_best)
        added = np.maximum(added, np.where(clash, distinct, least) - np.where(least < FAR, least, 0.0))
    return added


def _second(row: Costs, best: Costs, firsts: Numbers, counts: Numbers) -> Costs:
    """For each name the least cost at another place than one that costs least."""
    least = row == best.repeat(counts)
    second: Costs = np.minimum.reduceat(np.where(least, FAR, row), firsts)
    return np.where(np.add.reduceat(least, firsts, dtype=np.int32) > 1, best, second)
