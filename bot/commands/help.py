"""`/help`: what can be asked, by example."""

from discord import app_commands

from bot.discord_ui.interaction import Interaction
from bot.discord_ui.reply import language_of, show


@app_commands.command(name="help", description="What you can ask, with examples")
async def help_(interaction: Interaction) -> None:
    """Show the help, to the asker alone."""
    with interaction.client.question() as knowledge:
        await show(interaction, knowledge.help_card(language_of(interaction)), private=True)
