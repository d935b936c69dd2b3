"""The response to an interaction: at once, or later where it had to be deferred.

A deferral fixes whether what follows is public. Ours is, because most questions have an answer and an
answer is public: the placeholder becomes the answer, under the command that it belongs to. What turns out to
be private (a choice, a refusal, a fault) is sent beside the placeholder, which is then deleted. The order
matters: the first message after a deferral becomes the placeholder's text, whatever visibility it asks for,
and Discord has refused messages after a placeholder that was deleted before it had a text. So it gets a text
of no consequence first.
"""

from collections.abc import Awaitable, Callable

import aiohttp
import discord
import structlog
from discord import ui

from bot.discord.interaction import Interaction
from bot.discord.message.layout import plain
from bot.locale import language, say

ALREADY_ANSWERED = 40060

BROKEN_OFF = (aiohttp.ClientError, ConnectionError)

log = structlog.get_logger(__name__)


async def deliver(send: Callable[[], Awaitable[object]]) -> None:
    """Send a reply. After a connection that broke off, send it once more; what then fails is raised.

    Where Discord says to the second that there is an answer already, the first did arrive.
    """
    try:
        await send()
    except BROKEN_OFF as error:
        log.warning("reply.repeated", reason=repr(error))
        try:
            await send()
        except discord.HTTPException as refused:
            if refused.code != ALREADY_ANSWERED:
                raise


_PENDING = "pending"
"""The key in `extras` of whether a placeholder that waits for its text is private."""


def language_of(interaction: Interaction) -> str:
    """The language that the one who asks has Discord in, where we speak it."""
    return language(interaction.locale.value)


async def defer(interaction: Interaction, *, private: bool = False) -> None:
    """Acknowledge with a placeholder that says that the bot is thinking."""
    await interaction.response.defer(ephemeral=private, thinking=True)
    interaction.extras[_PENDING] = private


async def defer_change(interaction: Interaction) -> None:
    """Acknowledge a press without a word: the message that was pressed may be replaced later."""
    await interaction.response.defer()


async def send(interaction: Interaction, view: ui.LayoutView, *, private: bool) -> None:
    """Reply with a message of its own, or with one more where there was a reply."""
    if not interaction.response.is_done():
        await deliver(lambda: interaction.response.send_message(view=view, ephemeral=private))
        return
    pending: bool | None = interaction.extras.pop(_PENDING, None)
    if pending is private:
        await deliver(lambda: interaction.edit_original_response(view=view))
        return
    if pending is not None:
        placeholder = plain(say(language_of(interaction), "The reply is private."))
        await interaction.edit_original_response(view=placeholder)
    await interaction.followup.send(view=view, ephemeral=private)
    if pending is not None:
        await interaction.delete_original_response()


async def replace(interaction: Interaction, view: ui.LayoutView) -> None:
    """Replace the message that was pressed."""
    if interaction.response.type is discord.InteractionResponseType.deferred_message_update:
        await deliver(lambda: interaction.edit_original_response(view=view))
    else:
        await deliver(lambda: interaction.response.edit_message(view=view))
