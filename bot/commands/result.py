"""`/result`: how did this race end?"""

from discord import app_commands

from bot.discord.completion import Choices, complete
from bot.discord.interaction import Interaction
from bot.discord.reply import answer


@app_commands.command(description="How a race ended: places, marks, gaps, and where the facts come from")
@app_commands.describe(race="Where, what and when, in any order: brussels steeplechase 2024")
async def result(interaction: Interaction, race: str) -> None:
    """Answer with the result of the race that `race` describes."""
    await answer(interaction, f"/result {race}")


@result.autocomplete("race")
async def complete_race(interaction: Interaction, current: str) -> Choices:
    """Offer races as they are typed."""
    return await complete(interaction, "result", current)
