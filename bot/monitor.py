"""`/healthz` and `/metrics` over HTTP, on this machine only."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import structlog
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot.errors import BotError
from bot.metrics import Metrics

LOOPBACK = "127.0.0.1"

log = structlog.get_logger(__name__)


@asynccontextmanager
async def monitor(
    port: int | None, problem: Callable[[], str | None], metrics: Metrics
) -> AsyncIterator[None]:
    """Serve both until the block ends; nothing where `port` is None.

    `problem` says what is wrong with the bot, in a sentence. Raises BotError where the port can't be used.
    """
    if port is None:
        yield
        return

    async def healthz(_: web.Request) -> web.Response:
        wrong = problem()
        return web.Response(text=f"{wrong or 'ok'}\n", status=200 if wrong is None else 503)

    async def counted(_: web.Request) -> web.Response:
        return web.Response(body=metrics.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    app = web.Application()
    app.add_routes([web.get("/healthz", healthz), web.get("/metrics", counted)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, LOOPBACK, port).start()
        except OSError as error:
            raise BotError(
                f"Port {port} can't be used for metrics ({error.strerror}): "
                "set BELL_LAP_METRICS_PORT to a free one."
            ) from error
        log.info("monitor.serving", host=LOOPBACK, port=port)
        yield
    finally:
        await runner.cleanup()
