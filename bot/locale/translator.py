"""Translation of the commands' descriptions for Discord."""

import discord
from discord import app_commands

from bot.locale import CATALOGUES

_DESCRIPTIONS = (
    app_commands.TranslationContextLocation.command_description,
    app_commands.TranslationContextLocation.parameter_description,
)


class CommandTranslator(app_commands.Translator):
    """Translates descriptions. Names are not translated, so that a command has one name everywhere."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """The description in `locale`, or None to leave it English."""
        if context.location not in _DESCRIPTIONS:
            return None
        return CATALOGUES.get(locale.value, {}).get(string.message)
