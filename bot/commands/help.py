"""`/help`: what can be asked, by example."""

from discord import app_commands

from bot.discord.interaction import Interaction
from bot.discord.reply import show
from bot.discord.response import language_of


@app_commands.command(name="help", description="What you can ask, with examples")
async def help_(interaction: Interaction) -> None:
    """Show the help, to the asker alone."""
    client = interaction.client
    with client.answering():
        with client.knowledge.lease() as knowledge:
            card = knowledge.help_card(language_of(interaction))
        await show(interaction, card, private=True)
