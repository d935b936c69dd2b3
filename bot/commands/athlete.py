"""`/athlete`: who is this?"""

from discord import app_commands

from bot.discord.completion import Choices, complete
from bot.discord.interaction import Interaction
from bot.discord.reply import answer


@app_commands.command(description="An athlete: bests, honours, last races, and namesakes told apart")
@app_commands.describe(name="A name, or a part of one: bakkali")
async def athlete(interaction: Interaction, name: str) -> None:
    """Answer with the profile of the athlete that `name` fits."""
    await answer(interaction, f"/athlete {name}")


@athlete.autocomplete("name")
async def complete_name(interaction: Interaction, current: str) -> Choices:
    """Offer athletes as they are typed."""
    return await complete(interaction, "athlete", current)
