"""A table as lines of text: columns aligned, and cells wrapped where the table is wider than the terminal.

rich's tables are not used: they shrink all columns in proportion, where this shrinks the one column that then
needs the fewest lines, and they may break between the two code points of a flag.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from bot.terminal.text import Line, Span, Weight, display_width, safe, trimmed, wrap
from knowledge.models.card import Table

GAP = 2
"""Terminal columns between two columns of a table."""
GUTTER = 2
"""Terminal columns before the first column, where a row is marked."""
NARROWEST_COLUMN = 8
"""Terminal columns below which no column is shrunk. Chosen by hand."""
DEEPEST_NOTE = 6
"""Terminal columns by which a row's note is indented at most."""

Cells = Sequence[str]


@dataclass(frozen=True)
class TableLayout:
    """Where the columns of a table stand: `widths` by column index, without empty columns, and the gutter.

    Widths are in terminal columns.
    """

    table: Table
    widths: Mapping[int, int]
    gutter: int

    def row(self, cells: Cells, marked: bool, *, heading: bool = False) -> Iterator[Line]:
        """The lines of one row, or of the headings."""
        start = "> " if marked else " " * self.gutter
        for parts in zip_longest(*(wrap(cells[index], width) for index, width in self.widths.items())):
            yield trimmed([Span(start), *self._spans(parts, heading=heading)])
            start = " " * self.gutter

    def note(self, text: str, width: int | None) -> Iterator[Line]:
        """The lines of a note, indented under the second column but not deeper than `DEEPEST_NOTE`."""
        first = next(iter(self.widths.values()), None)
        indent = 0 if first is None else self.gutter + min(first + GAP, DEEPEST_NOTE)
        room = None if width is None else max(width - indent, NARROWEST_COLUMN)
        return ((Span(" " * indent + line, "faint"),) for line in wrap(safe(text), room))

    def _spans(self, parts: Sequence[str | None], *, heading: bool) -> Iterator[Span]:
        """One line's cells, padded to their columns."""
        gap = ""
        for (index, width), part in zip(self.widths.items(), parts, strict=True):
            column, text = self.table.columns[index], part or ""
            space = " " * (width - display_width(text))
            weight: Weight = "faint" if heading else column.weight
            yield Span(gap)
            yield Span(space + text if column.align == "right" else text + space, weight)
            gap = " " * GAP


def table_lines(table: Table, width: int | None) -> Iterator[Line]:
    """The lines of a table. Cells are wrapped where it is wider than `width` terminal columns."""
    headings = [safe(column.heading) for column in table.columns]
    rows = [[safe(cell) for cell in row.cells] for row in table.rows]
    layout = _layout(table, headings, rows, width)
    if any(headings):
        yield from layout.row(headings, marked=False, heading=True)
    for row, cells in zip(table.rows, rows, strict=True):
        yield from layout.row(cells, row.marked)
        if row.note:
            yield from layout.note(row.note, width)


def _layout(table: Table, headings: Cells, rows: Sequence[Cells], width: int | None) -> TableLayout:
    used = [index for index, heading in enumerate(headings) if heading or any(cells[index] for cells in rows)]
    widths = {index: max(display_width(cells[index]) for cells in (headings, *rows)) for index in used}
    gutter = GUTTER if any(row.marked for row in table.rows) else 0
    if width is not None:
        _shrink(widths, table, rows, width - gutter)
    return TableLayout(table, widths, gutter)


def _shrink(widths: dict[int, int], table: Table, rows: Sequence[Cells], width: int) -> None:
    """Shrink left-aligned columns until the table fits, or all are at `NARROWEST_COLUMN`.

    Where one column alone can make up the difference, it is the one that then needs the fewest lines.
    """
    flexible = [index for index in widths if table.columns[index].align == "left"]
    while (excess := sum(widths.values()) + GAP * (len(widths) - 1) - width) > 0:
        able = [index for index in flexible if widths[index] - excess >= NARROWEST_COLUMN]
        if able:
            best = min(able, key=lambda index: _height(rows, index, widths[index] - excess))
            widths[best] -= excess
            return
        widest = max(flexible, key=lambda index: widths[index], default=None)
        if widest is None or widths[widest] <= NARROWEST_COLUMN:
            return
        widths[widest] -= 1


def _height(rows: Sequence[Cells], index: int, width: int) -> int:
    """The number of lines of a column's cells at a width."""
    return sum(len(wrap(cells[index], width)) for cells in rows)
