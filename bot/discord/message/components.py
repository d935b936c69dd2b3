"""The next questions of a card as buttons and menus that carry the question itself.

A `custom_id` is a prefix and the question as a command, so that a press needs nothing but the message and
works after a restart. A question whose command exceeds Discord's 100 characters is left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

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
from bot.discord.message.markdown import clean, escape, small
from knowledge.models.card import Card, NextGroup

ASK, SET, MORE = "ask:", "set:", "more:"
ALL, POST = "all:", "post:"
ASK_MENU, SET_MENU = "ask-menu:", "set-menu:"
MOST_COMPONENTS = 24
"""Components that buttons and menus may use; the others are for the card's text. Chosen by hand."""
MENU_COMPONENTS = 2
"""Components of a menu: its row and itself."""
BUTTONS_TEXT = 90
"""Characters of a group's labels above which it is a menu: long buttons fill a phone. Chosen by hand."""

Items = list[ui.Item[ui.LayoutView]]


@dataclass(frozen=True)
class ControlGroup:
    """The next questions of a group, as pairs of command and label.

    `number` is the group's position in the card and distinguishes menus. A press on a group that `changes`
    replaces the answer. A `named` group is shown under its heading.
    """

    number: int
    heading: str
    items: tuple[tuple[str, str], ...]
    changes: bool
    named: bool

    @property
    def button_components(self) -> int:
        """Components of the group as buttons, at most: a heading, a row, and each button."""
        return 2 + len(self.items)

    @property
    def suits_buttons(self) -> bool:
        """Whether the questions are few, their labels short, and each fits into a `custom_id`."""
        short = sum(len(label) for _, label in self.items) <= BUTTONS_TEXT
        carried = all(size(SET + question) <= CUSTOM_ID for question, _ in self.items)
        return len(self.items) <= BUTTONS_IN_ROW and (short or self.named or len(self.items) < 3) and carried


def controls(card: Card) -> Items:
    """Buttons for short groups and menus for long ones, with `MOST_COMPONENTS` components at most."""
    groups = _groups(card)[: MOST_COMPONENTS // MENU_COMPONENTS]
    menus = _menu_numbers(groups)
    drawn: Items = []
    for is_menu, run in groupby(groups, key=lambda group: group.number in menus):
        neighbours = list(run)
        drawn += map(_menu, neighbours) if is_menu else _rows(neighbours)
    return drawn


def _menu_numbers(groups: Sequence[ControlGroup]) -> set[int]:
    """The numbers of the groups that are drawn as menus.

    These are the groups that don't suit buttons, and the last of the others, as many as the room demands.
    """
    menus = {group.number for group in groups if not group.suits_buttons}
    for group in reversed(groups):
        if _component_count(groups, menus) <= MOST_COMPONENTS:
            break
        menus.add(group.number)
    return menus


def _component_count(groups: Sequence[ControlGroup], menus: set[int]) -> int:
    return sum(MENU_COMPONENTS if group.number in menus else group.button_components for group in groups)


def _rows(groups: Iterable[ControlGroup]) -> Iterator[ui.Item[ui.LayoutView]]:
    """Rows of buttons: a named group under its heading; unnamed neighbours share rows."""
    for named, run in groupby(groups, key=lambda group: group.named):
        neighbours = list(run)
        yield from chain.from_iterable(map(_named_row, neighbours)) if named else _shared_rows(neighbours)


def _named_row(group: ControlGroup) -> Iterator[ui.Item[ui.LayoutView]]:
    if heading := escape(group.heading):
        yield ui.TextDisplay(small(heading))
    yield ui.ActionRow(*_buttons(group))


def _shared_rows(groups: Iterable[ControlGroup]) -> Iterator[ui.Item[ui.LayoutView]]:
    buttons = [button for group in groups for button in _buttons(group)]
    for start in range(0, len(buttons), BUTTONS_IN_ROW):
        yield ui.ActionRow(*buttons[start : start + BUTTONS_IN_ROW])


def _buttons(group: ControlGroup) -> list[ui.Button[ui.LayoutView]]:
    prefix, style = (SET, ButtonStyle.primary) if group.changes else (ASK, ButtonStyle.secondary)
    return [
        ui.Button(style=style, label=cut(label, BUTTON_LABEL), custom_id=prefix + question)
        for question, label in group.items
    ]


def _menu(group: ControlGroup) -> ui.ActionRow[ui.LayoutView]:
    """A menu of the group's questions, with the heading as its placeholder."""
    select: ui.Select[ui.LayoutView] = ui.Select(
        custom_id=f"{SET_MENU if group.changes else ASK_MENU}{group.number}",
        placeholder=cut(clean(group.heading), PLACEHOLDER) or None,
        options=[
            SelectOption(label=cut(label, OPTION), value=question)
            for question, label in group.items[:OPTIONS]
        ],
    )
    return ui.ActionRow(select)


def _groups(card: Card) -> list[ControlGroup]:
    """The card's groups with at least one question that can be carried, each question once."""
    seen: set[str] = set()
    groups = []
    for number, group in enumerate(card.next):
        # A choice, a miss or a refusal is no answer that could be changed: its questions are asked anew.
        changes = group.changes and card.tone == "answer"
        if items := tuple(_items(group, changes, seen)):
            named = changes or card.tone != "answer"
            groups.append(ControlGroup(number, group.heading, items, changes, named))
    return groups


def _items(group: NextGroup, changes: bool, seen: set[str]) -> Iterator[tuple[str, str]]:
    for item in group.items:
        question = item.question.command
        key = f"{changes}{question}"
        if key not in seen and size(question) <= OPTION:
            seen.add(key)
            short = clean(item.short_label) if item.short_label else None
            yield question, fit_label(clean(item.label), short, BUTTON_LABEL) or question
