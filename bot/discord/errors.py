"""Errors as sentences: for the user with a reference, for the operator with the cause."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import discord
import structlog
from discord import app_commands

from bot.discord.interaction import Interaction
from bot.discord.response import ALREADY_ANSWERED, language_of, send
from bot.discord.support import fault_message
from bot.locale import msg, say
from knowledge.models.errors import KnowledgeError

UNKNOWN_INTERACTION = 10062
"""Discord's error code for an interaction whose token has expired."""
REFUSING_CODES = frozenset({4004, 4010, 4012, 4013, 4014})
"""Gateway close codes after which no reconnection helps.

"Sharding required" (4011) is not among them: a new client asks Discord for its number of shards.
"""
TOO_MANY_REQUESTS = 429

log = structlog.get_logger(__name__)


async def report_fault(interaction: Interaction, error: Exception) -> None:
    """Log an error with a reference, and reply with the reference where Discord still accepts a reply.

    An expired or already answered interaction is only logged. Raises nothing of Discord or the network.
    """
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    if _has_code(error, UNKNOWN_INTERACTION):
        log.warning("interaction.expired", by=interaction.type.name)
        return
    if _has_code(error, ALREADY_ANSWERED):
        log.info("interaction.answered_already", by=interaction.type.name)
        return
    interaction.client.metrics.failed()
    reference = secrets.token_hex(4)
    log.error("fault", reference=reference, by=interaction.type.name, exc_info=error)
    if interaction.type is discord.InteractionType.autocomplete:
        return
    spoken = language_of(interaction)
    sentence = say(spoken, _user_sentence(error), reference=f"**{reference}**")
    view = fault_message(sentence, interaction.client.addresses, spoken, reference)
    try:
        await send(interaction, view, private=True)
    except discord.HTTPException as refused:
        log.warning("fault.untold", reference=reference, status=refused.status, code=refused.code)
    except (aiohttp.ClientError, OSError) as broken:
        log.warning("fault.untold", reference=reference, reason=repr(broken))


@asynccontextmanager
async def reported(interaction: Interaction) -> AsyncIterator[None]:
    """Report an error of the block with `report_fault`. discord.py would log it without a reply."""
    try:
        yield
    except Exception as error:
        await report_fault(interaction, error)


def permanent_refusal(error: Exception) -> str | None:
    """The operator's sentence for an error that no new attempt can change; None for a temporary one."""
    if isinstance(error, discord.GatewayNotFound) and isinstance(error.__cause__, discord.HTTPException):
        error = error.__cause__
    if isinstance(error, discord.HTTPException):
        permanent = 400 <= error.status < 500 and error.status != TOO_MANY_REQUESTS
    elif isinstance(error, discord.ConnectionClosed):
        permanent = error.code in REFUSING_CODES
    else:
        permanent = isinstance(error, discord.LoginFailure | discord.PrivilegedIntentsRequired)
    return operator_sentence(error) if permanent else None


def operator_sentence(error: Exception) -> str:
    """An error of Discord or the network as one sentence for the operator."""
    if isinstance(error, discord.LoginFailure):
        return (
            "Discord refused the token: set DISCORD_TOKEN to the bot token of your application "
            "(Developer Portal, Bot, Reset Token)."
        )
    if isinstance(error, discord.ConnectionClosed):
        return f"Discord closed the connection for good, with code {error.code}."
    if isinstance(error, discord.HTTPException):
        return f"Discord answered with an error: {error}."
    if isinstance(error, discord.DiscordException):
        return f"Discord can't be used as it stands: {str(error).partition('. ')[0]}."
    if isinstance(error, aiohttp.ClientError | OSError):
        return f"Discord can't be reached: {error}."
    return f"The connection to Discord met a fault: {error!r}."


def _user_sentence(error: Exception) -> str:
    if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return msg("This command has changed; reload Discord and try again. (Reference: {reference})")
    if isinstance(error, KnowledgeError):
        return msg("The results can't be reached just now; try again in a minute. (Reference: {reference})")
    return msg("Something went wrong; if it happens again, mention {reference}.")


def _has_code(error: Exception, code: int) -> bool:
    return isinstance(error, discord.HTTPException) and error.code == code
