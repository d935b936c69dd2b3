"""Answers to interactions: the question runs in the worker, and its card becomes the reply."""

from collections.abc import Awaitable, Callable
from functools import partial
from time import perf_counter
from typing import TypeVar

import structlog
from discord import ui

from bot.discord.admission import RefusedError
from bot.discord.interaction import Interaction
from bot.discord.message.layout import draw, draw_rest, plain
from bot.discord.response import defer, defer_change, language_of, replace, send
from bot.discord.worker import ExpiredError
from bot.locale import say
from knowledge.ask import Knowledge, Reply, split_command
from knowledge.models.card import Card

T = TypeVar("T")

log = structlog.get_logger(__name__)


async def answer(interaction: Interaction, kind: str, text: str) -> None:
    """Reply to a typed question with a new message: public if it is an answer, else private."""
    await _reply(interaction, kind, text)


async def follow(interaction: Interaction, question: str) -> None:
    """Reply to the question that a button carries, with a new message."""
    await _reply(interaction, *split_command(question), carried=question)


async def change(interaction: Interaction, question: str) -> None:
    """Replace the pressed message's answer, if the presser asked for it; else reply with a new message."""
    message = interaction.message
    asked = message.interaction_metadata if message else None
    own_message = asked is not None and asked.user.id == interaction.user.id
    await _reply(interaction, *split_command(question), carried=question, in_place=own_message)


async def show_rest(interaction: Interaction, question: str) -> None:
    """Show the lines that the answer's message dropped, to the presser only."""
    client, spoken = interaction.client, language_of(interaction)

    def ask(knowledge: Knowledge) -> Reply:
        return knowledge.ask(*split_command(question), client.today(), spoken)

    with client.answering():
        reply = await run_in_worker(interaction, ask, partial(defer, interaction, private=True))
        if reply is None:
            return
        view = _gone(spoken) if _is_another(reply, question) else draw_rest(reply.card, spoken)
        await send(interaction, view, private=True)
    log.info("rest.shown", kind=reply.kind, shard=_shard(interaction))


async def show(interaction: Interaction, card: Card, *, private: bool = False) -> None:
    """Reply with a card that answers no question."""
    await send(interaction, draw(card, language_of(interaction)), private=private)
    command = interaction.command
    log.info("shown", command=command.name if command else None, shard=_shard(interaction))


async def run_in_worker(
    interaction: Interaction, call: Callable[[Knowledge], T], deferring: Callable[[], Awaitable[None]]
) -> T | None:
    """The result of `call` with the knowledge; None where it was refused, after a reply to the asker.

    `deferring` acknowledges the interaction where the result takes long. Raises whatever `call` raises.
    """
    client, started = interaction.client, perf_counter()
    try:
        return await client.queues.questions.run(
            interaction.user.id, partial(client.knowledge.ask, call), deferring
        )
    except RefusedError as refusal:
        await send(interaction, plain(say(language_of(interaction), refusal.sentence)), private=True)
        outcome = refusal.outcome
    except ExpiredError:
        outcome = "dropped"
    client.metrics.refused(outcome)
    # Not a warning: under load there are many.
    log.info(
        "refused",
        outcome=outcome,
        by=interaction.type.name,
        milliseconds=_since(started),
        shard=_shard(interaction),
    )
    return None


async def _reply(
    interaction: Interaction,
    kind: str | None,
    text: str,
    *,
    carried: str | None = None,
    in_place: bool = False,
) -> None:
    client, started, spoken = interaction.client, perf_counter(), language_of(interaction)
    log.debug("asked", kind=kind, text=text)

    def ask(knowledge: Knowledge) -> Reply:
        return knowledge.ask(kind, text, client.today(), spoken)

    with client.answering():
        deferring = partial(defer_change if in_place else defer, interaction)
        reply = await run_in_worker(interaction, ask, deferring)
        if reply is None:
            return
        gone = carried is not None and _is_another(reply, carried)
        is_answer = reply.outcome == "answer" and not gone
        asked = reply.question.command if reply.question else None
        view = _gone(spoken) if gone else draw(reply.card, spoken, asked)
        if is_answer and in_place:
            await replace(interaction, view)
        else:
            await send(interaction, view, private=not is_answer)
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
    """Whether the text of a button was parsed as another question, because its ids are no longer known."""
    return reply.question is not None and reply.question.command != question


def _gone(spoken: str) -> ui.LayoutView:
    return plain(say(spoken, "This is no longer in the knowledge base; ask again with a command."))


def _since(started: float) -> float:
    return round((perf_counter() - started) * 1000, 1)


def _shard(interaction: Interaction) -> int:
    # Discord's rule: a server's events go to this shard, those of direct messages to the first.
    count = interaction.client.shard_count or 1
    return (interaction.guild_id >> 22) % count if interaction.guild_id else 0
