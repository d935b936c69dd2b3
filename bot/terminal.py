"""A card as text: for a terminal, a pipe, a log of what was answered."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from wcwidth import wcswidth

from knowledge.models.card import Card, Next, NextGroup, Row, Section, Table

Weight = Literal["strong", "normal", "faint", "command"]

GAP = 2
NARROWEST_COLUMN = 8
DEEPEST_NOTE = 6
MOST_NEXT = 5
"""Next questions of a group that are shown; the choices of an ambiguous question are never more."""

_STYLES: dict[Weight, str] = {"strong": "bold", "normal": "", "faint": "dim", "command": "cyan"}
_SPACES = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
# Everything that moves the cursor, changes the direction of writing, is not text at all, or can't be seen.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\u200b\ufeff]")


class Span(NamedTuple):
    """A piece of a line, and how much it matters."""

    text: str
    weight: Weight = "normal"


Line = tuple[Span, ...]


def draw(card: Card, width: int | None = None, *, colour: bool = False) -> str:
    """The card as text without a last newline; wrapped to `width` columns where one is given.

    With `colour` the text holds ANSI styles. Control characters of the card itself never come through.
    """
    blocks = [block for block in _blocks(card, width) if block]
    lines = [line for block in blocks for line in ((), *block)][1:]
    return "\n".join(_paint(line, colour=colour) for line in lines)


def numbered(card: Card) -> tuple[Next, ...]:
    """The next questions that `draw` shows, in the order of their numbers, which start at 1."""
    return tuple(item for group in card.next for item in group.items[:MOST_NEXT])


def safe(text: str) -> str:
    """The text on one line, without anything that could steer a terminal."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", _SPACES.sub(" ", text))


def display_width(text: str) -> int:
    """How many columns a terminal gives to a text; a flag takes two."""
    return max(wcswidth(text), 0)


def wrap(text: str, width: int | None, hang: int = 0) -> list[str]:
    """The text in lines of at most `width` columns, all but the first indented by `hang`."""
    if width is None:
        return [text]
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if line and display_width(f"{line} {word}") > width:
            lines.append(line)
            line = " " * hang + word
        else:
            line = f"{line} {word}" if line else word
        while display_width(line) > width > hang:
            head = _head(line, width)
            lines.append(head)
            line = " " * hang + line[len(head) :]
    return [*lines, line]


def _head(text: str, width: int) -> str:
    """As much of a text as fits; at least one character, and not half a flag."""
    end = 1
    for position in range(2, len(text) + 1):
        if display_width(text[:position]) > width:
            break
        end = position
    return text[: end - 1] if end > 2 and _is_half_a_flag(text[:end]) else text[:end]


def _is_half_a_flag(text: str) -> bool:
    letters = len(text) - len(text.rstrip("".join(map(chr, range(0x1F1E6, 0x1F200)))))
    return letters % 2 == 1


def _blocks(card: Card, width: int | None) -> Iterator[list[Line]]:
    yield [*_text(card.title, width, "strong"), *_text(card.subtitle, width, "faint")]
    yield [line for text in (card.headline, *card.assumed) for line in _text(text, width)]
    for section in card.sections:
        yield list(_section(section, width))
    yield [line for note in card.notes for line in _text(f"* {note}", width, hang=2)]
    yield list(_sources(card.sources, width))
    yield list(_text(card.footer, width, "faint"))
    yield list(_next(card.next, width))


def _text(text: str | None, width: int | None, weight: Weight = "normal", hang: int = 0) -> Iterator[Line]:
    if text:
        yield from ((Span(line, weight),) for line in wrap(safe(text), width, hang))


def _section(section: Section, width: int | None) -> Iterator[Line]:
    yield from _text(section.heading, width, "strong")
    for line in section.lines:
        yield from _text(line, width)
    if section.table and section.table.rows:
        yield from _table(section.table, width)


def _sources(sources: Sequence[str], width: int | None) -> Iterator[Line]:
    if sources:
        yield (Span("Sources", "strong"),)
        for number, source in enumerate(sources, 1):
            # In brackets, because that is how the text above cites them.
            start = f"{f'[{number}]':<{len(str(len(sources))) + 2}} "
            yield from _text(start + source, width, hang=len(start))


def _table(table: Table, width: int | None) -> Iterator[Line]:
    headings = tuple(safe(column.heading) for column in table.columns)
    rows = [tuple(safe(cell) for cell in row.cells) for row in table.rows]
    used = [index for index, heading in enumerate(headings) if heading or any(cells[index] for cells in rows)]
    gutter = 2 if any(row.marked for row in table.rows) else 0
    shown = [headings, *rows] if any(headings) else rows
    widths = {index: max(display_width(cells[index]) for cells in shown) for index in used}
    if width is not None:
        _shrink(widths, table, width - gutter)

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
            yield _trimmed(spans)

    if any(headings):
        yield from line(headings, " " * gutter, None)
    for row, cells in zip(table.rows, rows, strict=True):
        yield from line(cells, "> " if row.marked else " " * gutter, row)
        if row.note:
            indent = gutter + min(widths[used[0]] + GAP, DEEPEST_NOTE) if used else 0
            room = None if width is None else max(width - indent, NARROWEST_COLUMN)
            yield from ((Span(" " * indent + text, "faint"),) for text in wrap(safe(row.note), room))


def _shrink(widths: dict[int, int], table: Table, width: int) -> None:
    """Take columns from the widest cells that may be wrapped until the table fits, or can't."""
    while sum(widths.values()) + GAP * (len(widths) - 1) > width:
        flexible = [index for index in widths if table.columns[index].align == "left"]
        widest = max(flexible, key=lambda index: widths[index], default=None)
        if widest is None or widths[widest] <= NARROWEST_COLUMN:
            return
        widths[widest] -= 1


def _next(groups: Iterable[NextGroup], width: int | None) -> Iterator[Line]:
    """Next questions: number, label and command; the command stands below where space is short."""
    items = [item for group in groups for item in group.items[:MOST_NEXT]]
    digits = len(str(len(items)))
    labels = max((display_width(safe(item.label)) for item in items), default=0)
    number = 0
    for group in groups:
        yield from _text(group.heading, width, "strong")
        for item in group.items[:MOST_NEXT]:
            number += 1
            start, label, command = f"{number:>{digits}}  ", safe(item.label), safe(item.question.text)
            space = " " * (labels - display_width(label) + GAP)
            if width is None or len(start) + labels + GAP + display_width(command) <= width:
                yield (Span(start, "faint"), Span(label + space), Span(command, "command"))
            else:
                yield from _text(start + label, width, hang=len(start))
                yield (Span(" " * len(start)), Span(command, "command"))
        if len(group.items) > MOST_NEXT:
            yield (Span(f"{'':{digits}}  … +{len(group.items) - MOST_NEXT}", "faint"),)


def _trimmed(spans: Sequence[Span]) -> Line:
    """The line without spaces at its end."""
    kept = list(spans)
    while kept and not kept[-1].text.strip(" "):
        kept.pop()
    if kept:
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip(" "))
    return tuple(kept)


def _paint(line: Line, *, colour: bool) -> str:
    if not colour:
        return "".join(span.text for span in line)
    from rich.color import ColorSystem  # noqa: PLC0415 - only terminals need it
    from rich.style import Style  # noqa: PLC0415

    return "".join(
        Style.parse(_STYLES[span.weight] or "none").render(span.text, color_system=ColorSystem.STANDARD)
        for span in line
    )
