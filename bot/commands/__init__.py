"""The slash commands: one module each, named after what the reader types."""

from typing import Any

from discord import app_commands

from bot.commands.about import about
from bot.commands.athlete import athlete
from bot.commands.h2h import h2h
from bot.commands.help import help_
from bot.commands.result import result

COMMANDS: tuple[app_commands.Command[Any, ..., None], ...] = (result, athlete, h2h, help_, about)
