"""A picture as a file of a message, off the event loop."""

import asyncio
import threading
from collections.abc import Awaitable, Callable

import pytest
import simcord
from structlog.testing import LogCapture

from bot.discord import picture as pictures
from bot.discord.client import BellLap
from bot.discord.limits import FILE_DESCRIPTION
from bot.discord.picture import FILE_NAME, MOST_WAITING, URL, PictureWorker
from bot.pictures.draw import draw
from knowledge.models.glance import GlanceButton
from knowledge.models.picture import GapsPicture, Picture
from tests.bot.discord.fakes import RACE_2023, FakeKnowledge, FakeReply, glanced, race_card
from tests.bot.discord.seen import pictured, shown
from tests.bot.pictures.made import race

RACE = race(0, 170, 278, 361)


@pytest.fixture
def drawing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Picture], bytes]], None]:
    """Draws in another way."""

    def replace(how: Callable[[Picture], bytes]) -> None:
        monkeypatch.setattr(pictures, "_draw", how)

    return replace


async def test_a_picture_becomes_a_file_with_its_alternative_text() -> None:
    worker = PictureWorker()
    drawn = await worker.draw(RACE)
    worker.close()
    assert drawn is not None
    file = drawn.as_file()
    assert (file.filename, file.description) == (FILE_NAME, "Gaps to Arvell.")
    assert file.fp.read() == draw(RACE)
    assert drawn.as_file().fp.read() == draw(RACE), "a second attempt sends the file again"
    assert f"attachment://{file.filename}" == URL


async def test_a_long_alternative_text_is_cut() -> None:
    worker = PictureWorker()
    drawn = await worker.draw(GapsPicture(alt="x" * 3000, rows=RACE.rows))
    worker.close()
    assert drawn is not None
    assert len(drawn.as_file().description or "") == FILE_DESCRIPTION


async def test_a_failure_gives_no_picture_and_a_line_in_the_log(
    drawing: Callable[[Callable[[Picture], bytes]], None], logs: LogCapture
) -> None:
    def fail(picture: Picture) -> bytes:
        raise OSError(picture.kind)

    drawing(fail)
    worker = PictureWorker()
    assert await worker.draw(RACE) is None
    worker.close()
    assert [(entry["event"], entry["kind"]) for entry in logs.entries] == [("picture.failed", "gaps")]


async def test_the_event_loop_goes_on_while_a_picture_is_drawn_and_a_late_one_is_left_out(
    drawing: Callable[[Callable[[Picture], bytes]], None],
    logs: LogCapture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pictures, "PATIENCE", 0.05)
    let_go = threading.Event()

    def wait(picture: Picture) -> bytes:
        let_go.wait(10)
        return picture.alt.encode()

    drawing(wait)
    worker = PictureWorker()
    waiting = [asyncio.create_task(worker.draw(RACE)) for _ in range(MOST_WAITING)]
    await asyncio.sleep(0)
    assert await worker.draw(RACE) is None
    assert [entry["event"] for entry in logs.entries] == ["picture.skipped"]
    assert await asyncio.gather(*waiting) == [None] * MOST_WAITING
    assert {entry["event"] for entry in logs.entries[1:]} == {"picture.late"}
    let_go.set()
    monkeypatch.setattr(pictures, "PATIENCE", 10)
    assert await worker.draw(RACE) is not None
    worker.close()


async def test_a_closed_worker_gives_no_picture() -> None:
    worker = PictureWorker()
    worker.close()
    assert await worker.draw(RACE) is None


async def test_what_took_long_has_its_picture_too(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    knowledge: FakeKnowledge,
    client: BellLap,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain = await alice.slash(channel, "result", race="harbour")
    at_once, deferred = client.queues.questions.run, list[int]()

    async def later(user: int, ask: Callable[[], object], defer: Callable[[], Awaitable[None]]) -> object:
        await defer()
        deferred.append(user)
        return await at_once(user, ask, defer)

    monkeypatch.setattr(client.queues.questions, "run", later)
    knowledge.say = glanced
    answer = await alice.slash(channel, "result", race="mile")
    details = await alice.click(shown(answer), label="Details")
    knowledge.say = lambda text, language: glanced(text, language)._replace(question=RACE_2023)
    await alice.click(shown(plain), label="2023")
    assert deferred == [alice.id] * 3
    assert pictured(answer) == pictured(details) == pictured(plain) == [FILE_NAME]


async def test_a_picture_goes_with_the_answer_that_is_replaced(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, knowledge: FakeKnowledge
) -> None:
    other = GlanceButton(label="2023", question=RACE_2023, changes=True)

    def say(text: str, language: str) -> FakeReply:
        reply = glanced(text, language)
        assert reply.card.glance is not None
        glance = reply.card.glance.model_copy(update={"buttons": (other,)})
        return reply._replace(card=reply.card.model_copy(update={"glance": glance}))

    knowledge.say = say
    first = await alice.slash(channel, "result", race="harbour")
    assert pictured(first) == [FILE_NAME]
    knowledge.say = lambda *_: FakeReply("answer", "result", race_card(), RACE_2023)
    await alice.click(shown(first), label="2023")
    assert pictured(first) == []
