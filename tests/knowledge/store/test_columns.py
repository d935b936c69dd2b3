"""Columns and postings: many owners are read as a few are, whatever the width of the numbers."""

import numpy as np
import numpy.typing as npt
import pytest

from knowledge.store.columns import Postings, Ranges, distinct, is_one_of

OWNERS = 128
"""The largest owner is the largest number of eight bits."""
LENGTHS = np.arange(OWNERS) % 4
STARTS = np.concatenate(([0], np.cumsum(LENGTHS))).astype(np.uint8)
ROWS = np.random.default_rng(1).permutation(int(STARTS[-1])).astype(np.uint8)


def some(number: int) -> npt.NDArray[np.int8]:
    """Owners in no order, the last one and some without rows among them."""
    others = np.random.default_rng(number).permutation(OWNERS - 1)[:number]
    return np.insert(others, number // 2, OWNERS - 1).astype(np.int8)


def rows_of(owner: int) -> list[int]:
    return [int(row) for row in ROWS[int(STARTS[owner]) : int(STARTS[owner + 1])]]


@pytest.mark.parametrize("number", [1, 7, 8, 60])
def test_rows_of_all_are_those_of_one_owner_after_the_other(number: int) -> None:
    postings, owners = Postings(STARTS, ROWS), some(number)
    expected = [row for owner in owners.tolist() for row in rows_of(owner)]
    assert postings.of_all(owners).tolist() == expected
    assert postings.of_all(owners.tolist()).tolist() == expected
    assert postings.count(owners) == len(expected)
    assert postings.counts().tolist() == LENGTHS.tolist()
    assert ROWS[Ranges(STARTS).of_all(owners)].tolist() == expected


def test_of_no_owner_there_is_no_row() -> None:
    postings, none = Postings(STARTS, ROWS), np.array([], np.int64)
    assert postings.of_all([]).tolist() == postings.of_all(none).tolist() == []
    assert postings.count(none) == 0


@pytest.mark.parametrize("numbers", [[], [3], [3, 3], [5, 3, 5, -1, 3]])
def test_distinct_numbers_are_sorted(numbers: list[int]) -> None:
    assert distinct(np.array(numbers, np.int64)).tolist() == sorted(set(numbers))


@pytest.mark.parametrize("wanted", [0, 1, 8, 9, 20])
def test_few_and_many_wanted_codes_are_marked(wanted: int) -> None:
    codes = np.array([19, 0, 8, 7, -1, 40, 0], np.int8)
    expected = [0 <= code < wanted for code in codes.tolist()]
    assert is_one_of(codes, range(wanted)).tolist() == expected
    assert is_one_of(codes, {*range(wanted)}).tolist() == expected
