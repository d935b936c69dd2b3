"""A client in this process, pointed at the fake and run against it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord.gateway
import discord.http
import pytest
import yarl

from tests.wire.server import FakeDiscord


def point_at(fake: FakeDiscord, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make discord.py take the fake for Discord until the test ends."""
    monkeypatch.setattr(discord.http.Route, "BASE", fake.api)
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(fake.gateway.url))

    # discord.py waits five seconds before it identifies again, as Discord asks; the fake does not ask.
    async def at_once(*_: object, **__: object) -> None:
        return

    monkeypatch.setattr(discord.Client, "before_identify_hook", at_once)


@asynccontextmanager
async def running(client: discord.Client, fake: FakeDiscord, token: str | None = None) -> AsyncIterator[None]:
    """Run a client against the fake until the block ends; it is connected when the block begins.

    Whatever ends the client before is raised here.
    """
    async with client:
        task = asyncio.create_task(client.start(token or fake.token))
        there = len(fake.gateway.sessions)
        ready = asyncio.create_task(fake.gateway.ready(there + fake.rest.shards))
        await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            ready.cancel()
            await task
        await ready
        try:
            yield
        finally:
            await client.close()
            await task


QUESTION = "el hadri arvell"
LEADS = "El Hadri"


async def ask(fake: FakeDiscord) -> str:
    """Ask how two invented athletes stand; the text of the answer holds `LEADS`."""
    return (await fake.slash("h2h", {"athletes": QUESTION})).text
