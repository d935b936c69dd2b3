"""What is said when something goes wrong: a sentence and a reference here, the rest in the log."""

import secrets

import aiohttp
import discord
import structlog
from discord import app_commands

from bot.discord.interaction import Interaction
from bot.discord.message.layout import plain
from bot.discord.response import ALREADY_ANSWERED, language_of, send
from bot.locale import say
from knowledge.models.errors import KnowledgeError

UNKNOWN_INTERACTION = 10062

log = structlog.get_logger(__name__)


async def tell(interaction: Interaction, error: Exception) -> None:
    """Log the fault with a reference, and give the reference to the user where Discord still listens."""
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    if _is(error, UNKNOWN_INTERACTION):
        log.warning("interaction.expired", by=interaction.type.name)
        return
    if _is(error, ALREADY_ANSWERED):
        log.info("interaction.answered_already", by=interaction.type.name)
        return
    interaction.client.metrics.failed()
    reference = secrets.token_hex(4)
    log.error("fault", reference=reference, by=interaction.type.name, exc_info=error)
    if interaction.type is discord.InteractionType.autocomplete:
        return
    view = plain(say(language_of(interaction), _sentence(error), reference=f"**{reference}**"))
    try:
        await send(interaction, view, private=True)
    except discord.HTTPException as refused:
        log.warning("fault.untold", reference=reference, status=refused.status, code=refused.code)
    except (aiohttp.ClientError, OSError) as broken:
        log.warning("fault.untold", reference=reference, reason=repr(broken))


def _sentence(error: Exception) -> str:
    if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return "This command has changed; reload Discord and try again. (Reference: {reference})"
    if isinstance(error, KnowledgeError):
        return "The results can't be reached just now; try again in a minute. (Reference: {reference})"
    return "Something went wrong here; if it happens again, mention {reference}."


def _is(error: Exception, code: int) -> bool:
    return isinstance(error, discord.HTTPException) and error.code == code
