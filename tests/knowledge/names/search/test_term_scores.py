"""What typed words cost at the words of many names."""

from concurrent.futures import ThreadPoolExecutor
from math import inf
from threading import Barrier

import numpy as np

from knowledge.names.search.scoring import TermCosts
from knowledge.names.search.term_expansion import Expansion

_WORDS = ["arvel", "arvell", "okoro", "tadele"]
_EVERY = np.arange(4, dtype=np.int32)


def _priced(prices: TermCosts, *meanings: Expansion) -> list[list[float]]:
    return [[round(cost, 3) for cost in row] for row in prices.costs(meanings, _EVERY).tolist()]


def test_a_word_costs_what_it_does_by_itself_or_in_the_cheapest_stretch() -> None:
    meaning = Expansion("x", {1: 0.5}, ((0, 3, 2.0), (0, 2, 1.5)), 0, known=False)
    assert _priced(TermCosts(_WORDS), meaning) == [[1.5, 0.5, 2.0, inf]]


def test_what_one_word_costs_says_nothing_of_the_next() -> None:
    prices = TermCosts(_WORDS)
    one = Expansion("x", {3: 0.5}, ((0, 2, 2.0),), 0, known=False)
    other = Expansion("y", {2: 1.0}, (), 0, known=False)
    assert _priced(prices, one, other) == [[2.0, 2.0, inf, 0.5], [inf, inf, 1.0, inf]]
    assert _priced(prices, other) == [[inf, inf, 1.0, inf]]


def test_threads_price_apart() -> None:
    prices, together = TermCosts(_WORDS), Barrier(4, timeout=60)

    def tables(_: int) -> int:
        _priced(prices)
        together.wait()
        return id(prices._local.table)

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(tables, range(4)))) == 4


def test_words_somewhat_alike_are_priced_each_once_in_any_order() -> None:
    meaning = Expansion("arvelx", {}, (), 0, known=False)
    [row] = TermCosts(_WORDS).weak_costs([meaning], np.array([2, 1, 0, 1], np.int32)).tolist()
    assert row[0] == inf
    assert row[1] == row[3]
    assert 2.5 < row[2] <= row[1] < 8
