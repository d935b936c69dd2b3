"""Answers to interactions: the question runs in the worker, and its card becomes the reply.

A reply that would be the same again is remembered, and sent without asking and drawing.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
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
from bot.discord.remembered import FinishedMessage, FinishedReply, digest
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

LASTING = ("answer", "ambiguous")
"""Outcomes that are remembered. The others repeat what was typed, which seldom is typed twice."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class _Asked:
    """A question, and everything but the knowledge that its reply depends on.

    `carried` is the command that a button carries. `full` is without a glance.
    """

    kind: str | None
    text: str
    carried: str | None
    today: date
    language: str
    full: bool

    def ask(self, knowledge: Knowledge) -> Reply:
        """The reply, with its details only where the message shows them."""
        reply = knowledge.ask(self.kind, self.text, self.today, self.language, details=self.full)
        if self.full or can_be_glanced(reply.card, _command(reply)):
            return reply
        return knowledge.ask(self.kind, self.text, self.today, self.language)


@dataclass(frozen=True)
class _Details:
    """The details of an answer: `drawing` takes card, language and question; `name` tells it from others."""

    name: str
    drawing: Callable[..., list[ui.LayoutView]]
    pictured: bool = False


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
    await _show(interaction, question, _Details("all", _alone(draw_details), pictured=True), private=private)


async def post_details(interaction: Interaction, question: str) -> None:
    """Show everything that the answer holds to the channel."""
    details = _Details("post", _alone(partial(draw, full=True)), pictured=True)
    await _show(interaction, question, details, private=False)


async def show_rest(interaction: Interaction, question: str) -> None:
    """Show the lines that the message of the details dropped, to the presser only."""
    await _show(interaction, question, _Details("more", draw_rest), private=True)


def _alone(drawing: Callable[..., ui.LayoutView]) -> Callable[..., list[ui.LayoutView]]:
    return lambda *args, **options: [drawing(*args, **options)]


async def _show(interaction: Interaction, question: str, details: _Details, *, private: bool) -> None:
    """Reply with the messages of a card's details."""
    client, spoken = interaction.client, language_of(interaction)
    today = client.today()
    key = digest(details.name, today, spoken, question)
    with client.answering():
        make = partial(_make_details, interaction, question, details, today, private=private)
        reply = await _remembered_or_made(interaction, key, "details", make)
        if reply is None:
            return
        for index, message in enumerate(reply.messages):
            file = None if index else reply.file
            await send(interaction, message, private=private or not reply.is_answer, file=file)
    log.info("details.shown", private=private, kind=reply.kind, shard=_shard(interaction))


async def _make_details(
    interaction: Interaction, question: str, details: _Details, today: date, *, private: bool
) -> FinishedReply | None:
    """Ask and draw; None where the question was refused."""
    client, spoken = interaction.client, language_of(interaction)
    kind = question.partition(" ")[0].removeprefix("/")

    def ask(knowledge: Knowledge) -> tuple[Card, bool]:
        if question == ABOUT:
            return with_support(knowledge.about_card(spoken), client.addresses, spoken), False
        reply = knowledge.ask(*split_command(question), today, spoken)
        return reply.card, _is_another(reply, question)

    asked = await run_in_worker(interaction, ask, partial(defer, interaction, private=private))
    if asked is None:
        return None
    card, gone = asked
    if gone:
        return _gone(spoken, kind)
    picture = card.picture if details.pictured else None
    file = await _drawn(interaction, picture)
    views = details.drawing(card, spoken, question, **({"picture": URL} if file else {}))
    if question == ABOUT:
        add_links(views[-1], client.addresses, spoken)
    else:
        add_report(views[-1], client.addresses, question, spoken)
    return FinishedReply(
        messages=tuple(map(FinishedMessage, views)),
        file=file,
        kind=kind,
        outcome="details",
        is_answer=True,
        is_lasting=card.is_answer and (picture is None or file is not None),
    )


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
    asked = _Asked(kind, text, carried, client.today(), wanted.language, full=not wanted.compact)
    log.debug("asked", kind=kind, text=text)
    with client.answering():
        deferring = partial(defer_change if in_place else defer, interaction)
        make = partial(_make, interaction, asked, deferring)
        reply = await _remembered_or_made(interaction, digest(asked), "answer", make)
        if reply is None:
            return
        if reply.is_answer and in_place:
            await replace(interaction, reply.messages[0], reply.file)
        else:
            await send(interaction, reply.messages[0], private=not reply.is_answer, file=reply.file)
    seconds = perf_counter() - started
    client.metrics.answered(reply.kind, reply.outcome, seconds)
    log.info(
        "answered",
        kind=reply.kind,
        outcome=reply.outcome,
        by=interaction.type.name,
        milliseconds=round(seconds * 1000, 1),
        shard=_shard(interaction),
    )


async def _make(
    interaction: Interaction, asked: _Asked, deferring: Callable[[], Awaitable[None]]
) -> FinishedReply | None:
    """Ask and draw; None where the question was refused."""
    reply = await run_in_worker(interaction, asked.ask, deferring)
    if reply is None:
        return None
    if asked.carried is not None and _is_another(reply, asked.carried):
        return _gone(asked.language, reply.kind)
    command = _command(reply)
    picture = picture_of(reply.card, command, full=asked.full)
    file = await _drawn(interaction, picture)
    view = draw(reply.card, asked.language, command, full=asked.full, picture=URL if file else None)
    return FinishedReply(
        messages=(FinishedMessage(view),),
        file=file,
        kind=reply.kind,
        outcome=reply.outcome,
        is_answer=reply.card.is_answer,
        is_lasting=reply.outcome in LASTING and (picture is None or file is not None),
    )


async def _remembered_or_made(
    interaction: Interaction, key: bytes, what: str, make: Callable[[], Awaitable[FinishedReply | None]]
) -> FinishedReply | None:
    """The remembered reply of a key; else a new one, remembered where it would be the same again.

    A remembered reply needs no admission. None where `make` gives none.
    """
    client = interaction.client
    # Taken before the question is asked: what older knowledge says never gets among what newer says.
    replies = client.remembered.replies
    reply = replies.get(key)
    if reply is not None:
        client.metrics.remembered(what)
        return reply
    reply = await make()
    if reply is not None and reply.is_lasting:
        replies.put(key, reply, reply.size)
    return reply


async def _drawn(interaction: Interaction, picture: Picture | None) -> Attachment | None:
    """The picture of an answer, drawn; None where there is none or drawing failed."""
    return await interaction.client.pictures.draw(picture) if picture is not None else None


def _command(reply: Reply) -> str | None:
    """The canonical command of the question that was answered."""
    return reply.question.command if reply.question else None


def _is_another(reply: Reply, question: str) -> bool:
    """Whether the text of a button was parsed as another question, because its ids are no longer known."""
    return reply.question is not None and reply.question.command != question


def _gone(spoken: str, kind: str | None) -> FinishedReply:
    view = plain(say(spoken, "This is no longer on file; ask again with a command."))
    return FinishedReply((FinishedMessage(view),), None, kind, "gone", is_answer=False, is_lasting=False)


def _since(started: float) -> float:
    return round((perf_counter() - started) * 1000, 1)


def _shard(interaction: Interaction) -> int:
    # Discord's rule: a server's events go to this shard, those of direct messages to the first.
    count = interaction.client.shard_count or 1
    return (interaction.guild_id >> 22) % count if interaction.guild_id else 0
