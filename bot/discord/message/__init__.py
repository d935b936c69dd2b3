"""A card as a Discord message: Components V2, within Discord's limits."""
