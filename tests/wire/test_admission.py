"""What waits, what is refused and what is dropped, over the wire: nobody holds up everybody."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import pytest
from pydantic import SecretStr
from structlog.testing import LogCapture

from bot.discord.client import BellLap
from bot.discord.queues import Queues
from bot.settings import Settings
from knowledge.ask import Knowledge
from tests.wire.conftest import PATIENT
from tests.wire.held import Held
from tests.wire.payloads import ANNA, BRUNO, CELINE, Json, Person
from tests.wire.rest import DEFERRED, DEFERRED_UPDATE, EPHEMERAL, MESSAGE, Reply
from tests.wire.running import LEADS, QUESTION, ask, running
from tests.wire.server import TOKEN, FakeDiscord

BUSY = "Bell Lap is busy just now; ask again in a few seconds."
TWO = "Two of your questions are still being answered; ask again when they are."

Start = Callable[..., BellLap]


@pytest.fixture
async def held(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Held]:
    held = Held(knowledge, monkeypatch)
    yield held
    held.go_on.set()


@pytest.fixture
def start(knowledge: Knowledge) -> Start:
    """A client without time limits, except for the given ones."""

    def starting(**policy: Any) -> BellLap:
        queues = Queues(replace(PATIENT, **policy))
        return BellLap(Settings(discord_token=SecretStr(TOKEN)), knowledge, queues=queues)

    return starting


async def until(holds: Callable[[], bool]) -> None:
    """Wait until the bot, which runs in this loop, has come so far."""
    async with asyncio.timeout(60):
        while not holds():  # noqa: ASYNC110 - nothing tells of what is counted
            await asyncio.sleep(0.001)


async def question(fake: FakeDiscord, text: str = QUESTION, person: Person = ANNA) -> Reply:
    return await fake.slash("h2h", {"athletes": text}, person=person)


async def press(fake: FakeDiscord, message: Json, custom_id: str, person: Person = ANNA) -> Reply:
    """Press a button that the message is given."""
    button = {"type": 2, "id": 91, "style": 2, "label": "Press", "custom_id": custom_id}
    row = {"type": 1, "id": 90, "components": [button]}
    carrying = message | {"components": [*message["components"], row]}
    return await fake.press(carrying, custom_id, person=person)


async def resolved(fake: FakeDiscord, reply: Reply, times: int = 1) -> list[str]:
    """The methods of what the bot did after a deferral, when it has done so much."""
    await fake.rest.changes.until(lambda: len(reply.later) >= times)
    return [later.method for later in reply.later]


async def test_one_persons_completions_hold_up_nobodys_question(
    start: Start, fake: FakeDiscord, held: Held
) -> None:
    held.holds = {"complete"}
    client = start()
    async with running(client, fake):
        flood = [asyncio.create_task(fake.complete("h2h", "athletes", "arvell"))]
        await held.began.wait()
        flood += [
            asyncio.create_task(fake.complete("h2h", "athletes", "arvell el"[:end])) for end in range(2, 9)
        ]
        # Newer text takes the place of older text that waits, which is answered at once.
        assert [await older for older in flood[1:-1]] == [[]] * 6
        assert LEADS in (await question(fake, person=BRUNO)).text
        assert not flood[0].done()
        held.go_on.set()
        assert await flood[0]
        assert await flood[-1]
    assert held.worked == ["arvell", f"/h2h {QUESTION}", "arvell e"]
    counts = client.queues.counts
    assert (counts.completions_superseded, counts.completed, counts.answered) == (6, 2, 1)


async def test_a_completion_in_another_command_or_of_another_person_supersedes_nothing(
    start: Start, fake: FakeDiscord, held: Held
) -> None:
    client = start()
    async with running(client, fake):
        asked = [asyncio.create_task(fake.complete("h2h", "athletes", "arvell"))]
        await held.began.wait()
        asked += [
            asyncio.create_task(fake.complete("h2h", "athletes", "arvell", person=BRUNO)),
            asyncio.create_task(fake.complete("athlete", "name", "arvell")),
        ]
        await until(lambda: len(client.queues.completions._latest) == 3)
        held.go_on.set()
        assert all(await asyncio.gather(*asked))


async def test_a_completion_that_can_not_be_in_time_is_empty_and_not_worked_on(
    start: Start, fake: FakeDiscord, held: Held
) -> None:
    client = start(complete=1.0)
    async with running(client, fake):
        assert await fake.complete("h2h", "athletes", "arvell") == []
        await until(held.began.is_set)
        assert await fake.complete("h2h", "athletes", "el hadri", person=BRUNO) == []
        assert client.queues.counts.completions_dropped == 2
        held.go_on.set()
        held.holds = set()
        await until(lambda: not client.queues.completions._worker.turn.locked())
    assert held.worked == ["arvell"]


@pytest.mark.parametrize(
    ("person", "sentence"),
    [
        (ANNA, TWO),
        (
            CELINE,
            "Deux de vos questions attendent encore leur réponse\N{NO-BREAK SPACE}; "
            "reposez celle-ci ensuite.",
        ),
    ],
)
async def test_a_third_question_at_once_is_refused(
    start: Start, fake: FakeDiscord, held: Held, person: Person, sentence: str
) -> None:
    client = start()
    async with running(client, fake):
        two = [asyncio.create_task(question(fake, person=person)) for _ in range(2)]
        await until(lambda: client.queues.counts.in_flight == 2)
        third = await question(fake, person=person)
        pressed = await press(fake, third.message, "ask:/athlete tomas-arvell", person=person)
        another = asyncio.create_task(question(fake, person=BRUNO))
        await until(lambda: client.queues.counts.in_flight == 3)
        assert client.queues.counts.queued == 2
        for refusal in (third, pressed):
            assert refusal.text == sentence
            assert refusal.data["flags"] & EPHEMERAL
        held.go_on.set()
        for answered in (*two, another):
            assert "El Hadri" in (await answered).text
        assert (await question(fake, "arvell el hadri", person)).text != sentence
    assert (client.queues.counts.too_many, client.queues.counts.answered) == (2, 4)


async def test_a_remembered_answer_needs_no_admission(start: Start, fake: FakeDiscord, held: Held) -> None:
    client = start()
    async with running(client, fake):
        held.go_on.set()
        first = await question(fake)
        held.go_on.clear()
        two = [asyncio.create_task(question(fake, text)) for text in ("arvell el hadri", "arvell hadri")]
        await until(lambda: client.queues.counts.in_flight == 2)
        assert (await question(fake, "hadri arvell")).text == TWO
        again = await question(fake)
        assert again.body == first.body
        held.go_on.set()
        await asyncio.gather(*two)


async def test_what_takes_long_is_deferred_and_then_answered_in_public(
    start: Start, fake: FakeDiscord, held: Held
) -> None:
    client = start(defer=0.01)
    async with running(client, fake):
        reply = await question(fake)
        assert reply.body["type"] == DEFERRED
        assert not (reply.data.get("flags") or 0) & EPHEMERAL
        held.go_on.set()
        assert await resolved(fake, reply) == ["PATCH"]
        assert LEADS in reply.later[0].text
    assert client.queues.counts.deferred == client.queues.counts.answered == 1


@pytest.mark.parametrize("fault", [None, RuntimeError("on fire")])
async def test_what_is_no_answer_after_a_deferral_is_private(
    start: Start, fake: FakeDiscord, held: Held, fault: Exception | None
) -> None:
    held.fault = fault
    async with running(start(defer=0.01), fake):
        reply = await fake.slash("athlete", {"name": "okoro"})
        held.go_on.set()
        assert await resolved(fake, reply, 3) == ["PATCH", "POST", "DELETE"]
    placeholder, private, _ = reply.later
    assert placeholder.text == "The reply is private."
    assert private.is_private
    assert ("mention" if fault else "Okoro") in private.text


@pytest.mark.parametrize(("wanted", "done"), [("tomas-arvell", "PATCH"), ("no-such-athlete", "POST")])
async def test_a_change_that_takes_long_replaces_the_answer_or_leaves_it(
    start: Start, fake: FakeDiscord, held: Held, wanted: str, done: str
) -> None:
    client, held.holds = start(), set()
    async with running(client, fake):
        asked = await question(fake)
        held.holds = {"ask"}
        client.queues.questions._policy = replace(PATIENT, defer=0.01)
        reply = await press(fake, asked.message, f"set:/athlete {wanted}")
        assert reply.body["type"] == DEFERRED_UPDATE
        held.go_on.set()
        assert await resolved(fake, reply) == [done]
        assert reply.later[0].is_private == (done == "POST")


async def test_the_rest_of_an_answer_that_takes_long_is_private_from_the_beginning(
    start: Start, fake: FakeDiscord, held: Held
) -> None:
    client, held.holds = start(), set()
    async with running(client, fake):
        asked = await question(fake)
        held.holds = {"ask"}
        client.queues.questions._policy = replace(PATIENT, defer=0.01)
        reply = await press(fake, asked.message, "more:/athlete tomas-arvell")
        assert (reply.body["type"], reply.data["flags"]) == (DEFERRED, EPHEMERAL)
        held.go_on.set()
        assert await resolved(fake, reply) == ["PATCH"]
        assert "Arvell" in reply.later[0].text


@pytest.mark.parametrize(
    ("person", "sentence"),
    [
        (BRUNO, BUSY),
        (
            CELINE,
            "Bell Lap est très sollicité\N{NO-BREAK SPACE}; reposez la question dans quelques secondes.",
        ),
    ],
)
async def test_what_can_not_be_answered_in_time_is_told_so_at_once(
    start: Start, fake: FakeDiscord, held: Held, person: Person, sentence: str
) -> None:
    client = start(admit=0.0)
    async with running(client, fake):
        first = asyncio.create_task(ask(fake))
        await held.began.wait()
        refused = await question(fake, person=person)
        assert refused.body["type"] == MESSAGE
        assert refused.text == sentence
        assert refused.data["flags"] & EPHEMERAL
        held.go_on.set()
        assert LEADS in await first
    assert held.worked == [f"/h2h {QUESTION}"]
    assert client.queues.counts.busy == 1
    assert b'bell_lap_questions_total{kind="none",outcome="busy"} 1.0' in client.metrics.text()


async def test_a_deferred_question_is_told_in_the_end_and_not_worked_on(
    start: Start, fake: FakeDiscord, held: Held, logs: LogCapture
) -> None:
    client = start(defer=0.01, give_up=0.02)
    async with running(client, fake):
        stuck = await question(fake)
        behind = await fake.slash("athlete", {"name": "arvell"}, person=BRUNO)
        for reply in (stuck, behind):
            assert reply.body["type"] == DEFERRED
            assert await resolved(fake, reply, 3) == ["PATCH", "POST", "DELETE"]
            assert reply.later[1].text == BUSY
        # The one that runs still counts, for it still takes the worker.
        assert (client.queues.counts.in_flight, client.queues.counts.queued) == (1, 0)
        held.go_on.set()
        await until(lambda: client.queues.counts.in_flight == 0)
    assert f"/h2h {QUESTION}" in held.worked
    assert "/athlete arvell" not in held.worked
    assert "busy" in {entry.get("outcome") for entry in logs.entries}


async def test_a_question_whose_turn_comes_too_late_is_dropped(
    start: Start, fake: FakeDiscord, held: Held, logs: LogCapture
) -> None:
    client = start(drop=-1.0)
    async with running(client, fake):
        asked = asyncio.create_task(ask(fake))
        await until(lambda: client.queues.counts.dropped == 1)
        await until(lambda: "dropped" in {entry.get("outcome") for entry in logs.entries})
        asked.cancel()
    assert held.worked == []
    assert fake.rest.made("POST", "/callback") == []
