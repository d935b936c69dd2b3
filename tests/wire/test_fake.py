"""The fake itself, proved with a bot that knows nothing."""

import asyncio
from typing import Any

import discord
import pytest

from tests.wire.constant import create_constant
from tests.wire.running import point_at, running
from tests.wire.server import FakeDiscord


async def test_a_client_starts_and_answers(fake: FakeDiscord) -> None:
    async with running(create_constant(), fake):
        reply = await fake.slash("h2h", {"athletes": "a b"})
        assert reply.body["type"] == 4
        assert reply.data["embeds"][0]["title"] == "10-1"
        assert reply.message["interaction_metadata"]["user"]["username"] == "anna"
    assert [r.path.removeprefix("/api/v10") for r in fake.rest.requests[:3]] == [
        "/users/@me",
        "/oauth2/applications/@me",
        "/gateway/bot",
    ]


async def test_completion(fake: FakeDiscord) -> None:
    async with running(create_constant(), fake):
        assert await fake.complete("h2h", "athletes", "ser") == [{"name": "ser!", "value": "ser"}]


async def test_a_dropped_connection_is_resumed_and_misses_nothing(fake: FakeDiscord) -> None:
    async with running(create_constant(), fake):
        fake.gateway.drop()
        reply = await fake.slash("h2h", {"athletes": "a b"})
        assert reply.body["type"] == 4
        assert len(fake.gateway.resumes) == 1
        assert len(fake.gateway.identifies) == 1


async def test_a_session_that_is_gone_begins_anew(fake: FakeDiscord) -> None:
    async with running(create_constant(), fake):
        await fake.gateway.invalidate(resumable=False)
        await fake.gateway.changes.until(lambda: len(fake.gateway.identifies) == 2)
        assert fake.gateway.resumes == []
        await fake.gateway.ready()
        assert (await fake.slash("h2h", {"athletes": "a b"})).body["type"] == 4


async def test_a_resume_of_a_forgotten_session_is_refused(fake: FakeDiscord) -> None:
    async with running(create_constant(), fake):
        connection = fake.gateway.session().connection
        fake.gateway.sessions.clear()
        assert connection is not None
        connection.drop()
        await fake.gateway.changes.until(lambda: len(fake.gateway.identifies) == 2)
        assert len(fake.gateway.resumes) == 1


async def test_a_second_answer_is_refused(fake: FakeDiscord) -> None:
    client = create_constant()
    async with running(client, fake):
        await fake.slash("h2h", {"athletes": "a b"})
        # A second responder does not know of the first: what two processes with one token do.
        cause: Any = fake.gateway.session().events[-1][1]
        other = discord.Interaction(data=cause, state=client._connection)
        with pytest.raises(discord.HTTPException) as refusal:
            await other.response.send_message("again")
        assert refusal.value.code == 40060


async def test_a_wrong_token_is_refused(fake: FakeDiscord) -> None:
    with pytest.raises(discord.LoginFailure):
        async with running(create_constant(), fake, token="wrong"):  # noqa: S106 - that is the point
            pass


async def test_a_429_is_retried_only_with_via(fake: FakeDiscord) -> None:
    async with running(create_constant(), fake):
        fake.rest.limit("/callback$", 0.01)
        assert (await fake.slash("h2h", {"athletes": "a b"})).body["type"] == 4
        assert len(fake.rest.made("POST", "/callback")) == 2
        fake.rest.limit("/callback$", 0.01, via=False)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(fake.slash("h2h", {"athletes": "a b"}), 0.3)
        assert len(fake.rest.made("POST", "/callback")) == 3


async def test_each_shard_has_a_session(monkeypatch: pytest.MonkeyPatch) -> None:
    async with FakeDiscord(shards=2) as fake:
        point_at(fake, monkeypatch)
        async with running(create_constant(), fake):
            assert sorted(s.shard for s in fake.gateway.sessions.values()) == [(0, 2), (1, 2)]
            assert (await fake.slash("h2h", {"athletes": "a b"})).body["type"] == 4
