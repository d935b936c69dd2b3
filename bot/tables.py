"""A card's table as lines: columns aligned by what a terminal shows."""

from collections.abc import Iterator, Sequence

from bot.lines import Line, Span, display_width, safe, trimmed, wrap
from knowledge.models.card import Row, Table

GAP = 2
NARROWEST_COLUMN = 8
DEEPEST_NOTE = 6


def table_lines(table: Table, width: int | None) -> Iterator[Line]:
    """The rows of a table, its columns aligned; cells are wrapped where it is wider than `width`."""
    headings = tuple(safe(column.heading) for column in table.columns)
    rows = [tuple(safe(cell) for cell in row.cells) for row in table.rows]
    used = [index for index, heading in enumerate(headings) if heading or any(cells[index] for cells in rows)]
    gutter = 2 if any(row.marked for row in table.rows) else 0
    shown = [headings, *rows] if any(headings) else rows
    widths = {index: max(display_width(cells[index]) for cells in shown) for index in used}
    if width is not None:
        _shrink(widths, table, rows, width - gutter)

    def line(cells: Sequence[str], start: str, row: Row | None) -> Iterator[Line]:
        wrapped = {index: wrap(cells[index], widths[index]) for index in used}
        for deep in range(max(map(len, wrapped.values()), default=0)):
            spans = [Span(start if not deep else " " * gutter)] if gutter else []
            for index in used:
                column = table.columns[index]
                text = wrapped[index][deep] if deep < len(wrapped[index]) else ""
                space = " " * (widths[index] - display_width(text))
                padded = space + text if column.align == "right" else text + space
                last = index == used[-1]
                spans.append(Span(padded, column.weight if row else "faint"))
                spans.append(Span("" if last else " " * GAP))
            yield trimmed(spans)

    if any(headings):
        yield from line(headings, " " * gutter, None)
    for row, cells in zip(table.rows, rows, strict=True):
        yield from line(cells, "> " if row.marked else " " * gutter, row)
        if row.note:
            indent = gutter + min(widths[used[0]] + GAP, DEEPEST_NOTE) if used else 0
            room = None if width is None else max(width - indent, NARROWEST_COLUMN)
            yield from ((Span(" " * indent + text, "faint"),) for text in wrap(safe(row.note), room))


def _shrink(widths: dict[int, int], table: Table, rows: Sequence[Sequence[str]], width: int) -> None:
    """Narrow columns that may be wrapped until the table fits, or can't.

    One column takes it all where one can: the one that then needs the fewest lines more.
    """
    flexible = [index for index in widths if table.columns[index].align == "left"]
    while (over := sum(widths.values()) + GAP * (len(widths) - 1) - width) > 0:
        able = [index for index in flexible if widths[index] - over >= NARROWEST_COLUMN]
        if able:
            best = min(able, key=lambda index: _height(rows, index, widths[index] - over))
            widths[best] -= over
            return
        widest = max(flexible, key=lambda index: widths[index], default=None)
        if widest is None or widths[widest] <= NARROWEST_COLUMN:
            return
        widths[widest] -= 1


def _height(rows: Sequence[Sequence[str]], index: int, width: int) -> int:
    return sum(len(wrap(cells[index], width)) for cells in rows)
