"""Bell Lap and the REST API when it limits, fails or forgets: the next question is always answered."""

import asyncio
from typing import Any

import pytest
from structlog.testing import LogCapture

from bot.discord.client import BellLap
from tests.wire.payloads import CELINE
from tests.wire.rest import CUT
from tests.wire.running import LEADS, QUESTION, ask, running
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


@pytest.mark.parametrize("times", [1, 2, 3, 4])
async def test_a_connection_that_breaks_off_costs_at_most_one_answer(
    client: BellLap, fake: FakeDiscord, logs: LogCapture, times: int
) -> None:
    fake.rest.trouble(CALLBACK, CUT, times=times)
    async with running(client, fake):
        if times == 1:
            assert LEADS in await ask(fake)
        elif times < 4:
            assert "mention" in await ask(fake)
        else:
            await unanswered(fake)
            assert [e["event"] for e in logs.entries if e["log_level"] == "warning"][-1] == "fault.untold"
        assert LEADS in await ask(fake)


async def test_an_answer_that_arrived_before_the_break_is_not_a_fault(
    client: BellLap, fake: FakeDiscord, logs: LogCapture
) -> None:
    fake.rest.trouble(CALLBACK, CUT)
    fake.rest.trouble(CALLBACK, 400, {"message": "Already acknowledged.", "code": 40060})
    async with running(client, fake):
        await unanswered(fake)
        assert len(sent(fake)) == 2
        assert LEADS in await ask(fake)
    assert {entry["event"] for entry in logs.entries} >= {"reply.repeated", "answered"}
    assert "fault" not in {entry["event"] for entry in logs.entries}


@pytest.mark.parametrize(("code", "status"), [(40060, 400), (10062, 404)])
async def test_what_is_answered_or_expired_is_no_fault(
    client: BellLap, fake: FakeDiscord, logs: LogCapture, code: int, status: int
) -> None:
    fake.rest.trouble(CALLBACK, status, {"message": "No.", "code": code})
    async with running(client, fake):
        await unanswered(fake)
        assert LEADS in await ask(fake)
    assert not [entry for entry in logs.entries if entry["log_level"] == "error"]


@pytest.mark.parametrize("pressed", ["gone", "page:2", "asks:/athlete x", "ask-menu:x", ""])
async def test_a_press_on_what_is_unknown_gets_a_word(
    client: BellLap, fake: FakeDiscord, pressed: str
) -> None:
    async with running(client, fake):
        asked = await fake.slash("h2h", {"athletes": QUESTION})
        reply = await fake.press(asked.message, pressed)
        french = await fake.press(asked.message, pressed, person=CELINE)
    assert reply.text == "This comes from another version of Bell Lap; ask again with a command."
    assert (
        french.text == "Ceci vient d'une autre version de Bell Lap\N{NO-BREAK SPACE}; "
        "reposez la question avec une commande."
    )
    assert reply.data["flags"] & 1 << 6


async def test_a_refused_body_is_owned_up_to(client: BellLap, fake: FakeDiscord) -> None:
    fake.rest.trouble(CALLBACK, 400, {"message": "Invalid Form Body", "code": 50035, "errors": {}})
    async with running(client, fake):
        assert "mention" in await ask(fake)
