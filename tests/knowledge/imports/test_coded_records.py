"""Records as columns come back as they were."""

import numpy as np
import pytest

from knowledge.imports import coded_records
from knowledge.imports.coded_records import CodedRecords, ValueEncoder, distinct_values, first_seen, narrowed

ROWS = [("Ada", None, 2001), ("Öl", "7", 1999), ("Ada", "7", 1999), ("Ben", None, 2001)]


def _coded() -> CodedRecords[tuple[str, str | None, int]]:
    names, keys, years = (ValueEncoder() for _ in range(3))
    codes = [
        one.codes(cells) for one, cells in zip((names, keys, years), zip(*ROWS, strict=True), strict=True)
    ]
    values = [distinct_values(names, str), distinct_values(keys, lambda key: key), [*years]]
    return CodedRecords(lambda *cells: cells, ("name", "key", "year"), codes, values)


@pytest.mark.parametrize("many", [0, 10])
def test_records_come_back_one_by_one_in_order_and_by_number(
    many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coded_records, "_MANY", many)
    monkeypatch.setattr(coded_records, "_AT_ONCE", 3)
    records = _coded()
    assert len(records) == 4
    assert list(records) == ROWS
    assert [records[number] for number in range(4)] == ROWS
    assert list(records.take(np.array([3, 0]))) == [ROWS[3], ROWS[0]]
    assert records.mapped("key", lambda key: key is None, np.bool_).tolist() == [True, False, False, True]
    assert records.mapped("year", lambda year: year + 1, np.int32).tolist() == [2002, 2000, 2000, 2002]


def test_an_empty_text_is_not_taken_for_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coded_records, "_MANY", 0)
    texts = ValueEncoder()
    texts.codes(["a", "", None])
    values = distinct_values(texts, lambda text: text)
    assert [values[code] for code in range(3)] == ["a", "", None]


def test_rows_are_numbered_by_their_first_appearance() -> None:
    one, other = np.array([5, 2, 5, 2, 5]), np.array([1, 1, 1, 0, 0])
    numbers, firsts = first_seen(one, other)
    assert numbers.tolist() == [0, 1, 0, 2, 3]
    assert firsts.tolist() == [0, 1, 3, 4]
    numbers, firsts = first_seen(np.empty(0, np.int32))
    assert (numbers.tolist(), firsts.tolist()) == ([], [])


def test_codes_take_the_fewest_bytes_that_hold_them() -> None:
    for largest, size in ((255, 1), (256, 2), (65_536, 4)):
        codes = narrowed(np.array([0, largest], np.int32))
        assert (codes.itemsize, codes.tolist()) == (size, [0, largest])
