"""The next questions of a card as buttons and menus that carry the question itself.

A `custom_id` is the prefix and the question as a command, so that a press needs nothing but the message:
a restart forgets nothing. A question whose command does not fit into Discord's 100 characters is left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from discord import ButtonStyle, SelectOption, ui

from bot.discord.limits import (
    BUTTON_LABEL,
    BUTTONS_IN_ROW,
    CUSTOM_ID,
    OPTION,
    OPTIONS,
    PLACEHOLDER,
    cut,
    fit_label,
    size,
)
from bot.discord.message.escape import clean, escape
from bot.discord.message.table import small
from knowledge.models.card import Card, NextGroup

ASK, SET, MORE = "ask:", "set:", "more:"
ASK_MENU, SET_MENU = "ask-menu:", "set-menu:"
# What the text of a card needs is kept free for it.
COMPONENTS = 24
# Buttons with more text than this fill a screen of their own: a menu holds them in a line.
BUTTONS_TEXT = 90

Items = list[ui.Item[ui.LayoutView]]


@dataclass(frozen=True)
class Group:
    """Next questions of one sort: each question's text with its label. `number` tells menus apart."""

    number: int
    heading: str
    items: tuple[tuple[str, str], ...]
    changes: bool
    named: bool

    @property
    def cost(self) -> int:
        """The components of its buttons, at most: a heading, a row, and each button."""
        return 2 + len(self.items)

    @property
    def suits_buttons(self) -> bool:
        """Few, short enough to be read at once, and each with its question in its `custom_id`."""
        room = sum(len(label) for _, label in self.items) <= BUTTONS_TEXT or self.named or len(self.items) < 3
        carried = all(size(SET + question) <= CUSTOM_ID for question, _ in self.items)
        return len(self.items) <= BUTTONS_IN_ROW and room and carried


def controls(card: Card) -> Items:
    """Buttons for short groups and menus for long ones, within the components that controls may use."""
    groups = _usable(card)[: COMPONENTS // 2]
    menus = {group.number for group in groups if not group.suits_buttons}
    for group in reversed(groups):
        if sum(2 if group.number in menus else group.cost for group in groups) <= COMPONENTS:
            break
        menus.add(group.number)
    drawn: Items = []
    for is_menu, run in groupby(groups, key=lambda group: group.number in menus):
        together = list(run)
        drawn += [_menu(group) for group in together] if is_menu else _rows(together)
    return drawn


def _rows(groups: Sequence[Group]) -> Items:
    """Rows of buttons. Groups that need no name share rows: what their labels say is enough."""
    drawn: Items = []
    for named, run in groupby(groups, key=lambda group: group.named):
        if named:
            for group in run:
                heading = escape(group.heading)
                drawn += [ui.TextDisplay(small(heading))] if heading else []
                drawn.append(ui.ActionRow(*_buttons(group)))
        else:
            buttons = [button for group in run for button in _buttons(group)]
            starts = range(0, len(buttons), BUTTONS_IN_ROW)
            drawn += [ui.ActionRow(*buttons[start : start + BUTTONS_IN_ROW]) for start in starts]
    return drawn


def _buttons(group: Group) -> list[ui.Button[ui.LayoutView]]:
    prefix, style = (SET, ButtonStyle.primary) if group.changes else (ASK, ButtonStyle.secondary)
    return [
        ui.Button(style=style, label=cut(label, BUTTON_LABEL), custom_id=prefix + question)
        for question, label in group.items
    ]


def _menu(group: Group) -> ui.ActionRow[ui.LayoutView]:
    """A menu that is called like the group."""
    select: ui.Select[ui.LayoutView] = ui.Select(
        custom_id=f"{SET_MENU if group.changes else ASK_MENU}{group.number}",
        placeholder=cut(clean(group.heading), PLACEHOLDER) or None,
        options=[
            SelectOption(label=cut(label, OPTION), value=question)
            for question, label in group.items[:OPTIONS]
        ],
    )
    return ui.ActionRow(select)


def _usable(card: Card) -> list[Group]:
    seen: set[str] = set()
    groups = []
    for number, group in enumerate(card.next):
        # On a choice, a miss or a refusal there is no answer to change: its questions are all asked anew.
        changes = group.changes and card.tone == "answer"
        if items := tuple(_items(group, changes, seen)):
            named = changes or card.tone != "answer"
            groups.append(Group(number, group.heading, items, changes, named))
    return groups


def _items(group: NextGroup, changes: bool, seen: set[str]) -> Iterable[tuple[str, str]]:
    for item in group.items:
        question = item.question.command
        key = f"{changes}{question}"
        if key not in seen and size(question) <= OPTION:
            seen.add(key)
            short = clean(item.short_label) if item.short_label else None
            yield question, fit_label(clean(item.label), short, BUTTON_LABEL) or question
