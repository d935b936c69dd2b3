"""Sending a reply, once more where the connection broke off."""

from collections.abc import Awaitable, Callable

import aiohttp
import discord
import structlog

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
