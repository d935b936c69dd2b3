"""A fake Discord for each test, and discord.py pointed at it."""

from collections.abc import AsyncIterator

import pytest

from tests.wire.running import point_at
from tests.wire.server import FakeDiscord


@pytest.fixture
async def fake(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as fake_discord:
        point_at(fake_discord, monkeypatch)
        yield fake_discord
