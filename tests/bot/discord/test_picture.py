"""A picture as a file of a message, off the event loop."""

import asyncio
import threading
from collections.abc import Callable

import pytest
from structlog.testing import LogCapture

from bot.discord import picture as pictures
from bot.discord.limits import FILE_DESCRIPTION
from bot.discord.picture import FILE_NAME, MOST_WAITING, URL, PictureWorker
from bot.pictures.draw import draw
from knowledge.models.picture import GapsPicture, Picture
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
