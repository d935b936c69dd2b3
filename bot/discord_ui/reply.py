"""Asking the knowledge on behalf of an interaction, and replying."""

import asyncio
from time import perf_counter

import structlog

from bot.discord_ui.interaction import Interaction
from bot.discord_ui.view import draw, draw_rest
from bot.locale import language
from knowledge.models.card import Card

log = structlog.get_logger(__name__)


async def answer(interaction: Interaction, text: str) -> None:
    """Reply to a question with a message of its own: public when it is an answer, else to the asker alone."""
    await _reply(interaction, text, in_place=False)


async def change(interaction: Interaction, text: str) -> None:
    """Replace the answer that was pressed, for the one who asked for it; anybody else gets their own."""
    message = interaction.message
    asked = message.interaction_metadata if message else None
    await _reply(interaction, text, in_place=asked is not None and asked.user.id == interaction.user.id)


async def show_rest(interaction: Interaction, text: str) -> None:
    """Show the presser alone what found no room in the answer to this question."""
    client, spoken = interaction.client, language_of(interaction)
    with client.question() as knowledge:
        reply = await asyncio.to_thread(knowledge.ask, text, client.today(), spoken)
        await interaction.response.send_message(view=draw_rest(reply.card, spoken), ephemeral=True)
    log.info("rest.shown", kind=reply.kind, shard=_shard(interaction))


async def show(interaction: Interaction, card: Card, *, private: bool = False) -> None:
    """Reply with a card that answers no question."""
    await interaction.response.send_message(view=draw(card, language_of(interaction)), ephemeral=private)
    command = interaction.command
    log.info("shown", command=command.name if command else None, shard=_shard(interaction))


def language_of(interaction: Interaction) -> str:
    """The language that the one who asks has Discord in, where we speak it."""
    return language(interaction.locale.value)


async def _reply(interaction: Interaction, text: str, *, in_place: bool) -> None:
    client, started, spoken = interaction.client, perf_counter(), language_of(interaction)
    log.debug("asked", text=text)
    with client.question() as knowledge:
        reply = await asyncio.to_thread(knowledge.ask, text, client.today(), spoken)
        found = reply.outcome == "answer"
        view = draw(reply.card, spoken, reply.question.text if reply.question else None)
        if found and in_place:
            await interaction.response.edit_message(view=view)
        else:
            await interaction.response.send_message(view=view, ephemeral=not found)
    log.info(
        "answered",
        kind=reply.kind,
        outcome=reply.outcome,
        by=interaction.type.name,
        milliseconds=round((perf_counter() - started) * 1000, 1),
        shard=_shard(interaction),
    )


def _shard(interaction: Interaction) -> int:
    # Discord sends a server's events to this shard, and those of direct messages to the first.
    count = interaction.client.shard_count or 1
    return (interaction.guild_id >> 22) % count if interaction.guild_id else 0
