"""Bell Lap and the REST API when it limits, fails or forgets: the next question is always answered."""

import asyncio
from typing import Any

import pytest

from bot.client import BellLap
from tests.wire.rest import CUT
from tests.wire.running import LEADS, ask, running
from tests.wire.server import FakeDiscord

CALLBACK = "/callback$"


async def unanswered(fake: FakeDiscord) -> None:
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(ask(fake), 0.2)


def sent(fake: FakeDiscord) -> list[Any]:
    return [request.body for request in fake.rest.made("POST", "/callback")]


@pytest.mark.parametrize("everywhere", [False, True])
async def test_a_limit_is_waited_for(client: BellLap, fake: FakeDiscord, everywhere: bool) -> None:
    fake.rest.limit(CALLBACK, 0.05, everywhere=everywhere)
    async with running(client, fake):
        assert LEADS in await ask(fake)
        first, second = sent(fake)
        assert first == second


async def test_a_server_error_is_tried_again(client: BellLap, fake: FakeDiscord) -> None:
    fake.rest.trouble(CALLBACK, 502)
    async with running(client, fake):
        assert LEADS in await ask(fake)
        assert len(sent(fake)) == 2


async def test_a_ban_at_the_edge_is_not_hammered(client: BellLap, fake: FakeDiscord) -> None:
    fake.rest.limit(CALLBACK, 0.01, via=False)
    async with running(client, fake):
        # Told the user in a second try, which is the last.
        assert "mention" in await ask(fake)
        assert len(sent(fake)) == 2
        assert LEADS in await ask(fake)


async def test_an_interaction_that_expired_is_let_go(client: BellLap, fake: FakeDiscord) -> None:
    fake.rest.trouble(CALLBACK, 404, {"message": "Unknown interaction", "code": 10062})
    async with running(client, fake):
        await unanswered(fake)
        assert len(sent(fake)) == 1
        assert LEADS in await ask(fake)


@pytest.mark.parametrize("times", [1, 2])
async def test_a_connection_that_breaks_off(client: BellLap, fake: FakeDiscord, times: int) -> None:
    fake.rest.trouble(CALLBACK, CUT, times=times)
    async with running(client, fake):
        if times == 1:
            assert "mention" in await ask(fake)
        else:
            await unanswered(fake)
        assert LEADS in await ask(fake)


async def test_a_refused_body_is_owned_up_to(client: BellLap, fake: FakeDiscord) -> None:
    fake.rest.trouble(CALLBACK, 400, {"message": "Invalid Form Body", "code": 50035, "errors": {}})
    async with running(client, fake):
        assert "mention" in await ask(fake)
