"""`/h2h`: who beats whom?"""

from discord import app_commands

from bot.discord.completion import Choices, complete
from bot.discord.interaction import Interaction
from bot.discord.reply import answer


@app_commands.command(description="Head to head: who beats whom, by place, in every race that both ran")
@app_commands.describe(athletes="Two names, and an event, years or a competition if you like: serem bakkali")
async def h2h(interaction: Interaction, athletes: str) -> None:
    """Answer with the score between the two athletes that are named."""
    await answer(interaction, f"/h2h {athletes}")


@h2h.autocomplete("athletes")
async def complete_athletes(interaction: Interaction, current: str) -> Choices:
    """Offer pairs of athletes as they are typed."""
    return await complete(interaction, "h2h", current)
