"""A card as a Discord message: Components V2 and no embeds, within the limits of `bot.discord.limits`."""
