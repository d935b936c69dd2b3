"""A fake Discord for each test, discord.py pointed at it, and Bell Lap with the invented knowledge."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import structlog
from pydantic import SecretStr
from structlog.testing import LogCapture

from bot.discord import picture as pictures
from bot.discord.admission import AdmissionPolicy
from bot.discord.client import BellLap
from bot.discord.queues import Queues
from bot.settings import Settings
from knowledge.ask import Knowledge, open_knowledge
from tests.wire.running import point_at
from tests.wire.server import TOKEN, FakeDiscord

AGES = 3600.0
PATIENT = AdmissionPolicy(defer=AGES, admit=AGES, drop=AGES, give_up=AGES, complete=AGES)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers wait for their pictures: this machine may be busy."""
    monkeypatch.setattr(pictures, "PATIENCE", 60.0)


@pytest.fixture
async def fake(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as fake_discord:
        point_at(fake_discord, monkeypatch)
        yield fake_discord


@pytest.fixture(scope="session")
def knowledge(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return open_knowledge(invented, tmp_path_factory.mktemp("cache"))


@pytest.fixture
def client(knowledge: Knowledge) -> BellLap:
    """A client for which nothing takes too long, however busy the machine is."""
    return BellLap(Settings(discord_token=SecretStr(TOKEN)), knowledge, queues=Queues(PATIENT))


@pytest.fixture(autouse=True)
def logs() -> Iterator[LogCapture]:
    """What Bell Lap logs, with nothing written."""
    before = structlog.get_config()
    capture = LogCapture()
    structlog.configure(processors=[capture])
    yield capture
    structlog.configure(**before)
