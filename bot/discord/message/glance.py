"""A glance as a message: the answer on one screen of a phone, and few buttons."""

import unicodedata
from collections.abc import Iterable, Iterator

from discord import ButtonStyle, ui

from bot.discord.limits import BUTTON_LABEL, CUSTOM_ID, cut, size
from bot.discord.message.components import ALL, ASK, SET
from bot.discord.message.markdown import bold, clean, escape, small
from knowledge.models.glance import Glance, GlanceButton, GlancePart, GlanceRow

LINE = 31.0
"""Width of a line of a message on a phone of 380 pixels, in average letters of Discord's font."""
CODE = 1.12
"""Width of a letter in code, in average letters."""
CELL = 2.0
"""Width of the edges of a code and of the space after it, in average letters."""
BOLD = 1.1
"""Width of bold letters, in average letters."""
MOST_BUTTONS = 4
"""Buttons of a glance. Chosen by hand: one row, or two on a phone."""

_NARROW, _WIDE = frozenset("iljtfrI.,:;'’|! ·-()1"), frozenset("mwMWQO@–—%")


def text_of(glance: Glance) -> str:
    """The glance in markdown."""
    heading = "##" if glance.size == "large" else "###"
    lines = [f"{heading} {escape(glance.title)}"]
    lines += [small(text) for text in _escaped([glance.subtitle])]
    for part in glance.parts:
        lines += part_lines(part)
    lines += _escaped([glance.insight])
    lines += [small(text) for text in _escaped(glance.small)]
    return "\n".join(lines)


def part_lines(part: GlancePart) -> Iterator[str]:
    """The heading, a line for each row, and the sentences."""
    yield from (bold(text) for text in _escaped([part.heading]))
    widest = max((len(clean(row.mark)) for row in part.rows), default=0)
    signs = any(row.sign.isdigit() for row in part.rows)
    yield from (text for row in part.rows if (text := _row(row, widest, digits=signs)))
    yield from _escaped(part.lines)
    yield from (small(text) for text in _escaped(part.small))


def buttons(glance: Glance, asked: str | None) -> ui.ActionRow[ui.LayoutView]:
    """The button for the details of the question `asked`, then those of the glance that can be carried."""
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    if glance.details and asked:
        row.add_item(_button(glance.details, ALL + asked))
    carried: set[str] = set()
    for button in glance.buttons:
        custom_id = _custom_id(button)
        if len(carried) + 1 < MOST_BUTTONS and size(custom_id) <= CUSTOM_ID and custom_id not in carried:
            carried.add(custom_id)
            row.add_item(_button(button.label, custom_id))
    return row


def _custom_id(button: GlanceButton) -> str:
    return (SET if button.changes else ASK) + button.question.command


def _button(label: str, custom_id: str) -> ui.Button[ui.LayoutView]:
    # Discord refuses a button without a label.
    text = cut(clean(label) or custom_id.partition(":")[2], BUTTON_LABEL)
    return ui.Button(style=ButtonStyle.secondary, label=text, custom_id=custom_id)


def _row(row: GlanceRow, widest: int, *, digits: bool) -> str:
    """The sign, the mark in code, the text and the aside, on one line where that is possible."""
    sign, mark = clean(row.sign), clean(row.mark)
    room, cells = LINE / (BOLD if row.strong else 1), []
    if sign.isdigit() and digits:
        # As wide as a medal, which stands here in other rows.
        sign = f"`{sign:\N{NO-BREAK SPACE}>2}`"
        room -= 2 * CODE + CELL
    elif sign:
        sign = escape(sign)
        room -= 3.5
    if sign:
        cells.append(sign)
    aside = clean(row.aside)
    if widest and (mark or not aside):
        cells.append(f"`{mark:\N{NO-BREAK SPACE}>{widest}}`")
        room -= widest * CODE + CELL
    room -= letters(aside) + 1 if aside else 0
    text = clean(row.text)
    if letters(text) > room and row.short:
        text = clean(row.short)
    text = escape(_cut_to(text, room))
    if text:
        cells.append(bold(text) if row.strong else text)
    if aside:
        cells.append(escape(aside))
    return " ".join(cells)


def letters(text: str) -> float:
    """The width of a text in average letters, estimated."""
    return sum(_width(character) for character in text)


def _width(character: str) -> float:
    if character in _NARROW:
        return 0.55
    if character in _WIDE or character.isupper():
        return 1.25
    if unicodedata.east_asian_width(character) in "WF":
        return 2.0
    if "\U0001f1e6" <= character <= "\U0001f1ff":
        return 1.3  # half a flag
    return 0.0 if unicodedata.combining(character) else 1.0


def _cut_to(text: str, room: float) -> str:
    """The text within `room` average letters; a longer one ends with an ellipsis."""
    if letters(text) <= room:
        return text
    while text and letters(text) + 1 > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _escaped(texts: Iterable[str | None]) -> Iterator[str]:
    return (escaped for text in texts if text and (escaped := escape(text)))
