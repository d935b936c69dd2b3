"""A choice as a message: each candidate on a line or two, with its button beside it."""

from collections.abc import Iterator

from discord import ButtonStyle, ui

from bot.discord.limits import CUSTOM_ID, TEXT, size
from bot.discord.message.components import ASK
from bot.discord.message.markdown import bold, escape, small
from knowledge.models.card import Card, Next, Row

MOST_CHOICES = 8
"""Choices with a button of their own: each takes three components of a message."""

Items = list[ui.Item[ui.LayoutView]]


def draw_choices(card: Card, label: str) -> Items:
    """The title, the candidates with a button `label` beside each, and the notes; empty where it can't be.

    It can where each row of the card's table is one of the next questions, and a button can carry these.
    """
    rows = [row for section in card.sections if section.table for row in section.table.rows]
    items = [item for group in card.next for item in group.items]
    if card.tone != "choice" or len(rows) != len(items) or not 0 < len(rows) <= MOST_CHOICES:
        return []
    if any(size(ASK + item.question.command) > CUSTOM_ID for item in items):
        return []
    drawn: Items = [
        ui.TextDisplay("\n".join(_head(card))),
        *(_candidate(row, item, label) for row, item in zip(rows, items, strict=True)),
    ]
    if notes := [small(text) for note in card.notes if (text := escape(note))]:
        drawn.append(ui.TextDisplay("\n".join(notes)))
    texts = sum(size(item.content) for item in drawn if isinstance(item, ui.TextDisplay))
    texts += sum(
        size(text.content)
        for item in drawn
        if isinstance(item, ui.Section)
        for text in item.children
        if isinstance(text, ui.TextDisplay)
    )
    return drawn if texts <= TEXT else []


def _head(card: Card) -> Iterator[str]:
    yield f"### {escape(card.headline or card.title)}"
    yield from (small(text) for assumed in card.assumed if (text := escape(assumed)))


def _candidate(row: Row, item: Next, label: str) -> ui.Item[ui.LayoutView]:
    """The first cell, and in small print the others and the note."""
    first, *others = [escape(cell) for cell in row.cells]
    asides = [text for text in (*others, escape(row.note or "")) if text]
    lines = [bold(first or "—"), *([small(" · ".join(asides))] if asides else [])]
    button: ui.Button[ui.LayoutView] = ui.Button(
        style=ButtonStyle.secondary, label=label, custom_id=ASK + item.question.command
    )
    return ui.Section(ui.TextDisplay("\n".join(lines)), accessory=button)
