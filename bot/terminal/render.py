"""A card as text: for a terminal, a pipe, a log of what was answered."""

from collections.abc import Iterator, Sequence

from bot.terminal.text import Line, Span, Weight, display_width, join, paint, safe, trimmed, wrap
from knowledge.models.card import Card, Next, NextGroup, Row, Section, Table

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


MOST_NEXT = 5
"""Next questions of a group that are shown; the choices of an ambiguous question are never more."""


LONGEST_LABEL = 80
"""Characters of a next question's label: a line of a classic terminal."""


def draw(card: Card, width: int | None = None, *, colour: bool = False, commands: bool = True) -> str:
    """The card as text without a last newline; wrapped to `width` columns where one is given.

    With `colour` the text holds ANSI styles. Without `commands` next questions have their numbers only, for
    where typing a number is enough. Control characters of the card itself never come through.
    """
    listed = _commands if commands else _choices if card.tone == "choice" else _numbers
    blocks = [*_blocks(card, width), list(listed(card.next, width))]
    lines = [line for block in blocks if block for line in ((), *block)][1:]
    return "\n".join(paint(line, colour=colour) for line in lines)


def _label(item: Next) -> str:
    """The label of a next question, shortened where it is long."""
    label = item.label if len(item.label) <= LONGEST_LABEL else item.short_label or item.label
    return safe(label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…")


def numbered(card: Card) -> tuple[Next, ...]:
    """The next questions that `draw` shows, in the order of their numbers, which start at 1."""
    return tuple(item for group in card.next for item in group.items[:MOST_NEXT])


def _blocks(card: Card, width: int | None) -> Iterator[list[Line]]:
    yield [*_text(card.title, width, "strong"), *_text(card.subtitle, width, "faint")]
    yield [line for text in (card.headline, *card.assumed) for line in _text(text, width)]
    for section in card.sections:
        yield list(_section(section, width))
    yield [line for note in card.notes for line in _text(f"* {note}", width, hang=2)]
    yield list(_sources(card.sources, width))
    yield list(_text(card.footer, width, "faint"))


def _text(text: str | None, width: int | None, weight: Weight = "normal", hang: int = 0) -> Iterator[Line]:
    if text:
        yield from ((Span(line, weight),) for line in wrap(safe(text), width, hang))


def _section(section: Section, width: int | None) -> Iterator[Line]:
    yield from _text(section.heading, width, "strong")
    for line in section.lines:
        yield from _text(line, width)
    if section.table and section.table.rows:
        yield from table_lines(section.table, width)


def _sources(sources: Sequence[str], width: int | None) -> Iterator[Line]:
    if sources:
        yield (Span("Sources", "strong"),)
        for number, source in enumerate(sources, 1):
            # In brackets, because that is how the text above cites them.
            start = f"{f'[{number}]':<{len(str(len(sources))) + 2}} "
            yield from _text(start + source, width, hang=len(start))


def _counted(groups: Sequence[NextGroup]) -> Iterator[tuple[NextGroup, list[tuple[int, Next]]]]:
    """Each group with those of its questions that are shown, and their numbers."""
    number = 1
    for group in groups:
        shown = list(enumerate(group.items[:MOST_NEXT], number))
        number += len(shown)
        yield group, shown


def _more(group: NextGroup) -> str:
    return f"… +{len(group.items) - MOST_NEXT}" if len(group.items) > MOST_NEXT else ""


def _commands(groups: Sequence[NextGroup], width: int | None) -> Iterator[Line]:
    """Next questions: number, label and command; the command stands below where space is short."""
    shown = [item for _, items in _counted(groups) for item in items]
    digits = len(str(len(shown)))
    labels = max((display_width(_label(item)) for _, item in shown), default=0)
    for group, items in _counted(groups):
        yield from _text(group.heading, width, "strong")
        for number, item in items:
            start, label, command = f"{number:>{digits}}  ", _label(item), safe(item.question.command)
            space = " " * (labels - display_width(label) + GAP)
            if width is None or len(start) + labels + GAP + display_width(command) <= width:
                yield (Span(start, "faint"), Span(label + space), Span(command, "command"))
            else:
                yield from _text(start + label, width, hang=len(start))
                yield (Span(" " * len(start)), Span(command, "command"))
        if _more(group):
            yield (Span(" " * (digits + 2) + _more(group), "faint"),)


def _choices(groups: Sequence[NextGroup], width: int | None) -> Iterator[Line]:
    """Choices to make: number and label, one a line."""
    for group, items in _counted(groups):
        yield from _text(group.heading, width, "strong")
        for number, item in items:
            yield from _text(f"{number}  {_label(item)}", width, hang=3)


def _numbers(groups: Sequence[NextGroup], width: int | None) -> Iterator[Line]:
    """Next questions as a paragraph a group: they follow an answer, and shall not push it off the screen."""
    for group, items in _counted(groups):
        pieces = [f"{number}) {_label(item)}" for number, item in items] + [_more(group)]
        first, *others = join([f"{safe(group.heading)}:", *filter(None, pieces)], "  ", width, hang=2)
        heading, colon, rest = first.partition(":")
        yield (Span(heading, "strong"), Span(colon + rest))
        yield from ((Span(line),) for line in others)
