"""The panel of `/settings`: menus for one's own choices, and for the server's where one may manage it.

A `custom_id` says whose choice it is and which, so that a panel works after a restart. Ids are those of the
interaction that presses, never of the panel.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from discord import ButtonStyle, SelectOption, ui

from bot.discord.message.layout import TONES
from bot.discord.message.markdown import small
from bot.locale import LANGUAGES, own_name, say
from bot.preferences import NOTHING, Chosen

Whose = Literal["me", "server"]

PRESS, MENU = "settings:", "settings-menu:"
DEFAULT = "default"
"""The value of the option that takes a choice back."""
FIELDS: Mapping[str, Mapping[str, str | bool]] = {
    "language": {code: code for code in LANGUAGES},
    "compact": {"short": True, "full": False},
    "private_details": {"private": True, "public": False},
}
"""The menus: fields of `Chosen`, and what each option chooses."""


@dataclass(frozen=True)
class Panel:
    """What the panel shows: one's own choices, the server's where one may change them, and a notice."""

    own: Chosen
    server: Chosen | None
    language: str
    notice: str = ""


def choice_of(field: str, value: str) -> dict[str, str | bool | None] | None:
    """The change that an option of a menu makes; None where this version has no such option."""
    if value == DEFAULT and field in FIELDS:
        return {field: None}
    chosen = FIELDS.get(field, {}).get(value)
    return None if chosen is None else {field: chosen}


def draw_panel(panel: Panel) -> ui.LayoutView:
    """The message of the panel."""
    spoken = panel.language
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=TONES["refusal"])
    container.add_item(ui.TextDisplay("\n".join(_head(panel))))
    for field in FIELDS:
        container.add_item(_menu("me", field, panel.own, spoken))
    container.add_item(
        ui.ActionRow(
            _button("me", "export", say(spoken, "What is kept about me")),
            _button("me", "forget", say(spoken, "Forget me")),
        )
    )
    if panel.server is not None:
        container.add_item(ui.Separator())
        container.add_item(ui.TextDisplay(_server_head(spoken)))
        for field in FIELDS:
            container.add_item(_menu("server", field, panel.server, spoken))
        if panel.server != NOTHING:
            label = say(spoken, "Forget this server")
            container.add_item(ui.ActionRow(_button("server", "forget", label)))
    return _view(container)


def draw_confirmation(whose: Whose, language: str) -> ui.LayoutView:
    """The message that asks before anything is forgotten."""
    if whose == "me":
        label = say(language, "Forget me")
        asked = say(language, "Delete your settings? Nothing else is kept about you.")
    else:
        label = say(language, "Forget this server")
        asked = say(language, "Delete the settings of this server? Members keep their own.")
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow(
        _button(whose, "forgotten", label, ButtonStyle.danger), _button(whose, "show", say(language, "Keep"))
    )
    return _view(ui.Container(ui.TextDisplay(asked), row, accent_colour=TONES["refusal"]))


def draw_export(name: str, language: str) -> ui.LayoutView:
    """The message with the file of what is kept."""
    text = say(language, "This is all that Bell Lap keeps about you.")
    return _view(
        ui.Container(ui.TextDisplay(text), ui.File(f"attachment://{name}"), accent_colour=TONES["refusal"])
    )


def _head(panel: Panel) -> list[str]:
    spoken = panel.language
    kept = (
        say(spoken, "Kept: your Discord id and these choices.")
        if panel.own != NOTHING
        else say(spoken, "Nothing is kept about you.")
    )
    title = say(spoken, "Your settings")
    reach = say(spoken, "They count in every server and in direct messages.")
    lines = [f"**{panel.notice}**" if panel.notice else "", f"## {title}", small(f"{reach} {kept}")]
    return [line for line in lines if line]


def _server_head(spoken: str) -> str:
    whom = say(spoken, "They count for members who have not chosen for themselves.")
    title = say(spoken, "This server")
    return f"## {title}\n{small(whom)}"


def _menu(whose: Whose, field: str, chosen: Chosen, spoken: str) -> ui.ActionRow[ui.LayoutView]:
    texts = {"language": _languages, "compact": _answers, "private_details": _details}[field](whose, spoken)
    value = getattr(chosen, field)
    current = next((option for option, stands in FIELDS[field].items() if stands == value), DEFAULT)
    options = [
        SelectOption(label=label, value=option, description=description, default=option == current)
        for option, (label, description) in texts.items()
    ]
    select: ui.Select[ui.LayoutView] = ui.Select(custom_id=f"{MENU}{whose}:{field}", options=options)
    return ui.ActionRow(select)


def _languages(whose: Whose, spoken: str) -> dict[str, tuple[str, str | None]]:
    if whose == "me":
        note = say(spoken, "The language of your Discord app")
    else:
        note = say(spoken, "The language of each member's Discord app")
    named = {
        code: (say(spoken, "Language: {name}", name=_name_of(code)), _language_note(whose, spoken))
        for code in LANGUAGES
    }
    return {DEFAULT: (say(spoken, "Language: as in Discord"), note), **named}


def _language_note(whose: Whose, spoken: str) -> str | None:
    if whose == "me":
        return None
    return say(spoken, "For members whose Discord is in a language that Bell Lap lacks")


def _name_of(code: str) -> str:
    name = own_name(code)
    return name[:1].upper() + name[1:]


def _answers(whose: Whose, spoken: str) -> dict[str, tuple[str, str | None]]:
    default = (
        say(spoken, "What the server chose, else short")
        if whose == "me"
        else say(spoken, "Short, as Bell Lap comes")
    )
    return {
        DEFAULT: (say(spoken, "Answers: no preference"), default),
        "short": (say(spoken, "Answers: short"), say(spoken, "One screen; the rest behind a button")),
        "full": (say(spoken, "Answers: full"), say(spoken, "All rows, notes and sources at once")),
    }


def _details(whose: Whose, spoken: str) -> dict[str, tuple[str, str | None]]:
    default = (
        say(spoken, "What the server chose, else for you alone")
        if whose == "me"
        else say(spoken, "For the one who asks, as Bell Lap comes")
    )
    return {
        DEFAULT: (say(spoken, "Details: no preference"), default),
        "private": (say(spoken, "Details: private"), say(spoken, "Only the one who presses sees them")),
        "public": (say(spoken, "Details: public"), say(spoken, "The whole channel sees them")),
    }


def _button(
    whose: Whose, act: str, label: str, style: ButtonStyle = ButtonStyle.secondary
) -> ui.Button[ui.LayoutView]:
    return ui.Button(style=style, label=label, custom_id=f"{PRESS}{whose}:{act}")


def _view(container: ui.Container[ui.LayoutView]) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    # A press says itself what it does, so discord.py need not keep the view in memory.
    view.stop()
    return view
