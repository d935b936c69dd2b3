"""Presses on buttons and menus of any message that the bot ever sent: `custom_id` carries the question."""

import re
from collections.abc import Mapping
from typing import Any, Self, cast

import discord
import structlog
from discord import ui

from bot.discord.errors import reported
from bot.discord.interaction import Interaction
from bot.discord.message.layout import plain
from bot.discord.reply import change, follow, post_details, show_details, show_rest
from bot.discord.response import language_of, send
from bot.discord.settings_command import SETTINGS_BUTTON, SETTINGS_MENU
from bot.locale import msg, say

BUTTON = re.compile(r"(?P<act>ask|set|more|all|post):(?P<question>.+)")
MENU = re.compile(r"(?P<act>ask|set)-menu:\d+")
TEMPLATES = (BUTTON, MENU, SETTINGS_BUTTON, SETTINGS_MENU)
PRESSES = (discord.InteractionType.component, discord.InteractionType.modal_submit)
UNKNOWN = msg("This comes from another version of Bell Lap; ask again with a command.")

ACTS = {
    "ask": follow,
    "set": change,
    "more": show_rest,
    "all": show_details,
    "post": post_details,
}

log = structlog.get_logger(__name__)


async def explain_unknown(interaction: Interaction) -> None:
    """Reply to a press with an unknown `custom_id`, as from an older version; ignore other interactions."""
    if interaction.type not in PRESSES:
        return
    data: Mapping[str, Any] = interaction.data or {}
    pressed = str(data.get("custom_id"))
    if any(template.fullmatch(pressed) for template in TEMPLATES):
        return
    log.info("press.unknown", by=interaction.type.name)
    view = plain(say(language_of(interaction), UNKNOWN))
    async with reported(interaction):
        await send(interaction, view, private=True)


async def _act(act: str, interaction: Interaction, question: str) -> None:
    async with reported(interaction):
        await ACTS[act](interaction, question)


class QuestionButton(ui.DynamicItem[ui.Button[Any]], template=BUTTON):
    """A button that asks its question, replaces the answer by its answer, or shows or posts its details."""

    def __init__(self, item: ui.Button[Any], act: str, question: str) -> None:
        super().__init__(item)
        self.act = act
        self.question = question

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        """The button that was pressed."""
        del interaction
        return cls(cast("ui.Button[Any]", item), match["act"], match["question"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer the question that the button carries."""
        await _act(self.act, interaction, self.question)


class QuestionMenu(ui.DynamicItem[ui.Select[Any]], template=MENU):
    """A menu whose options are questions."""

    def __init__(self, item: ui.Select[Any], act: str) -> None:
        super().__init__(item)
        self.act = act

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        """The menu in which an option was chosen."""
        del interaction
        return cls(cast("ui.Select[Any]", item), match["act"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer the question that was chosen."""
        await _act(self.act, interaction, self.item.values[0])
