"""The type of the interactions that our client hands to commands and buttons."""

from typing import TYPE_CHECKING, TypeAlias

import discord

if TYPE_CHECKING:
    from bot.discord.client import BellLap

Interaction: TypeAlias = discord.Interaction["BellLap"]
