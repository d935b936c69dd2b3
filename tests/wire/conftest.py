"""A fake Discord for each test, discord.py pointed at it, and Bell Lap with the invented knowledge."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import structlog
from pydantic import SecretStr
from structlog.testing import LogCapture

from bot.client import BellLap, create_client
from bot.settings import Settings
from knowledge.ask import Knowledge, open_knowledge
from tests.wire.running import point_at
from tests.wire.server import TOKEN, FakeDiscord


@pytest.fixture
async def fake(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as fake_discord:
        point_at(fake_discord, monkeypatch)
        yield fake_discord


@pytest.fixture(scope="session")
def knowledge(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    opened = open_knowledge(invented, tmp_path_factory.mktemp("cache"))
    yield opened
    opened.kb.close()


@pytest.fixture
def client(knowledge: Knowledge) -> BellLap:
    return create_client(Settings(discord_token=SecretStr(TOKEN)), knowledge)


@pytest.fixture(autouse=True)
def logs() -> Iterator[LogCapture]:
    """What Bell Lap logs, with nothing written."""
    before = structlog.get_config()
    capture = LogCapture()
    structlog.configure(processors=[capture])
    yield capture
    structlog.configure(**before)
