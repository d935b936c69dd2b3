"""Answers to interactions: the question runs in the worker, and its card becomes the reply."""

from collections.abc import Awaitable, Callable
from functools import partial
from time import perf_counter
from typing import TypeVar

import structlog
from discord import ui

from bot.discord.admission import RefusedError
from bot.discord.interaction import Interaction, preferences_of
from bot.discord.message.layout import can_be_glanced, draw, draw_details, draw_rest, picture_of, plain
from bot.discord.message.mentions import mention_commands
from bot.discord.picture import URL, Attachment
from bot.discord.response import defer, defer_change, language_of, replace, send
from bot.discord.support import add_links, add_report, with_support
from bot.discord.worker import ExpiredError
from bot.locale import say
from knowledge.ask import Knowledge, Reply, split_command
from knowledge.models.card import Card
from knowledge.models.picture import Picture

T = TypeVar("T")

ABOUT = "/about"
"""What the buttons of the card on the knowledge carry; it answers no question."""

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


async def show_details(interaction: Interaction, question: str) -> None:
    """Show everything that the answer holds, to the presser only unless they chose otherwise."""
    private = preferences_of(interaction).private_details
    await _show(interaction, question, _alone(draw_details), private=private, pictured=True)


async def post_details(interaction: Interaction, question: str) -> None:
    """Show everything that the answer holds to the channel."""
    await _show(interaction, question, _alone(partial(draw, full=True)), private=False, pictured=True)


async def show_rest(interaction: Interaction, question: str) -> None:
    """Show the lines that the message of the details dropped, to the presser only."""
    await _show(interaction, question, draw_rest, private=True)


def _alone(drawing: Callable[..., ui.LayoutView]) -> Callable[..., list[ui.LayoutView]]:
    return lambda *args, **options: [drawing(*args, **options)]


async def _show(
    interaction: Interaction,
    question: str,
    drawing: Callable[..., list[ui.LayoutView]],
    *,
    private: bool,
    pictured: bool = False,
) -> None:
    """Reply with messages of a card's details: `drawing` takes card, language and question."""
    client, spoken = interaction.client, language_of(interaction)

    def ask(knowledge: Knowledge) -> tuple[Card, bool]:
        if question == ABOUT:
            return with_support(knowledge.about_card(spoken), client.addresses, spoken), False
        reply = knowledge.ask(*split_command(question), client.today(), spoken)
        return reply.card, _is_another(reply, question)

    with client.answering():
        asked = await run_in_worker(interaction, ask, partial(defer, interaction, private=private))
        if asked is None:
            return
        card, gone = asked
        file = None if gone or not pictured else await _drawn(interaction, card.picture)
        options = {"picture": URL} if file else {}
        views = [_gone(spoken)] if gone else drawing(card, spoken, question, **options)
        if question == ABOUT:
            add_links(views[-1], client.addresses, spoken)
        elif not gone:
            add_report(views[-1], client.addresses, question, spoken)
        for index, view in enumerate(views):
            await send(interaction, view, private=private or gone, file=None if index else file)
    kind = question.partition(" ")[0].removeprefix("/")
    log.info("details.shown", private=private, kind=kind, shard=_shard(interaction))


async def show(
    interaction: Interaction, card: Card, *, carried: str | None = None, private: bool = False
) -> None:
    """Reply with a card that answers no question, and the operator's addresses below it.

    `carried` is what the button for its details carries, if it has details.
    """
    spoken, addresses = language_of(interaction), interaction.client.addresses
    view = draw(with_support(card, addresses, spoken), spoken, carried)
    mention_commands(view, interaction.client.command_ids)
    add_links(view, addresses, spoken)
    await send(interaction, view, private=private)
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
    client, started, wanted = interaction.client, perf_counter(), preferences_of(interaction)
    spoken, full = wanted.language, not wanted.compact
    log.debug("asked", kind=kind, text=text)

    def ask(knowledge: Knowledge) -> Reply:
        reply = knowledge.ask(kind, text, client.today(), spoken, details=full)
        if full or can_be_glanced(reply.card, reply.question.command if reply.question else None):
            return reply
        return knowledge.ask(kind, text, client.today(), spoken)

    with client.answering():
        deferring = partial(defer_change if in_place else defer, interaction)
        reply = await run_in_worker(interaction, ask, deferring)
        if reply is None:
            return
        gone = carried is not None and _is_another(reply, carried)
        is_answer = reply.card.is_answer and not gone
        asked = reply.question.command if reply.question else None
        file = None if gone else await _drawn(interaction, picture_of(reply.card, asked, full=full))
        picture = URL if file else None
        view = _gone(spoken) if gone else draw(reply.card, spoken, asked, full=full, picture=picture)
        if is_answer and in_place:
            await replace(interaction, view, file)
        else:
            await send(interaction, view, private=not is_answer, file=file)
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


async def _drawn(interaction: Interaction, picture: Picture | None) -> Attachment | None:
    """The picture of an answer, drawn; None where there is none or drawing failed."""
    return await interaction.client.pictures.draw(picture) if picture is not None else None


def _is_another(reply: Reply, question: str) -> bool:
    """Whether the text of a button was parsed as another question, because its ids are no longer known."""
    return reply.question is not None and reply.question.command != question


def _gone(spoken: str) -> ui.LayoutView:
    return plain(say(spoken, "This is no longer on file; ask again with a command."))


def _since(started: float) -> float:
    return round((perf_counter() - started) * 1000, 1)


def _shard(interaction: Interaction) -> int:
    # Discord's rule: a server's events go to this shard, those of direct messages to the first.
    count = interaction.client.shard_count or 1
    return (interaction.guild_id >> 22) % count if interaction.guild_id else 0
