"""Health as it is seen from outside: sessions that are none, a knowledge that fails, and what is counted."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NoReturn

import aiohttp
import pytest
from pydantic import SecretStr

from bot import heartbeat
from bot.discord import gateway, health, supervisor
from bot.discord.client import BellLap, create_client
from bot.discord.supervisor import run
from bot.errors import BotError
from bot.heartbeat import Heartbeat
from bot.settings import Settings
from knowledge.ask import Knowledge, open_knowledge
from knowledge.models.errors import KnowledgeError
from tests.wire.program import program
from tests.wire.running import LEADS, ask
from tests.wire.server import TOKEN, FakeDiscord


@pytest.fixture(autouse=True)
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "SECONDS_BETWEEN_QUESTIONS", 0.01)
    monkeypatch.setattr(heartbeat, "SECONDS_BETWEEN_BEATS", 0.01)
    monkeypatch.setattr(supervisor, "LONGEST_GOODBYE", 0.2)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def client(invented: Path, tmp_path: Path, port: int) -> BellLap:
    settings = Settings(
        discord_token=SecretStr(TOKEN), data=invented, cache=tmp_path / "cache", metrics_port=port, refresh=0
    )
    return create_client(settings, open_knowledge(invented, tmp_path / "cache"))


@asynccontextmanager
async def served(client: BellLap) -> AsyncIterator[None]:
    serving = asyncio.create_task(run(client, TOKEN))
    try:
        yield
    finally:
        serving.cancel()
        await asyncio.wait((serving,))


async def seen(port: int, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as response:
        return response.status, await response.text()


async def until(client: BellLap, words: str | None) -> None:
    """Wait until the heartbeat says so; None is healthy."""
    reader = Heartbeat(client.settings.cache)
    async with asyncio.timeout(20):
        while True:
            said = reader.problem(time.time())
            if said is None if words is None else words in (said or ""):
                return
            await asyncio.sleep(0.01)


@pytest.mark.usefixtures("fake")
async def test_healthy_after_a_canary_and_ready(client: BellLap, port: int) -> None:
    async with served(client):
        await until(client, None)
        assert await seen(port, "/healthz") == (200, "ok\n")
    assert "no bot runs" in (Heartbeat(client.settings.cache).problem(time.time()) or "")


async def test_a_gateway_that_never_sends_ready_is_not_healthy(
    client: BellLap, fake: FakeDiscord, port: int
) -> None:
    fake.gateway.hears = False
    async with served(client):
        await fake.gateway.changes.until(lambda: fake.gateway.identifies != [])
        await until(client, "no session on shard 0")
        status, said = await seen(port, "/healthz")
    assert (status, "no session on shard 0" in said) == (503, True)


async def test_a_session_that_went_deaf_is_not_healthy_and_comes_back(
    client: BellLap, fake: FakeDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway, "LONGEST_SILENCE", 0.3)
    monkeypatch.setattr(gateway, "LONGEST_DELAY", 0.0)
    client._connection.heartbeat_timeout = 0.3
    fake.gateway.heartbeat_ms = 50
    async with served(client):
        await until(client, None)
        fake.gateway.hears = False
        await until(client, "no session on shard 0")
        fake.gateway.hears = True
        await until(client, None)
        assert LEADS in await ask(fake)


async def test_a_reconnect_without_resumed_is_not_healthy(client: BellLap, fake: FakeDiscord) -> None:
    async with served(client):
        await until(client, None)
        fake.gateway.hears = False
        fake.gateway.drop()
        await until(client, "no session on shard 0")


@pytest.mark.usefixtures("fake")
async def test_a_knowledge_that_fails_is_not_healthy(
    client: BellLap, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object, **__: object) -> NoReturn:
        raise KnowledgeError("The knowledge is broken.")

    async with served(client):
        await until(client, None)
        monkeypatch.setattr(Knowledge, "ask", failing)
        await until(client, "a question put to the knowledge failed")
        status, _ = await seen(port, "/healthz")
        assert status == 503


async def test_what_is_counted(client: BellLap, fake: FakeDiscord, port: int) -> None:
    async with served(client):
        await until(client, None)
        await ask(fake)
        await fake.slash("athlete", {"name": "nobody such"})
        fake.gateway.drop()
        await ask(fake)
        status, text = await seen(port, "/metrics")
        knowledge = client.knowledge.newest
        version = knowledge.about().version
    assert status == 200
    for line in (
        'bell_lap_questions_total{kind="h2h",outcome="answer"} 2.0',
        'bell_lap_questions_total{kind="athlete",outcome="not_found"} 1.0',
        "bell_lap_answer_seconds_count 3.0",
        'bell_lap_remembered_total{what="answer"} 1.0',
        "bell_lap_in_flight 0.0",
        f'bell_lap_knowledge_info{{version="{version}"}} 1.0',
        'bell_lap_reconnects_total{how="resumed"} 1.0',
    ):
        assert line in text.splitlines()
    assert "bell_lap_knowledge_age_days" in text
    assert "arvell" not in text


async def test_a_port_in_use_is_one_sentence(client: BellLap, fake: FakeDiscord, port: int) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with pytest.raises(BotError, match=f"Port {port} can't be used for metrics"):
            await run(client, fake.token)


async def test_a_second_bot_with_the_same_folder_is_refused(
    fake: FakeDiscord, invented: Path, tmp_path: Path, knowledge: Knowledge
) -> None:
    del knowledge
    environment = {
        "DISCORD_TOKEN": fake.token,
        "BELL_LAP_DATA": str(invented),
        "BELL_LAP_CACHE": str(tmp_path / "cache"),
        "BELL_LAP_DATABASE": f"sqlite:///{tmp_path / 'imports.sqlite'}",
    }
    async with program(fake, "bot", "run", environment=environment, folder=tmp_path):
        await fake.gateway.ready()
        async with program(fake, "bot", "run", environment=environment, folder=tmp_path) as second:
            ended = await second.end()
    assert ended.code == 1
    assert ended.err.startswith("Another bot runs with the cache folder")
    assert len(ended.err.splitlines()) == 1
