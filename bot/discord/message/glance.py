"""A glance as a message: the answer on one screen of a phone, and few buttons."""

import re
from collections.abc import Iterable, Iterator

from discord import ButtonStyle, ui

from bot.discord.limits import BUTTON_LABEL, CUSTOM_ID, cut, size
from bot.discord.message.components import ALL, ASK, SET
from bot.discord.message.markdown import bold, clean, escape, small
from bot.discord.message.widths import LINE, SPACE, code_width, cut_to, width
from knowledge.models.glance import Glance, GlanceButton, GlancePart, GlanceRow

_CODE = re.compile(r"[A-Z]{3}")
"""The code of a nation without a flag."""
MOST_BUTTONS = 4
"""Buttons of a glance. Chosen by hand: one row, or two on a phone."""


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
    # A backtick would end the code.
    sign, mark = clean(row.sign), clean(row.mark).replace("`", "'")
    aside = clean(row.aside)
    # An aside says why there is no mark: no empty code stands before it.
    start, used = _start(sign, mark, widest if mark or not aside else 0, digits=digits)
    room = LINE - used - (width(aside) + SPACE if aside else 0)
    text = _that_fits(row, room)
    text = escape(cut_to(text, room, strong=row.strong))
    texts = [bold(text) if text and row.strong else text, escape(aside)]
    return " ".join([*start, *(text for text in texts if text)])


def _start(sign: str, mark: str, widest: int, *, digits: bool) -> tuple[list[str], float]:
    """The sign and the mark, with the pixels that they and the space after them take.

    A place stands in the code of the mark, which then is as wide as a medal and a code.
    """
    padded = f"{mark:\N{NO-BREAK SPACE}>{widest}}" if widest else ""
    if sign.isdigit() and digits:
        code = f"{sign:\N{NO-BREAK SPACE}>2}" + (f"\N{NO-BREAK SPACE}{padded}" if padded else "")
        return [f"`{code}`"], code_width(len(code)) + SPACE
    start = [escape(sign)] if sign else []
    used = width(sign) + SPACE if sign else 0.0
    if padded:
        start.append(f"`{padded}`")
        used += code_width(len(padded)) + SPACE
    return start, used


def _that_fits(row: GlanceRow, room: float) -> str:
    """The text; where it is too wide the short one, then that without initials, then without flag or code."""
    text, short = clean(row.text), clean(row.short or row.text)
    plain = " ".join(word for word in short.split() if not (len(word) == 2 and word.endswith(".")))
    first, _, name = plain.partition(" ")
    is_nation = not any(map(str.isalnum, first)) or _CODE.fullmatch(first)
    bare = name if name and is_nation else plain
    return next((one for one in (text, short, plain) if width(one, strong=row.strong) <= room), bare)


def _escaped(texts: Iterable[str | None]) -> Iterator[str]:
    return (escaped for text in texts if text and (escaped := escape(text)))
