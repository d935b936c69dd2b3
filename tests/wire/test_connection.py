"""Bell Lap and the gateway: how it starts, and how it comes back from every way a connection can end."""

import asyncio

import pytest

from bot.discord.client import BellLap
from bot.discord.supervisor import run
from bot.errors import BotError
from tests.wire.running import LEADS, ask, point_at, running
from tests.wire.server import FakeDiscord

GUILDS_ONLY = 1


async def ended_with_a_sentence(client: BellLap, fake: FakeDiscord) -> None:
    with pytest.raises(BotError) as said:
        async with asyncio.timeout(5):
            await run(client, fake.token)
    assert len(str(said.value).splitlines()) == 1
    assert fake.token not in str(said.value)


async def test_it_starts_without_privileges_and_without_syncing(client: BellLap, fake: FakeDiscord) -> None:
    async with running(client, fake):
        assert LEADS in await ask(fake)
    assert [identify["intents"] for identify in fake.gateway.identifies] == [GUILDS_ONLY]
    assert fake.gateway.identifies[0]["shard"] == [0, 1]
    assert fake.rest.made("PUT", "/commands") == []


async def test_every_shard_is_served(client: BellLap, monkeypatch: pytest.MonkeyPatch) -> None:
    async with FakeDiscord(shards=3) as fake:
        point_at(fake, monkeypatch)
        async with running(client, fake):
            assert [identify["shard"] for identify in fake.gateway.identifies] == [[0, 3], [1, 3], [2, 3]]
            assert LEADS in await ask(fake)


async def test_what_was_asked_while_it_was_away_is_answered(client: BellLap, fake: FakeDiscord) -> None:
    async with running(client, fake):
        await ask(fake)
        fake.gateway.drop()
        assert LEADS in await ask(fake)
        assert [resume["seq"] for resume in fake.gateway.resumes] == [2]
        assert len(fake.gateway.identifies) == 1


async def test_discord_asks_it_to_reconnect(client: BellLap, fake: FakeDiscord) -> None:
    async with running(client, fake):
        await fake.gateway.ask_to_reconnect()
        assert LEADS in await ask(fake)
        assert (len(fake.gateway.identifies), len(fake.gateway.resumes)) == (1, 1)


async def test_an_invalid_session_that_can_be_resumed(client: BellLap, fake: FakeDiscord) -> None:
    async with running(client, fake):
        await fake.gateway.invalidate(resumable=True)
        assert LEADS in await ask(fake)
        assert (len(fake.gateway.identifies), len(fake.gateway.resumes)) == (1, 1)


async def test_an_invalid_session_begins_anew(client: BellLap, fake: FakeDiscord) -> None:
    async with running(client, fake):
        await fake.gateway.invalidate(resumable=False)
        await fake.gateway.ready()
        assert LEADS in await ask(fake)
        assert (len(fake.gateway.identifies), len(fake.gateway.resumes)) == (2, 0)


async def test_a_session_that_discord_forgot_begins_anew(client: BellLap, fake: FakeDiscord) -> None:
    async with running(client, fake):
        lost = fake.gateway.session().connection
        assert lost is not None
        fake.gateway.sessions.clear()
        lost.drop()
        await fake.gateway.ready()
        assert LEADS in await ask(fake)
        assert (len(fake.gateway.identifies), len(fake.gateway.resumes)) == (2, 1)


@pytest.mark.parametrize("code", [1000, 1001, 4000, 4001, 4008, 4009])
async def test_codes_after_which_it_comes_back(client: BellLap, fake: FakeDiscord, code: int) -> None:
    async with running(client, fake):
        await fake.gateway.close(code)
        assert LEADS in await ask(fake)
        assert len(fake.gateway.resumes) == 1


@pytest.mark.parametrize("code", [4004, 4010, 4013, 4014])
async def test_codes_that_end_it_with_a_sentence(client: BellLap, fake: FakeDiscord, code: int) -> None:
    fake.gateway.close_on_identify = code
    await ended_with_a_sentence(client, fake)


@pytest.mark.usefixtures("fake")
async def test_a_wrong_token_is_said_plainly(client: BellLap) -> None:
    with pytest.raises(BotError, match="refused the token") as said:
        await run(client, "a-wrong-token")
    assert "a-wrong-token" not in str(said.value)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/users/@me$", 403),
        ("/gateway/bot$", 403),
    ],
)
async def test_a_discord_that_refuses_is_said_plainly(
    client: BellLap, fake: FakeDiscord, path: str, status: int
) -> None:
    fake.rest.trouble(path, status)
    await ended_with_a_sentence(client, fake)
