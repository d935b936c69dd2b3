"""The response to an interaction: at once, or later after a deferral.

A deferral shows a placeholder and fixes its visibility. It is public, because most questions have an answer
and answers are public: the placeholder becomes the answer. A private reply (a choice, a refusal, a fault) is
sent beside the placeholder, which is then deleted. The order matters: the first message after a deferral
becomes the placeholder's text with the placeholder's visibility, and Discord has refused messages after a
placeholder that was deleted without a text. So the placeholder first gets a neutral text.
"""

from collections.abc import Awaitable, Callable

import aiohttp
import discord
import structlog
from discord import ui

from bot.discord.interaction import Interaction, preferences_of
from bot.discord.message.layout import plain
from bot.discord.picture import Attachment
from bot.locale import say

ALREADY_ANSWERED = 40060
"""Discord's error code for a second first reply to an interaction."""

BROKEN_OFF = (aiohttp.ClientError, ConnectionError)

log = structlog.get_logger(__name__)


async def deliver(send: Callable[[], Awaitable[object]]) -> None:
    """Send a reply, and send it again once after a broken connection. Raises the error of the second attempt.

    If Discord refuses the second as a duplicate, the first has arrived.
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
"""Key in an interaction's `extras` while its placeholder has no text: whether it is private."""


def language_of(interaction: Interaction) -> str:
    """The language that the user chose, else that of the user's Discord, of the server, or English."""
    return preferences_of(interaction).language


async def defer(interaction: Interaction, *, private: bool = False) -> None:
    """Acknowledge a question with a placeholder, "Bell Lap is thinking"."""
    await interaction.response.defer(ephemeral=private, thinking=True)
    interaction.extras[_PENDING] = private


async def defer_change(interaction: Interaction) -> None:
    """Acknowledge a press without a visible change; its message may be replaced later."""
    await interaction.response.defer()


async def send(
    interaction: Interaction, view: ui.LayoutView, *, private: bool, file: Attachment | None = None
) -> None:
    """Reply with a new message: as the first reply, in the placeholder, or as a further message."""
    if not interaction.response.is_done():
        await deliver(
            lambda: interaction.response.send_message(view=view, ephemeral=private, files=_files(file))
        )
        return
    pending: bool | None = interaction.extras.pop(_PENDING, None)
    if pending is private:
        await deliver(lambda: interaction.edit_original_response(view=view, attachments=_files(file)))
        return
    if pending is not None:
        placeholder = plain(say(language_of(interaction), "The reply is private."))
        await interaction.edit_original_response(view=placeholder)
    await interaction.followup.send(view=view, ephemeral=private, files=_files(file))
    if pending is not None:
        await interaction.delete_original_response()


async def replace(interaction: Interaction, view: ui.LayoutView, file: Attachment | None = None) -> None:
    """Replace the message whose button was pressed, and its picture."""
    if interaction.response.type is discord.InteractionResponseType.deferred_message_update:
        await deliver(lambda: interaction.edit_original_response(view=view, attachments=_files(file)))
    else:
        await deliver(lambda: interaction.response.edit_message(view=view, attachments=_files(file)))


def _files(file: Attachment | None) -> list[discord.File]:
    """The file as discord.py sends it, made anew for each attempt: sending uses it up."""
    return [file.as_file()] if file is not None else []
