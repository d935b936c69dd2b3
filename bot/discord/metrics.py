"""Metrics for Prometheus, and the HTTP server of `/metrics` and `/healthz`."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import date

import structlog
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.errors import BotError
from knowledge.models.records import About

SECONDS_OF_LATENCY = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 5.0, 10.0)
"""Bounds of the histogram of answer times. Discord accepts a first reply within 3 seconds."""


class Metrics:
    """The metrics of one bot, in their own registry. No label contains user text."""

    def __init__(self, about: Callable[[], About], today: Callable[[], date]) -> None:
        self._registry = CollectorRegistry()
        self._questions = Counter(
            "bell_lap_questions",
            "Questions by kind and outcome.",
            ("kind", "outcome"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "bell_lap_answer_seconds",
            "From the question's arrival until Discord took the answer.",
            buckets=SECONDS_OF_LATENCY,
            registry=self._registry,
        )
        self._remembered = Counter(
            "bell_lap_remembered",
            "Replies that were made before and sent again: answers, details and completions.",
            ("what",),
            registry=self._registry,
        )
        self._in_flight = Gauge(
            "bell_lap_in_flight", "Interactions that are being answered.", registry=self._registry
        )
        self._reconnects = Counter(
            "bell_lap_reconnects",
            "Connections to Discord made again: resumed, begun anew, or with a new client.",
            ("how",),
            registry=self._registry,
        )
        self._registry.register(_KnowledgeCollector(about, today))

    def answered(self, kind: str | None, outcome: str, seconds: float) -> None:
        """Count an answered question; `seconds` from its arrival to the reply."""
        self._questions.labels(kind or "none", outcome).inc()
        self._seconds.observe(seconds)

    def remembered(self, what: str) -> None:
        """Count a reply from memory; `what` is `answer`, `details` or `completion`."""
        self._remembered.labels(what).inc()

    def refused(self, outcome: str) -> None:
        """Count a question that was not run; `outcome` is `busy`, `too_many` or `dropped`."""
        self._questions.labels("none", outcome).inc()

    def failed(self) -> None:
        """Count a question that ended in an error."""
        self._questions.labels("none", "fault").inc()

    def reconnected(self, how: str) -> None:
        """Count a reconnection; `how` is its kind."""
        self._reconnects.labels(how).inc()

    @contextmanager
    def in_flight(self) -> Iterator[None]:
        """Count an interaction as in flight until the block ends."""
        with self._in_flight.track_inprogress():
            yield

    def text(self) -> bytes:
        """All metrics in Prometheus' text format."""
        return generate_latest(self._registry)


class _KnowledgeCollector(Collector):
    """Reads the live knowledge at each scrape."""

    def __init__(self, about: Callable[[], About], today: Callable[[], date]) -> None:
        self._about = about
        self._today = today

    def describe(self) -> Iterable[Metric]:
        return ()  # otherwise registration would read the knowledge

    def collect(self) -> Iterable[Metric]:
        about = self._about()
        yield InfoMetricFamily("bell_lap_knowledge", "The knowledge.", {"version": about.version})
        if about.last_race is not None:
            age = (self._today() - about.last_race).days
            yield GaugeMetricFamily(
                "bell_lap_knowledge_age_days", "Days since the newest race in it.", float(age)
            )


LOOPBACK = "127.0.0.1"

log = structlog.get_logger(__name__)


@asynccontextmanager
async def monitor(
    port: int | None, problem: Callable[[], str | None], metrics: Metrics
) -> AsyncIterator[None]:
    """Serve `/healthz` and `/metrics` on loopback until the block ends; nothing where `port` is None.

    `problem` returns the bot's problem as a sentence, or None. Raises BotError where the port can't be used.
    """
    if port is None:
        yield
        return
    from aiohttp import web  # noqa: PLC0415 - a bot that is not monitored starts without it

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
