"""A card as text, for a terminal or a pipe."""

from collections.abc import Iterator, Sequence

from bot.terminal.table import GAP, table_lines
from bot.terminal.text import Line, Span, Weight, display_width, join, paint, safe, wrap
from knowledge.models.card import Card, Next, NextGroup, Section

MOST_NEXT = 5
"""Next questions of a group that are shown; an ambiguous question never has more choices."""


LONGEST_LABEL = 80
"""Characters of a next question's label: a line of a classic terminal."""


def draw(card: Card, width: int | None = None, *, colour: bool = False, commands: bool = True) -> str:
    """The card as text without a last newline, wrapped to `width` terminal columns where one is given.

    With `colour` the text has ANSI styles. Without `commands` next questions have their numbers only, for
    fronts where typing a number is enough. Control characters of the card itself are replaced.
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
    """The next questions that `draw` shows, in the order of their numbers from 1."""
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
            # In brackets, as the text above cites them.
            start = f"{f'[{number}]':<{len(str(len(sources))) + 2}} "
            yield from _text(start + source, width, hang=len(start))


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
        first, *others = join([f"{safe(group.heading)}:", *filter(None, pieces)], "  ", width, hang=2)
        heading, colon, rest = first.partition(":")
        yield (Span(heading, "strong"), Span(colon + rest))
        yield from ((Span(line),) for line in others)
