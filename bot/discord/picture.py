"""A picture as a file of a message, drawn off the event loop; none where that fails or takes long."""

import asyncio
from io import BytesIO
from typing import NamedTuple

import discord
import structlog

from bot.discord.limits import FILE_DESCRIPTION, cut
from bot.discord.worker import Worker
from knowledge.models.picture import Picture

FILE_NAME = "picture.png"
"""The file's name; `URL` is how a component of the same message refers to it."""
URL = f"attachment://{FILE_NAME}"
PATIENCE = 0.5
"""Seconds until an answer goes out without its picture. A picture takes about 0.01 s, the first 0.1 s."""
MOST_WAITING = 8
"""Pictures that wait at most; others get none, so that answers under load do not wait. Chosen by hand."""

log = structlog.get_logger(__name__)


class Attachment(NamedTuple):
    """A drawn picture and its alternative text."""

    data: bytes
    alt: str

    def as_file(self) -> discord.File:
        """The picture as a file of a message."""
        return discord.File(BytesIO(self.data), FILE_NAME, description=self.alt)


class PictureWorker:
    """Draws pictures one at a time in a thread of its own."""

    def __init__(self) -> None:
        """Create a worker; its thread starts with the first picture."""
        self._worker = Worker("pictures")
        self._waiting = 0

    async def draw(self, picture: Picture) -> Attachment | None:
        """The drawn picture; None, and a line in the log, where it failed."""
        if self._waiting >= MOST_WAITING:
            log.info("picture.skipped", kind=picture.kind)
            return None
        self._waiting += 1
        try:
            drawing = self._worker.submit(_draw, picture)
            data = await asyncio.wait_for(asyncio.wrap_future(drawing), PATIENCE)
        except TimeoutError:
            log.warning("picture.late", kind=picture.kind)
            return None
        except Exception:
            log.exception("picture.failed", kind=picture.kind)
            return None
        finally:
            self._waiting -= 1
        return Attachment(data, cut(picture.alt, FILE_DESCRIPTION))

    def close(self) -> None:
        """Draw no more pictures."""
        self._worker.shutdown()


def _draw(picture: Picture) -> bytes:
    # Pillow and the font are loaded with the first picture.
    from bot.pictures.draw import draw  # noqa: PLC0415

    return draw(picture)
