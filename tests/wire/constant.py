"""A bot that answers every `/h2h` with one constant embed: the floor that Bell Lap is measured against.

Its `/picture` sends a constant file of the size of Bell Lap's pictures with it.
"""

import io
import os

import discord
from discord import app_commands

PICTURE = bytes(5_000)


def create_constant() -> discord.AutoShardedClient:
    """Return a client with two commands and no knowledge."""
    client = discord.AutoShardedClient(intents=discord.Intents(guilds=True))
    tree = app_commands.CommandTree(client)

    async def completion(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{typed}!", value=typed)]

    @tree.command(name="h2h", description="Always the same.")
    @app_commands.autocomplete(athletes=completion)
    async def h2h(interaction: discord.Interaction, athletes: str) -> None:
        del athletes
        await interaction.response.send_message(embed=discord.Embed(title="10-1", description="Constant."))

    @tree.command(name="picture", description="Always the same, with a picture.")
    async def picture(interaction: discord.Interaction) -> None:
        file = discord.File(io.BytesIO(PICTURE), "picture.png")
        await interaction.response.send_message(embed=discord.Embed(title="10-1"), file=file)

    return client


if __name__ == "__main__":
    create_constant().run(os.environ["DISCORD_TOKEN"], log_handler=None)
