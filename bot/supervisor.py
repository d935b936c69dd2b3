"""Keeps a client connected to Discord: what can pass is waited out, what Discord refuses ends it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import aiohttp
import discord
import structlog

from bot.errors import BotError
from bot.gateway import CappedBackoff

if TYPE_CHECKING:
    from bot.client import BellLap

# Sharding required is not among them: a new client asks Discord how many shards it wants.
REFUSING_CODES = frozenset({4004, 4010, 4012, 4013, 4014})
TOO_MANY_REQUESTS = 429

log = structlog.get_logger(__name__)


class Supervisor:
    """Runs a client, and builds another in its place after what it can't recover from by itself.

    `client` is the one that serves now. `pause` waits for a number of seconds.
    """

    def __init__(
        self, client: "BellLap", pause: Callable[[float], Awaitable[object]] = asyncio.sleep
    ) -> None:
        self.client = client
        self._pause = pause
        self._backoff = CappedBackoff()

    async def serve(self, token: str) -> None:
        """Serve until the client is closed or the task cancelled. Raises BotError where Discord refuses."""
        while True:
            try:
                async with self.client:
                    await self.client.start(token)
            except Exception as error:
                if refusal := refused(error):
                    raise BotError(refusal) from error
                seconds = self._backoff.delay()
                reason, again_in = told(error), round(seconds, 1)
                if isinstance(error, discord.DiscordException | aiohttp.ClientError | OSError):
                    log.warning("connection.failed", reason=reason, again_in=again_in)
                else:
                    log.exception("connection.failed", reason=reason, again_in=again_in)
            else:
                return
            await self._pause(seconds)
            self.client = self.client.rebuilt()


def refused(error: Exception) -> str | None:
    """The sentence for what no other attempt would change; None for what may pass."""
    if isinstance(error, discord.GatewayNotFound) and isinstance(error.__cause__, discord.HTTPException):
        error = error.__cause__
    if isinstance(error, discord.HTTPException):
        final = 400 <= error.status < 500 and error.status != TOO_MANY_REQUESTS
    elif isinstance(error, discord.ConnectionClosed):
        final = error.code in REFUSING_CODES
    else:
        final = isinstance(error, discord.LoginFailure | discord.PrivilegedIntentsRequired)
    return told(error) if final else None


def told(error: Exception) -> str:
    """What Discord or the network refuses, as one sentence for the operator."""
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
