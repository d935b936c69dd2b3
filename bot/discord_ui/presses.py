"""Presses on buttons and choices in menus, of any message we ever sent: `custom_id` says what is asked."""

import re
from typing import Any, Self, cast

import discord
from discord import ui

from bot.discord_ui.faults import tell
from bot.discord_ui.interaction import Interaction
from bot.discord_ui.reply import change, follow, show_rest

ACTS = {"ask": follow, "set": change, "more": show_rest}


async def _act(act: str, interaction: Interaction, question: str) -> None:
    try:
        await ACTS[act](interaction, question)
    except Exception as error:  # discord.py would log it and leave the user without a word
        await tell(interaction, error)


class QuestionButton(ui.DynamicItem[ui.Button[Any]], template=r"(?P<act>ask|set|more):(?P<question>.+)"):
    """A button that asks its question, sets it in place of another, or shows the rest of its answer."""

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


class QuestionMenu(ui.DynamicItem[ui.Select[Any]], template=r"(?P<act>ask|set)-menu:\d+"):
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
