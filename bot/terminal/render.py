"""A card as text, for a terminal or a pipe.

Tables have aligned columns, and wrapped cells where they are wider than the terminal. rich's tables are not
used: they shrink all columns in proportion, where this shrinks the one column that then needs the fewest
lines, and they may break between the two code points of a flag.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from bot.locale import ENGLISH, say
from bot.terminal.glance import chart, glance_blocks
from bot.terminal.text import Line, Span, Weight, display_width, join, paint, safe, trimmed, wrap
from knowledge.models.card import Card, Next, NextGroup, Section, SourceLine, Table

GAP = 2
"""Terminal columns between two columns of a table."""
GUTTER = 2
"""Terminal columns before the first column, where a row is marked."""
NARROWEST_COLUMN = 8
"""Terminal columns below which no column is shrunk. Chosen by hand."""
DEEPEST_NOTE = 6
"""Terminal columns by which a row's note is indented at most."""

MOST_NEXT = 5
"""Next questions of a group that are shown; an ambiguous question never has more choices."""
LONGEST_LABEL = 80
"""Characters of a next question's label: a line of a classic terminal."""

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


def draw(
    card: Card,
    width: int | None = None,
    *,
    colour: bool = False,
    commands: bool = True,
    language: str = ENGLISH,
) -> str:
    """The card as text without a last newline, wrapped to `width` terminal columns where one is given.

    The glance comes first and the details below it.

    With `colour` the text has ANSI styles. Without `commands` next questions have their numbers only, for
    fronts where typing a number is enough. `language` is the card's. Control characters of the card are
    replaced.
    """
    listed = _commands if commands else _choices if card.tone == "choice" else _numbers
    glance = [] if card.glance is None else list(glance_blocks(card.glance, width))
    drawn = card.picture if card.glance is None or card.glance.picture is None else None
    blocks = [
        *glance,
        *_blocks(card, width, language),
        list(chart(drawn, width)),
        list(listed(card.next, width)),
    ]
    lines = [line for block in blocks if block for line in ((), *block)][1:]
    return "\n".join(paint(line, colour=colour) for line in lines)


def _label(item: Next) -> str:
    """The label of a next question, shortened where it is long."""
    label = item.label if len(item.label) <= LONGEST_LABEL else item.short_label or item.label
    return safe(label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…")


def in_brief(card: Card) -> Card:
    """The card with its glance alone, and the questions that the glance offers; others are unchanged."""
    if card.glance is None:
        return card
    items = tuple(Next(label=one.label, question=one.question) for one in card.glance.buttons)
    offered = (NextGroup(heading="", items=items),) if items else ()
    return Card(tone=card.tone, title="", glance=card.glance, next=offered)


def numbered(card: Card) -> tuple[Next, ...]:
    """The next questions that `draw` shows, in the order of their numbers from 1."""
    return tuple(item for group in card.next for item in group.items[:MOST_NEXT])


def _blocks(card: Card, width: int | None, language: str) -> Iterator[list[Line]]:
    yield [*_text(card.title, width, "strong"), *_text(card.subtitle, width, "faint")]
    yield [line for text in (card.headline, *card.assumed) for line in _text(text, width)]
    for section in card.sections:
        yield list(_section(section, width))
    yield [line for note in card.notes for line in _text(f"* {note}", width, hang=2)]
    yield list(_sources(card.sources, width, say(language, "Sources")))
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


def _sources(sources: Sequence[SourceLine], width: int | None, heading: str) -> Iterator[Line]:
    if sources:
        yield (Span(heading, "strong"),)
        for number, source in enumerate(sources, 1):
            # In brackets, as the text above cites them.
            start = f"{f'[{number}]':<{len(str(len(sources))) + 2}} "
            yield from _text(start + source.text, width, hang=len(start))
            yield from _text(f"{' ' * len(start)}{source.url}" if source.url else None, width, "faint")


def _counted(groups: Sequence[NextGroup]) -> Iterator[tuple[NextGroup, list[tuple[int, Next]]]]:
    """Each group with its shown questions and their numbers."""
    number = 1
    for group in groups:
        shown = list(enumerate(group.items[:MOST_NEXT], number))
        number += len(shown)
        yield group, shown


def _more(group: NextGroup) -> str:
    return f"… +{len(group.items) - MOST_NEXT}" if len(group.items) > MOST_NEXT else ""


def _commands(groups: Sequence[NextGroup], width: int | None) -> Iterator[Line]:
    """Next questions with number, label and command; where space is short the command is on the next line."""
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
    """Choices with number and label, one a line."""
    for group, items in _counted(groups):
        yield from _text(group.heading, width, "strong")
        for number, item in items:
            yield from _text(f"{number}  {_label(item)}", width, hang=3)


def _numbers(groups: Sequence[NextGroup], width: int | None) -> Iterator[Line]:
    """Next questions as one paragraph a group, so that they do not push the answer off the screen."""
    for group, items in _counted(groups):
        pieces = [f"{number}) {_label(item)}" for number, item in items] + [_more(group)]
        heading = [f"{safe(group.heading)}:"] if group.heading else []
        first, *others = join([*heading, *filter(None, pieces)], "  ", width, hang=2)
        strong, colon, rest = first.partition(":") if heading else ("", "", first)
        yield (Span(strong, "strong"), Span(colon + rest))
        yield from ((Span(line),) for line in others)
