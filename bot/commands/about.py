"""`/about`: what the answers rest on."""

import asyncio

from discord import app_commands

from bot.discord_ui.interaction import Interaction
from bot.discord_ui.reply import language_of, show


@app_commands.command(description="What the answers rest on: sources, coverage, and until when")
async def about(interaction: Interaction) -> None:
    """Show the version, the coverage and the sources of the knowledge."""
    with interaction.client.question() as knowledge:
        card = await asyncio.to_thread(knowledge.about_card, language_of(interaction))
        await show(interaction, card)
