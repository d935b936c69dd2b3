"""What names cost at least, over many at once: which of them are worth aligning."""

from collections.abc import Sequence
from itertools import combinations
from math import inf

import numpy as np
import numpy.typing as npt

from knowledge.names.grouping import Numbers

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
