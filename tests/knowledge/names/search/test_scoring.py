"""Costs of typed words at the words of many names."""

from concurrent.futures import ThreadPoolExecutor
from math import inf
from threading import Barrier

import numpy as np

from knowledge.names.search.scoring import TermCosts
from knowledge.names.search.term_expansion import Expansion

_WORDS = ["arvel", "arvell", "okoro", "tadele"]
_EVERY = np.arange(4, dtype=np.int32)


def _rows(costs: TermCosts, *expansions: Expansion) -> list[list[float]]:
    return [[round(cost, 3) for cost in row] for row in costs.costs(expansions, _EVERY).tolist()]


def test_a_word_costs_its_own_cost_or_that_of_the_cheapest_range() -> None:
    expansion = Expansion("x", {1: 0.5}, ((0, 3, 2.0), (0, 2, 1.5)), 0, known=False)
    assert _rows(TermCosts(_WORDS), expansion) == [[1.5, 0.5, 2.0, inf]]


def test_a_row_leaves_nothing_behind_for_the_next() -> None:
    costs = TermCosts(_WORDS)
    one = Expansion("x", {3: 0.5}, ((0, 2, 2.0),), 0, known=False)
    other = Expansion("y", {2: 1.0}, (), 0, known=False)
    assert _rows(costs, one, other) == [[2.0, 2.0, inf, 0.5], [inf, inf, 1.0, inf]]
    assert _rows(costs, other) == [[inf, inf, 1.0, inf]]


def test_each_thread_has_a_table_of_its_own() -> None:
    costs, together = TermCosts(_WORDS), Barrier(4, timeout=60)

    def tables(_: int) -> int:
        _rows(costs)
        together.wait()
        return id(costs._local.table)

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(tables, range(4)))) == 4


def test_words_somewhat_alike_are_rows_each_once_in_any_order() -> None:
    expansion = Expansion("arvelx", {}, (), 0, known=False)
    [row] = TermCosts(_WORDS).weak_costs([expansion], np.array([2, 1, 0, 1], np.int32)).tolist()
    assert row[0] == inf
    assert row[1] == row[3]
    assert 2.5 < row[2] <= row[1] < 8
