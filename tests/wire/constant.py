"""A bot that answers every `/h2h` with one constant embed: the floor that Bell Lap is measured against."""

import os

import discord
from discord import app_commands


def create_constant() -> discord.AutoShardedClient:
    """Return a client with one command and no knowledge."""
    client = discord.AutoShardedClient(intents=discord.Intents(guilds=True))
    tree = app_commands.CommandTree(client)

    async def completion(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{typed}!", value=typed)]

    @tree.command(name="h2h", description="Always the same.")
    @app_commands.autocomplete(athletes=completion)
    async def h2h(interaction: discord.Interaction, athletes: str) -> None:
        del athletes
        await interaction.response.send_message(embed=discord.Embed(title="10-1", description="Constant."))

    return client


if __name__ == "__main__":
    create_constant().run(os.environ["DISCORD_TOKEN"], log_handler=None)
