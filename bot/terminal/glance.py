"""A glance as lines of a terminal."""

from collections.abc import Iterator

from bot.terminal.chart import lines
from bot.terminal.text import Line, Span, Weight, display_width, safe, trimmed, wrap
from knowledge.models.glance import Glance, GlancePart, GlanceRow
from knowledge.models.picture import Picture

WIDEST_CHART = 72
"""Terminal columns of a chart where the text is not wrapped. Chosen by hand: a page of plain text."""
GAP = 2
"""Terminal columns between the cells of a row."""


def glance_blocks(glance: Glance, width: int | None) -> Iterator[list[Line]]:
    """The title, each part, then the insight and the small print."""
    yield [*_text(glance.title, width, "strong"), *_text(glance.subtitle, width, "faint")]
    for part in glance.parts:
        yield list(_part(part, width))
    yield list(chart(glance.picture, width))
    small = [line for text in glance.small for line in _text(text, width, "faint")]
    yield [*_text(glance.insight, width), *small]


def chart(picture: Picture | None, width: int | None) -> Iterator[Line]:
    """A picture as text; nothing for None."""
    if picture is not None:
        yield from ((Span(safe(line)),) for line in lines(picture, width or WIDEST_CHART))


def _text(text: str | None, width: int | None, weight: Weight = "normal") -> Iterator[Line]:
    if text:
        yield from ((Span(line, weight),) for line in wrap(safe(text), width))


def _part(part: GlancePart, width: int | None) -> Iterator[Line]:
    yield from _text(part.heading, width, "strong")
    signs = max((display_width(safe(row.sign)) for row in part.rows), default=0)
    marks = max((display_width(safe(row.mark)) for row in part.rows), default=0)
    for row in part.rows:
        yield _row(row, signs, marks, width)
    for line in part.lines:
        yield from _text(line, width)
    for small in part.small:
        yield from _text(small, width, "faint")


def _row(row: GlanceRow, signs: int, marks: int, width: int | None) -> Line:
    """The sign, the mark and the text in columns; a text that is too wide gives way to the short one."""
    cells = [_padded(row.sign, signs)] if signs else []
    cells += [_padded(row.mark, marks)] if marks else []
    text = safe(row.text)
    start = (" " * GAP).join(cells)
    aside = f" {safe(row.aside)}" if row.aside else ""
    used = display_width(start) + (GAP if start else 0) + display_width(aside)
    if width is not None and used + display_width(text) > width and row.short:
        text = safe(row.short)
    weight: Weight = "strong" if row.strong else "normal"
    return trimmed([Span(start + (" " * GAP if start else "")), Span(text, weight), Span(aside, "faint")])


def _padded(text: str, columns: int) -> str:
    """The text at the right of its column."""
    shown = safe(text)
    return " " * (columns - display_width(shown)) + shown
