"""`/about`: what the answers rest on."""

from functools import partial

from discord import app_commands

from bot.discord.interaction import Interaction
from bot.discord.reply import show, worked_out
from bot.discord.response import defer, language_of
from knowledge.ask import Knowledge
from knowledge.models.card import Card


@app_commands.command(description="What the answers rest on: sources, coverage, and until when")
async def about(interaction: Interaction) -> None:
    """Show the version, the coverage and the sources of the knowledge."""

    def draw_up(knowledge: Knowledge) -> Card:
        return knowledge.about_card(language_of(interaction))

    with interaction.client.answering():
        card = await worked_out(interaction, draw_up, partial(defer, interaction))
        if card is not None:
            await show(interaction, card)
