"""`/settings`: shows the panel, saves each press at once, and exports or forgets what is kept."""

import asyncio
import io
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any, Self, cast

import discord
import structlog
from discord import app_commands, ui

from bot.discord.errors import reported
from bot.discord.interaction import Interaction, preferences_of
from bot.discord.message.layout import plain
from bot.discord.response import deliver, replace, send
from bot.discord.settings_panel import (
    Panel,
    Whose,
    choice_of,
    draw_confirmation,
    draw_export,
    draw_panel,
)
from bot.discord.support import add_links
from bot.locale import msg, say
from bot.preferences import NOTHING, Chosen, PreferencesError, Subject, server_subject, user_subject

SETTINGS_BUTTON = re.compile(r"settings:(?P<whose>me|server):(?P<act>show|export|forget|forgotten)")
SETTINGS_MENU = re.compile(r"settings-menu:(?P<whose>me|server):(?P<field>\w+)")
EXPORT = "bell-lap.json"

log = structlog.get_logger(__name__)


@app_commands.command(
    name="settings", description=msg("Language, short or full answers, what is kept about you")
)
async def settings(interaction: Interaction) -> None:
    """Show the settings, to the asker alone."""
    with interaction.client.answering():
        panel = await _panel(interaction)
        await send(interaction, _draw(interaction, panel), private=True)
    log.info("settings.shown")


class SettingsMenu(ui.DynamicItem[ui.Select[Any]], template=SETTINGS_MENU):
    """A menu of the panel. An option is saved at once."""

    def __init__(self, item: ui.Select[Any], whose: Whose, field: str) -> None:
        super().__init__(item)
        self.whose = whose
        self.field = field

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        """The menu in which an option was chosen."""
        del interaction
        return cls(cast("ui.Select[Any]", item), cast("Whose", match["whose"]), match["field"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Save the option that was chosen."""
        await _answer(interaction, lambda: _save(interaction, self.whose, self.field, self.item.values[0]))


class SettingsButton(ui.DynamicItem[ui.Button[Any]], template=SETTINGS_BUTTON):
    """A button of the panel: shows it, exports or forgets what is kept."""

    def __init__(self, item: ui.Button[Any], whose: Whose, act: str) -> None:
        super().__init__(item)
        self.whose = whose
        self.act = act

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        """The button that was pressed."""
        del interaction
        return cls(cast("ui.Button[Any]", item), cast("Whose", match["whose"]), match["act"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the button says."""
        await _answer(interaction, lambda: _ACTS[self.act](interaction, self.whose))


async def _answer(interaction: Interaction, call: Callable[[], Awaitable[None]]) -> None:
    async with reported(interaction):
        with interaction.client.answering():
            await call()


async def _save(interaction: Interaction, whose: Whose, field: str, value: str) -> None:
    subject, changes = _subject(interaction, whose), choice_of(field, value)
    if subject is None:
        await _refuse(interaction)
        return
    if changes is None:
        outdated = say(
            _spoken(interaction), "This panel is from another version of Bell Lap; use /settings again."
        )
        await send(interaction, plain(outdated), private=True)
        return
    await _change(interaction, interaction.client.preferences.save(subject, changes), "")
    log.info("settings.changed", whose=whose, field=field)


async def _show(interaction: Interaction, _whose: Whose) -> None:
    await replace(interaction, _draw(interaction, await _panel(interaction)))


async def _export(interaction: Interaction, _whose: Whose) -> None:
    """Reply with a file of what is kept about the presser, to the presser alone."""
    person = user_subject(interaction.user.id)
    try:
        kept = await interaction.client.preferences.read(person)
    except PreferencesError:
        unread = say(_spoken(interaction), "Your settings can't be read just now; try again in a minute.")
        await send(interaction, plain(unread), private=True)
        return
    if kept == NOTHING:
        await send(interaction, plain(say(_spoken(interaction), "Nothing is kept about you.")), private=True)
        return
    content = _json(person, kept)

    async def send_file() -> None:
        file = discord.File(io.BytesIO(content), EXPORT)
        view = draw_export(EXPORT, _spoken(interaction))
        await interaction.response.send_message(view=view, file=file, ephemeral=True)

    await deliver(send_file)
    log.info("settings.exported")


async def _ask(interaction: Interaction, whose: Whose) -> None:
    if _subject(interaction, whose) is None:
        await _refuse(interaction)
        return
    await replace(interaction, draw_confirmation(whose, _spoken(interaction)))


async def _forget(interaction: Interaction, whose: Whose) -> None:
    subject = _subject(interaction, whose)
    if subject is None:
        await _refuse(interaction)
        return
    about_me = msg("Done: nothing is kept about you.")
    done = about_me if whose == "me" else msg("Done: nothing is kept about this server.")
    await _change(interaction, interaction.client.preferences.forget(subject), done)
    log.info("settings.forgotten", whose=whose)


_ACTS = {"show": _show, "export": _export, "forget": _ask, "forgotten": _forget}


async def _change(interaction: Interaction, change: Awaitable[None], done: str) -> None:
    """Await a change and draw the panel again, with a sentence on what became of it."""
    try:
        await change
    except PreferencesError:
        done = msg("That could not be saved just now; look at /settings again in a minute.")
    await replace(interaction, _draw(interaction, _remembered(interaction, done)))


def _subject(interaction: Interaction, whose: Whose) -> Subject | None:
    """Whose choices a press changes: the presser's, or those of the server; None without the permission."""
    if whose == "me":
        return user_subject(interaction.user.id)
    server = interaction.guild_id
    return server_subject(server) if server and interaction.permissions.manage_guild else None


async def _refuse(interaction: Interaction) -> None:
    refusal = say(_spoken(interaction), "Only members who may manage this server change its settings.")
    await send(interaction, plain(refusal), private=True)


async def _panel(interaction: Interaction) -> Panel:
    """The panel, from the store, as another process may have changed it; else from memory."""
    subjects = [_subject(interaction, "me"), _subject(interaction, "server")]
    reading = (interaction.client.preferences.read(subject) for subject in subjects if subject)
    await asyncio.gather(*reading, return_exceptions=True)
    return _remembered(interaction)


def _remembered(interaction: Interaction, notice: str = "") -> Panel:
    preferences, spoken = interaction.client.preferences, _spoken(interaction)
    server = _subject(interaction, "server")
    return Panel(
        preferences.chosen(_subject(interaction, "me")),
        preferences.chosen(server) if server else None,
        spoken,
        say(spoken, notice) if notice else "",
    )


def _draw(interaction: Interaction, panel: Panel) -> ui.LayoutView:
    view = draw_panel(panel)
    add_links(view, interaction.client.addresses, panel.language)
    return view


def _json(person: Subject, kept: Chosen) -> bytes:
    settings = {name: value for name, value in kept._asdict().items() if value is not None}
    # As text: JSON's readers round numbers of this size.
    export = {"bot": "Bell Lap", "discord_user_id": str(person.id), "settings": settings}
    return (json.dumps(export, indent=2) + "\n").encode()


def _spoken(interaction: Interaction) -> str:
    return preferences_of(interaction).language
