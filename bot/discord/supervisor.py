"""Runs a client until the process is stopped, with reconnections, health checks and a bounded shutdown."""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import aiohttp
import discord
import structlog

from bot.discord.ask_server import AskServer
from bot.discord.client import BellLap
from bot.discord.errors import operator_sentence, permanent_refusal
from bot.discord.gateway import CappedBackoff
from bot.discord.health import Canary
from bot.discord.metrics import monitor
from bot.environment import Places
from bot.errors import BotError
from bot.heartbeat import Heartbeat

SHUTDOWN_LIMIT = 5.0
"""Seconds from SIGTERM to the forced end of the process. Below the 10 s after which containers are killed."""

LONGEST_GOODBYE = 3
"""Seconds for which running answers, and then the closing connection, are waited for. Chosen by hand."""

log = structlog.get_logger(__name__)


class Supervisor:
    """Keeps a client connected, and creates a new one after an error from which it can't recover itself.

    `client` is the one that serves now. `pause` waits for a number of seconds.
    """

    def __init__(self, client: BellLap, pause: Callable[[float], Awaitable[object]] = asyncio.sleep) -> None:
        self.client = client
        self._pause = pause
        self._backoff = CappedBackoff()

    async def serve(self, token: str) -> None:
        """Serve until the client is closed or the task cancelled.

        Raises BotError when Discord refuses for a permanent reason.
        """
        while True:
            try:
                async with self.client:
                    await self.client.start(token)
            except Exception as error:
                if refusal := permanent_refusal(error):
                    raise BotError(refusal) from error
                seconds = self._backoff.delay()
                reason, again_in = operator_sentence(error), round(seconds, 1)
                if isinstance(error, discord.DiscordException | aiohttp.ClientError | OSError):
                    log.warning("connection.failed", reason=reason, again_in=again_in)
                else:
                    log.exception("connection.failed", reason=reason, again_in=again_in)
            else:
                return
            await self._pause(seconds)
            self.client = self.client.new_unconnected()


async def run(client: BellLap, token: str, stopping: Callable[[], None] = lambda: None) -> None:
    """Serve until SIGTERM or SIGINT, then close and return. Raises BotError when Discord can't be used.

    `stopping` is called once, when the shutdown starts.
    """
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows has no signal handlers on its loop
            loop.add_signal_handler(name, stop.set)
    supervisor = Supervisor(client)
    async with _background_tasks(supervisor):
        serving = asyncio.create_task(supervisor.serve(token))
        stopped = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait((serving, stopped), return_when=asyncio.FIRST_COMPLETED)
            if serving.done():
                return serving.result()
            log.info("stopping")
            stopping()
            await supervisor.client.answered(LONGEST_GOODBYE)
        finally:
            stopped.cancel()
            serving.cancel()
            # A dead gateway never confirms the close.
            await asyncio.wait((serving,), timeout=LONGEST_GOODBYE)
    log.info("stopped")
    return None


@asynccontextmanager
async def _background_tasks(supervisor: Supervisor) -> AsyncIterator[None]:
    """Run the updaters, the canary, the heartbeat, the monitor and the ask server until the block ends."""
    client = supervisor.client
    canary = Canary(client.probe)

    def problem() -> str | None:
        return supervisor.client.connection_problem() or canary.problem()

    settings = client.settings
    places = Places(settings.data, settings.cache, settings.database)
    asks = AskServer(places, client.knowledge, lambda: supervisor.client.queues.questions)
    tasks = [
        asyncio.create_task(client.warm()),
        asyncio.create_task(canary.keep()),
        asyncio.create_task(client.preferences.keep()),
        asyncio.create_task(Heartbeat(settings.cache).keep(problem)),
    ]
    client.updater.start(settings.refresh)
    try:
        async with asks.listening(), monitor(settings.metrics_port, problem, client.metrics):
            yield
    finally:
        client.updater.stop()
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


def end_within(seconds: float = SHUTDOWN_LIMIT) -> None:
    """End the process after `seconds`, unless it has ended before.

    Workers are daemon threads and end with the process. This limits what else may hang: a name server that
    does not reply (asyncio resolves names in a thread that Python joins), or a connection that does not
    close. No data is lost: the bot writes preferences alone, each in a transaction. A C library that never
    releases Python's lock blocks this too; only SIGKILL ends that.
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
