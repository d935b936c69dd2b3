"""Tables at a terminal: which column is shrunk, how far, and where notes stand."""

import pytest

from bot.terminal.table import NARROWEST_COLUMN, table_lines
from bot.terminal.text import paint
from knowledge.models.card import Column, Row, Table

WORD = "Longworded"


def drawn(table: Table, width: int | None) -> list[str]:
    return [paint(line, colour=False) for line in table_lines(table, width)]


def of(*cells: str, marked: bool = False, note: str | None = None) -> Table:
    columns = tuple(Column(heading="") for _ in cells)
    return Table(columns=columns, rows=(Row(cells=cells, marked=marked, note=note),))


def test_no_column_is_narrower_than_eight() -> None:
    assert NARROWEST_COLUMN == 8
    assert drawn(of("abcdefghijkl", "mnopqrstuvwx"), 4) == ["abcdefgh  mnopqrst", "ijkl      uvwx"]


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (18, ["abcdefghi  8:06.90", "j"]),
        (17, ["abcdefgh  8:06.90", "ij"]),
        (16, ["abcdefgh  8:06.90", "ij"]),
        (19, ["abcdefghij  8:06.90"]),
    ],
)
def test_the_narrowest_column_is_kept_where_the_table_then_is_too_wide(width: int, lines: list[str]) -> None:
    table = Table(
        columns=(Column(heading=""), Column(heading="", align="right")),
        rows=(Row(cells=("abcdefghij", "8:06.90")),),
    )
    assert drawn(table, width) == lines


def test_two_long_columns_are_shrunk_the_widest_first_until_one_can_make_up_the_rest() -> None:
    assert drawn(of("a" * 20, "b" * 12), 20) == ["a" * 10 + "  " + "b" * 8, "a" * 10 + "  bbbb"]


def test_a_note_is_indented_by_the_first_column_and_six_at_most() -> None:
    assert drawn(of("1", "Ann", note="lost a shoe"), None) == ["1  Ann", "   lost a shoe"]
    assert drawn(of(WORD, "Ann", note="lost a shoe"), None) == ["Longworded  Ann", "      lost a shoe"]
    assert drawn(of("1", "Ann", note="x", marked=True), None) == ["> 1  Ann", "     x"]


def test_a_note_has_eight_columns_however_narrow_the_terminal() -> None:
    assert drawn(of("1", note="lost a shoe"), 4) == ["1", "   lost a", "   shoe"]


def test_an_empty_table_has_no_lines() -> None:
    assert drawn(of("", ""), 40) == []
