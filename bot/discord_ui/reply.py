"""Asking the knowledge on behalf of an interaction, and replying."""

import asyncio
from time import perf_counter

import structlog
from discord import ui

from bot.discord_ui.deliver import deliver
from bot.discord_ui.interaction import Interaction
from bot.discord_ui.view import draw, draw_rest, plain
from bot.locale import language, say
from knowledge.ask import Reply
from knowledge.models.card import Card

log = structlog.get_logger(__name__)


async def answer(interaction: Interaction, text: str) -> None:
    """Reply to what was typed with a message of its own: public when it is an answer, else private."""
    await _reply(interaction, text)


async def follow(interaction: Interaction, question: str) -> None:
    """Reply so to the question that a button carries."""
    await _reply(interaction, question, carried=True)


async def change(interaction: Interaction, question: str) -> None:
    """Replace the answer that was pressed, for the one who asked for it; anybody else gets their own."""
    message = interaction.message
    asked = message.interaction_metadata if message else None
    theirs = asked is not None and asked.user.id == interaction.user.id
    await _reply(interaction, question, carried=True, in_place=theirs)


async def show_rest(interaction: Interaction, question: str) -> None:
    """Show the presser alone what found no room in the answer to this question."""
    client, spoken = interaction.client, language_of(interaction)
    with client.question() as knowledge:
        reply = await asyncio.to_thread(knowledge.ask, question, client.today(), spoken)
        view = _gone(spoken) if _is_another(reply, question) else draw_rest(reply.card, spoken)
        await deliver(lambda: interaction.response.send_message(view=view, ephemeral=True))
    log.info("rest.shown", kind=reply.kind, shard=_shard(interaction))


async def show(interaction: Interaction, card: Card, *, private: bool = False) -> None:
    """Reply with a card that answers no question."""
    view = draw(card, language_of(interaction))
    await deliver(lambda: interaction.response.send_message(view=view, ephemeral=private))
    command = interaction.command
    log.info("shown", command=command.name if command else None, shard=_shard(interaction))


def language_of(interaction: Interaction) -> str:
    """The language that the one who asks has Discord in, where we speak it."""
    return language(interaction.locale.value)


async def _reply(
    interaction: Interaction, text: str, *, carried: bool = False, in_place: bool = False
) -> None:
    client, started, spoken = interaction.client, perf_counter(), language_of(interaction)
    log.debug("asked", text=text)
    with client.question() as knowledge:
        reply = await asyncio.to_thread(knowledge.ask, text, client.today(), spoken)
        gone = carried and _is_another(reply, text)
        found = reply.outcome == "answer" and not gone
        asked = reply.question.text if reply.question else None
        view = _gone(spoken) if gone else draw(reply.card, spoken, asked)
        if found and in_place:
            await deliver(lambda: interaction.response.edit_message(view=view))
        else:
            await deliver(lambda: interaction.response.send_message(view=view, ephemeral=not found))
    outcome, seconds = "gone" if gone else reply.outcome, perf_counter() - started
    client.metrics.answered(reply.kind, outcome, seconds)
    log.info(
        "answered",
        kind=reply.kind,
        outcome=outcome,
        by=interaction.type.name,
        milliseconds=round(seconds * 1000, 1),
        shard=_shard(interaction),
    )


def _is_another(reply: Reply, question: str) -> bool:
    """Whether what a button carries was taken for something else, because it is not known any more."""
    return reply.question is not None and reply.question.text != question


def _gone(spoken: str) -> ui.LayoutView:
    return plain(say(spoken, "This is no longer in the knowledge base; ask again with a command."))


def _shard(interaction: Interaction) -> int:
    # Discord sends a server's events to this shard, and those of direct messages to the first.
    count = interaction.client.shard_count or 1
    return (interaction.guild_id >> 22) % count if interaction.guild_id else 0
