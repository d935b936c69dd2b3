"""Keeps a client connected to Discord: what can pass is waited out, what Discord refuses ends it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import aiohttp
import discord
import structlog

from bot.discord.gateway import CappedBackoff
from bot.errors import BotError

if TYPE_CHECKING:
    from bot.discord.client import BellLap
import os
import sys
import threading
from contextlib import suppress

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


PROMISED = 5.0
"""Seconds from SIGTERM to the end of the process."""


def end_within(seconds: float = PROMISED) -> None:
    """End the process after so many seconds, if it has not ended by itself before.

    Workers are daemon threads that Python does not wait for, so this is for what else may hang: a name server
    that does not reply (asyncio looks names up in a thread that Python joins), a connection that does not
    close. Nothing is lost that way: the bot writes no data. What holds Python's lock for ever inside a
    library of C is beyond it; only SIGKILL ends that.
    """
    timer = threading.Timer(seconds, _end)
    timer.daemon = True
    timer.start()


def _end() -> None:
    threads = [thread.name for thread in threading.enumerate() if not thread.daemon]
    log.warning("stop.forced", threads=threads)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(0)
