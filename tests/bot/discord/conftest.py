"""A simulated Discord with Bell Lap in it, and people to ask."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
import simcord
import structlog
from pydantic import SecretStr
from simcord import interactions
from structlog.testing import LogCapture

from bot.discord import picture as pictures
from bot.discord.client import BellLap, create_client, sync
from bot.settings import Settings
from knowledge.ask import Knowledge
from tests.bot.discord.fakes import FakeKnowledge


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers wait for their pictures: this machine may be busy."""
    monkeypatch.setattr(pictures, "PATIENCE", 60.0)


@pytest.fixture
def knowledge() -> FakeKnowledge:
    return FakeKnowledge()


def new_client(knowledge: FakeKnowledge, preferences: Path | None = None) -> BellLap:
    settings = Settings(discord_token=SecretStr("unused"))
    if preferences is not None:
        settings = settings.model_copy(update={"preferences": preferences})
    client = create_client(settings, cast("Knowledge", knowledge))
    client.shard_count = 1  # which Discord would tell it
    return client


@pytest.fixture
def preferences(tmp_path: Path) -> Path:
    """The file of what people choose; there is none at first."""
    return tmp_path / "chosen" / "preferences.sqlite"


@pytest.fixture
def simcord_bot(knowledge: FakeKnowledge, preferences: Path) -> BellLap:
    return new_client(knowledge, preferences)


@pytest.fixture
async def env(simcord_env: simcord.Env) -> simcord.Env:
    await sync(cast("BellLap", simcord_env.bot))
    return simcord_env


@pytest.fixture
def client(env: simcord.Env) -> BellLap:
    return cast("BellLap", env.bot)


@pytest.fixture
def guild(env: simcord.Env) -> simcord.GuildHandle:
    return env.create_guild()


@pytest.fixture
def channel(guild: simcord.GuildHandle) -> simcord.ChannelHandle:
    return guild.create_text_channel("athletics")


@pytest.fixture
def alice(env: simcord.Env, guild: simcord.GuildHandle) -> simcord.MemberActor:
    return guild.add_member(env.create_user("alice"))


@pytest.fixture
def bob(env: simcord.Env, guild: simcord.GuildHandle) -> simcord.MemberActor:
    return guild.add_member(env.create_user("bob"))


@pytest.fixture(autouse=True)
def logs() -> Iterator[LogCapture]:
    """What is logged, with nothing written."""
    before: dict[str, Any] = structlog.get_config()
    capture = LogCapture()
    structlog.configure(processors=[capture])
    yield capture
    structlog.configure(**before)


@pytest.fixture
def french(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody has Discord in French."""
    change_payloads(monkeypatch, locale="fr")


def change_payloads(monkeypatch: pytest.MonkeyPatch, **fields: object) -> None:
    """Interactions carry other fields than the simulation gives them."""
    made = interactions.base_payload

    def make(*args: Any, **options: Any) -> tuple[Any, dict[str, Any]]:
        record, payload = made(*args, **options)
        return record, payload | fields

    monkeypatch.setattr(interactions, "base_payload", make)
