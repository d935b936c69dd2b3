"""What no gateway should send: after each of it, the next question is answered."""

import asyncio
import json
import os
import signal
from collections.abc import Callable

import pytest
from structlog.testing import LogCapture

from bot.discord import gateway
from bot.discord.client import BellLap
from bot.discord.gateway import LONGEST_DELAY, CappedBackoff
from bot.discord.supervisor import Supervisor, run
from tests.wire.gateway import Connection
from tests.wire.payloads import ANNA, Json, Place, command_data, interaction
from tests.wire.rest import CUT
from tests.wire.running import LEADS, ask, running
from tests.wire.server import FakeDiscord


def connection(fake: FakeDiscord) -> Connection:
    found = fake.gateway.session().connection
    assert found is not None
    return found


def dispatch(event: str, data: object, sequence: int | None = None) -> str:
    return json.dumps({"op": 0, "t": event, "s": sequence, "d": data})


def without(*path: str) -> Json:
    """A question's event with one part left out."""
    body = interaction(2, command_data("h2h", {"athletes": "arvell"}), ANNA, Place.SERVER)
    part = body
    for name in path[:-1]:
        part = part[name]
    del part[path[-1]]
    return body


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No attempt to connect again is waited for."""
    monkeypatch.setattr(gateway, "LONGEST_DELAY", 0.0)


MALFORMED = [
    "junk",
    "null",
    "[]",
    "7",
    '"text"',
    "{",
    "{}",
    '{"op": 0}',
    '{"op": null, "d": null}',
    '{"op": 77, "d": {}}',
    dispatch("READY", None),
    dispatch("READY", {}),
    dispatch("RESUMED", None),
    dispatch("GUILD_CREATE", {}),
    dispatch("GUILD_CREATE", None),
    dispatch("GUILD_DELETE", {"id": "x"}),
    dispatch("INTERACTION_CREATE", None),
    dispatch("INTERACTION_CREATE", {}),
    *(
        dispatch("INTERACTION_CREATE", without(*path))
        for path in (
            ["id"],
            ["data"],
            ["data", "name"],
            ["token"],
            ["type"],
            ["member"],
            ["member", "user"],
            ["channel", "id"],
            ["version"],
            ["attachment_size_limit"],
            ["application_id"],
        )
    ),
]


@pytest.mark.parametrize("frame", MALFORMED)
async def test_a_malformed_frame_costs_nothing(client: BellLap, fake: FakeDiscord, frame: str) -> None:
    async with running(client, fake):
        await connection(fake).send_text(frame)
        assert LEADS in await ask(fake)
    assert (len(fake.gateway.identifies), len(fake.gateway.resumes)) == (1, 0)


async def test_a_malformed_event_is_logged_without_what_was_typed(
    client: BellLap, fake: FakeDiscord, logs: LogCapture
) -> None:
    body = without("attachment_size_limit")
    async with running(client, fake):
        await connection(fake).send_text(dispatch("INTERACTION_CREATE", body, 2))
        fake.gateway.session().events.append(("INTERACTION_CREATE", body))
        assert LEADS in await ask(fake)
    [entry] = [entry for entry in logs.entries if entry["event"] == "gateway.malformed"]
    assert (entry["log_level"], entry["exc_info"], entry["type"]) == ("error", True, "INTERACTION_CREATE")
    assert "channel" in entry["fields"]
    assert "arvell" not in str(entry)
    [frame] = [entry["frame"] for entry in logs.entries if entry["event"] == "gateway.frame"]
    assert body["token"] not in frame


@pytest.mark.parametrize("damage", [b"\x00\x01\x02\x00\x00\xff\xff", b"no zlib", b"\xff" * 9])
async def test_a_damaged_stream_is_resumed(client: BellLap, fake: FakeDiscord, damage: bytes) -> None:
    async with running(client, fake):
        await ask(fake)
        await connection(fake).socket.send_bytes(damage)
        assert LEADS in await ask(fake)
    assert (len(fake.gateway.identifies), len(fake.gateway.resumes)) == (1, 1)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("part", ["session_id", "resume_gateway_url", "user", "shard", "guilds"])
async def test_an_incomplete_ready_begins_anew(client: BellLap, fake: FakeDiscord, part: str) -> None:
    fake.gateway.left_out_of_ready = part
    async with running(client, fake):
        await fake.gateway.ready(2)
        assert LEADS in await ask(fake)
    assert (len(fake.gateway.identifies), len(fake.gateway.resumes)) == (2, 0)


@pytest.mark.usefixtures("at_once")
async def test_a_session_without_ready_begins_anew(
    client: BellLap, fake: FakeDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.gateway.heartbeat_ms = 10
    hearing = fake.gateway._identify

    async def deaf_to_identify(connection: Connection, data: Json) -> None:
        del connection
        fake.gateway.identifies.append(data)
        monkeypatch.setattr(gateway, "LONGEST_SILENCE", 0.0)

    monkeypatch.setattr(fake.gateway, "_identify", deaf_to_identify)
    serving = asyncio.create_task(Supervisor(client).serve(fake.token))
    await fake.gateway.changes.until(lambda: fake.gateway.ended >= 1)
    monkeypatch.setattr(gateway, "LONGEST_SILENCE", 60.0)
    monkeypatch.setattr(fake.gateway, "_identify", hearing)
    await fake.gateway.ready()
    assert LEADS in await ask(fake)
    serving.cancel()
    await asyncio.wait((serving,))


def cut(fake: FakeDiscord) -> None:
    fake.rest.trouble("/users/@me$", CUT, times=4)


def down(path: str) -> Callable[[FakeDiscord], None]:
    return lambda fake: fake.rest.trouble(path, 503, times=3)


@pytest.mark.parametrize("trouble", [cut, down("/users/@me$"), down("/applications/@me$"), down("/bot$")])
async def test_what_fails_at_the_start_is_tried_again(
    client: BellLap, fake: FakeDiscord, logs: LogCapture, trouble: Callable[[FakeDiscord], None]
) -> None:
    trouble(fake)
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    serving = asyncio.create_task(Supervisor(client, pause).serve(fake.token))
    await fake.gateway.ready()
    assert LEADS in await ask(fake)
    assert len(pauses) >= 2
    assert [e["log_level"] for e in logs.entries if e["event"] == "connection.failed"] == ["warning"] * len(
        pauses
    )
    serving.cancel()
    await asyncio.wait((serving,))


async def test_a_client_that_ended_is_built_again_with_the_same_knowledge(
    client: BellLap, fake: FakeDiscord, monkeypatch: pytest.MonkeyPatch, logs: LogCapture
) -> None:
    monkeypatch.setattr(client, "start", broken)
    supervisor = Supervisor(client, no_pause)
    serving = asyncio.create_task(supervisor.serve(fake.token))
    await fake.gateway.ready()
    assert LEADS in await ask(fake)
    assert supervisor.client is not client
    assert supervisor.client.knowledge is client.knowledge
    [entry] = [entry for entry in logs.entries if entry["event"] == "connection.failed"]
    assert entry["exc_info"] is True
    serving.cancel()
    await asyncio.wait((serving,))


async def broken(*_: object) -> None:
    raise RuntimeError("what nobody foresaw")


async def no_pause(_: float) -> None:
    return


async def test_it_stops_while_it_waits_to_connect_again(
    client: BellLap, fake: FakeDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = asyncio.Event()

    async def for_ever(_: float) -> None:
        waiting.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(Supervisor.__init__, "__defaults__", (for_ever,))
    fake.rest.trouble("/users/@me$", 503)
    serving = asyncio.create_task(run(client, fake.token))
    await waiting.wait()
    os.kill(os.getpid(), signal.SIGTERM)
    await serving


def test_delays_are_capped() -> None:
    backoff = CappedBackoff()
    delays = [backoff.delay() for _ in range(200)]
    assert max(delays) == LONGEST_DELAY
    assert min(delays) >= 0
    assert delays[0] <= 2


async def test_a_shard_waits_at_most_so_long(client: BellLap, fake: FakeDiscord) -> None:
    async with running(client, fake):
        assert isinstance(client.shards[0]._parent._backoff, CappedBackoff)
