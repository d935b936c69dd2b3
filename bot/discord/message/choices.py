"""A choice as a message: the candidates, numbered, and a button for each number."""

from collections.abc import Iterator

from discord import ButtonStyle, ui

from bot.discord.limits import BUTTONS_IN_ROW, CUSTOM_ID, TEXT, size
from bot.discord.message.components import ASK
from bot.discord.message.markdown import bold, escape, small
from knowledge.models.card import Card, Row

Items = list[ui.Item[ui.LayoutView]]


def draw_choices(card: Card) -> Items:
    """The question, the candidates with numbers, the notes and the buttons; empty where it can't be so.

    It can where each row of the card's table is one of the next questions, buttons can carry these, and one
    row of buttons holds them.
    """
    rows = [row for section in card.sections if section.table for row in section.table.rows]
    questions = [item.question.command for group in card.next for item in group.items]
    if card.tone != "choice" or len(rows) != len(questions) or not 0 < len(rows) <= BUTTONS_IN_ROW:
        return []
    text = "\n".join(_lines(card, rows))
    if size(text) > TEXT or any(size(ASK + question) > CUSTOM_ID for question in questions):
        return []
    numbered: list[ui.Button[ui.LayoutView]] = [
        ui.Button(style=ButtonStyle.secondary, label=str(number), custom_id=ASK + question)
        for number, question in enumerate(questions, 1)
    ]
    return [ui.TextDisplay(text), ui.ActionRow(*numbered)]


def _lines(card: Card, rows: list[Row]) -> Iterator[str]:
    yield f"### {escape(card.headline or card.title)}"
    yield from (small(text) for assumed in card.assumed if (text := escape(assumed)))
    for number, row in enumerate(rows, 1):
        yield from _candidate(number, row)
    yield from (small(text) for note in card.notes if (text := escape(note)))


def _candidate(number: int, row: Row) -> Iterator[str]:
    """The number and the first cell, then the other cells and the note in small print."""
    first, *others = [escape(cell) for cell in row.cells]
    yield f"`{number}` {bold(first)}" if first else f"`{number}`"
    if asides := [text for text in (*others, escape(row.note or "")) if text]:
        yield small(" · ".join(asides))
