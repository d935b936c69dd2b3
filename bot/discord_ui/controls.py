"""The next questions of a card as buttons and menus that carry the question itself.

A `custom_id` is the prefix and the question's canonical text, so that a press needs nothing but the message:
a restart forgets nothing. A question whose text does not fit into Discord's 100 characters is left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from discord import ButtonStyle, SelectOption, ui

from bot.discord_ui.escape import clean, escape
from bot.discord_ui.limits import (
    BUTTON_LABEL,
    BUTTONS_IN_ROW,
    CUSTOM_ID,
    OPTION,
    OPTIONS,
    PLACEHOLDER,
    cut,
    size,
)
from bot.discord_ui.lines import small
from knowledge.models.card import Card, NextGroup

ASK, SET = "ask:", "set:"
ASK_MENU, SET_MENU = "ask-menu:", "set-menu:"
# What the text of a card needs is kept free for it.
COMPONENTS = 24


@dataclass(frozen=True)
class Control:
    """A group of next questions: its heading, and each question's text with its label."""

    heading: str
    items: tuple[tuple[str, str], ...]
    changes: bool
    number: int

    @property
    def fits_buttons(self) -> bool:
        """A row of buttons holds five, and each its question."""
        return len(self.items) <= BUTTONS_IN_ROW and all(
            size(SET + question) <= CUSTOM_ID for question, _ in self.items
        )

    def buttons(self) -> list[ui.Item[ui.LayoutView]]:
        """A heading in small print over a row of buttons."""
        prefix, style = (SET, ButtonStyle.primary) if self.changes else (ASK, ButtonStyle.secondary)
        row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
        for question, label in self.items:
            row.add_item(ui.Button(style=style, label=cut(label, BUTTON_LABEL), custom_id=prefix + question))
        heading = escape(self.heading)
        return [*([ui.TextDisplay(small(heading))] if heading else []), row]

    def menu(self) -> list[ui.Item[ui.LayoutView]]:
        """A menu that is called like the group."""
        prefix = SET_MENU if self.changes else ASK_MENU
        options = [
            SelectOption(label=cut(label, OPTION), value=question) for question, label in self.items[:OPTIONS]
        ]
        select: ui.Select[ui.LayoutView] = ui.Select(
            custom_id=f"{prefix}{self.number}",
            placeholder=cut(clean(self.heading), PLACEHOLDER) or None,
            options=options,
        )
        return [ui.ActionRow(select)]


def controls(card: Card) -> list[ui.Item[ui.LayoutView]]:
    """Buttons for short groups and menus for long ones, within the components that controls may use."""
    groups = _usable(card)
    as_menu = {group.number for group in groups if not group.fits_buttons}
    for group in reversed(groups):
        if sum(_cost(group, as_menu) for group in groups) <= COMPONENTS:
            break
        as_menu.add(group.number)
    groups = groups[: COMPONENTS // 2]
    drawn = (group.menu() if group.number in as_menu else group.buttons() for group in groups)
    return [item for items in drawn for item in items]


def _cost(group: Control, as_menu: set[int]) -> int:
    return 2 if group.number in as_menu else 2 + len(group.items)


def _usable(card: Card) -> list[Control]:
    seen: set[str] = set()
    groups = []
    for number, group in enumerate(card.next):
        # On a choice, a miss or a refusal there is no answer to change: its questions are all asked anew.
        changes = group.changes and card.tone == "answer"
        items = tuple(_items(group, changes, seen))
        if items:
            groups.append(Control(group.heading, items, changes, number))
    return groups


def _items(group: NextGroup, changes: bool, seen: set[str]) -> Iterable[tuple[str, str]]:
    for item in group.items:
        question = item.question.text
        key = f"{changes}{question}"
        if key not in seen and size(question) <= OPTION:
            seen.add(key)
            yield question, clean(item.label) or question
