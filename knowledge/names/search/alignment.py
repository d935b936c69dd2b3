"""Token alignment: the cheapest way to give each typed word a place of its own in a name.

`align` is exact for one name. The bounds below work on arrays of many names: each is no higher than the
cost of `align`, so that only the most promising names are aligned. All costs are in nats. Those here were
chosen by hand; benchmarks/names.py measures the search as a whole.
"""

from collections.abc import Sequence
from itertools import combinations
from math import inf

import numpy as np
import numpy.typing as npt

from knowledge.names.search.arrays import Numbers

WORD_UNUSED = 0.25
"""Cost of each word of a name that nothing was typed for."""
FAMILY_MISSED = 0.35
"""Cost added where nothing was typed for the family name."""
MIDDLE_ALONE = 2.0
"""Cost added to that where nothing was typed for the first given name either."""
_UNUSUAL = 1.5
"""Cost of an initial before a name being typed that is no first word, or is followed by a middle name."""
_MAX_PATHS = 32
"""Partial alignments that are kept after each typed word (beam width)."""

IN_FAMILY, GIVEN_FIRST, MIDDLE = range(3)
"""The role of a place: in the family name (or in a name without known parts), first word, or neither."""
LAST_POSITION = 31
"""The last position that a place can have: it has five bits."""

Fit = tuple[float, int]
"""The cost of a typed word at a place of a name, and the byte of that place."""
_Paths = dict[tuple[int, int], tuple[float, int]]
"""Partial alignments: the least cost and best role, by the positions used (bits) and the words left out."""


def place(position: int, width: int, role: int) -> int:
    """The byte of a place in a name: its first position, its width (one word or two joined), its role."""
    return position | (width - 1) << 5 | role << 6


_BITS = tuple(((1 << ((byte >> 5 & 1) + 1)) - 1) << (byte & LAST_POSITION) for byte in range(256))
_ROLES = tuple(byte >> 6 for byte in range(256))
_MISSED = (0.0, FAMILY_MISSED, FAMILY_MISSED + MIDDLE_ALONE)
"""Cost by the best role among the places used, where words of the name are left."""
ALONE_COSTS = tuple(_MISSED[min(role, MIDDLE)] for role in _ROLES)
"""Cost, by the byte of a place, of a name of several words of which only this place is used."""
INITIAL_COSTS = tuple(_UNUSUAL * (byte & LAST_POSITION > 0) for byte in range(256))
"""Cost, by the byte of its place, added to an initial before a name being typed."""
AFTER_INITIAL_COSTS = tuple(_UNUSUAL * (role == MIDDLE) for role in _ROLES)
"""The same of what is typed after an initial: mostly the family name."""


def align(fits: Sequence[Sequence[Fit]], words: int, unmatched: Sequence[float] | None = None) -> float:
    """The least cost in nats of a place for each typed word, and of the name's other words; infinite if none.

    `fits` lists for each typed word where it fits, and the name has `words` words. `unmatched` is the cost of
    each typed word without a place; at most half of them may have none.
    """
    if unmatched is None and max(map(len, fits)) == 1:
        return _only_alignment(fits, words)
    most = len(fits) // 2 if unmatched is not None else 0
    paths: _Paths = {(0, 0): (0.0, MIDDLE)}
    for number, row in enumerate(fits):
        further: _Paths = {}
        for (used, left), (cost, role) in paths.items():
            _place(further, used, left, cost, role, row)
            if unmatched is not None and left < most:
                _add(further, (used, left + 1), cost + unmatched[number], role)
        if len(further) > _MAX_PATHS:
            further = dict(sorted(further.items(), key=lambda path: path[1][0])[:_MAX_PATHS])
        paths = further
    return min(
        [cost + _left_over(used, role, words) for (used, _), (cost, role) in paths.items() if used],
        default=inf,
    )


def _place(further: _Paths, used: int, left: int, cost: float, role: int, row: Sequence[Fit]) -> None:
    """Extend a path by a typed word at each free place where it fits."""
    for added, byte in row:
        bits = _BITS[byte]
        if not used & bits:
            _add(further, (used | bits, left), cost + added, min(role, _ROLES[byte]))


def _add(further: _Paths, path: tuple[int, int], cost: float, role: int) -> None:
    known = further.get(path)
    if known is None or cost < known[0]:
        further[path] = (cost, role)


def _only_alignment(fits: Sequence[Sequence[Fit]], words: int) -> float:
    """The same where every typed word fits at one place at most."""
    used, role, cost = 0, MIDDLE, 0.0
    for row in fits:
        if not row:
            return inf
        added, byte = row[0]
        bits = _BITS[byte]
        if used & bits:
            return inf
        used |= bits
        cost += added
        role = min(role, _ROLES[byte])
    return cost + _left_over(used, role, words)


def _left_over(used: int, role: int, words: int) -> float:
    """The cost of the words of a name that nothing was typed for."""
    unused = words - used.bit_count()
    return WORD_UNUSED * unused + _MISSED[role] if unused else 0.0


Costs = npt.NDArray[np.float32]

MAX_ALIGNED = 32
"""Names that are aligned of one block of names. Chosen by hand."""
FAR = np.float32(inf)
_NEVER = np.float32(1e4)
"""Stands for infinity where sums are subtracted from one another: far above any real cost."""


def lowest(costs: Costs, most: int = MAX_ALIGNED) -> tuple[list[int], list[float]]:
    """The places of the lowest finite costs, lowest first, `most` at most; and these costs."""
    if len(costs) > most:
        lowest = costs.argpartition(most)[:most]
        order = lowest[costs[lowest].argsort(kind="stable")]
    else:
        order = costs.argsort(kind="stable")
    values = costs[order]
    count = int(values.searchsorted(FAR))
    return order[:count].tolist(), values[:count].tolist()


def unmatched_bound(each: Costs, unmatched: Sequence[float]) -> Costs:
    """A lower bound for each name where at most half of the typed words may have no place.

    `each` has a row a typed word with its least cost in each name, `unmatched` its cost without a place.
    """
    most = len(unmatched) // 2
    each = np.minimum(each, _NEVER)
    saved = np.sort(each - np.array(unmatched, np.float32)[:, None], axis=0)[-most:]
    costs: Costs = each.sum(axis=0) - np.maximum(saved, 0).sum(axis=0)
    costs[costs > _NEVER / 2] = FAR
    return costs


def distinct_bound(rows: Costs, each: Costs, firsts: Numbers, counts: Numbers) -> Costs | float:
    """What to add to the sum of `each` for each name, as no two typed words may have the same place.

    `rows` has a row a typed word with its cost at every place, name after name; the places of a name begin at
    `firsts` and are `counts` many.
    """
    added: Costs | float = 0.0
    for (row, best), (other, others_best) in combinations(zip(rows, each, strict=True), 2):
        least = best + others_best
        clash = (np.minimum.reduceat(row + other, firsts) <= least) & (least < FAR)
        if not clash.any():
            continue
        second = _second_best(row, best, firsts, counts)
        others_second = _second_best(other, others_best, firsts, counts)
        distinct = np.minimum(best + others_second, second + others_best)
        added = np.maximum(added, np.where(clash, distinct, least) - np.where(least < FAR, least, 0.0))
    return added


def _second_best(row: Costs, best: Costs, firsts: Numbers, counts: Numbers) -> Costs:
    """The least cost in each name at another place than the best one."""
    least = row == best.repeat(counts)
    second: Costs = np.minimum.reduceat(np.where(least, FAR, row), firsts)
    return np.where(np.add.reduceat(least, firsts, dtype=np.int32) > 1, best, second)
