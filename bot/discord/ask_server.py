"""The bot's side of `bell-lap ask` through a running bot: `bot/ask_socket.py` says how they talk."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Literal

import structlog
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.ask_socket import LONGEST_REQUEST, PATIENCE, is_private, place_names, reply_line, socket_in
from bot.asked import Asked, Printed, Screen
from bot.discord.admission import QuestionQueue, RefusedError
from bot.discord.worker import ExpiredError
from bot.environment import Places
from bot.live_knowledge import LiveKnowledge
from bot.locale import LANGUAGES
from bot.terminal.once import answer_once
from knowledge.ask import Knowledge
from knowledge.files import sqlite_files
from knowledge.folder_state import ChangeCheck, file_changed_since
from knowledge.models.errors import KnowledgeError

MOST_CONNECTIONS = 4
"""Connections at a time; further ones are closed at once. Chosen by hand."""
ASKER = 0
"""The user in whose name questions wait, as no Discord id is 0. So two are in flight at most."""

log = structlog.get_logger(__name__)


class Request(BaseModel):
    """A request, as `ask_running_bot` sends it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    protocol: Literal[1]
    places: list[str]
    asked: Asked
    screen: Screen
    today: date


class DeclinedError(Exception):
    """The asker gets no reply, and answers by itself."""


_DECLINED = (
    *(DeclinedError, RefusedError, ExpiredError, KnowledgeError, ValidationError),
    *(asyncio.IncompleteReadError, asyncio.LimitOverrunError, OSError),
)
"""What ends a connection without a reply: a request that is not for this bot now, or a broken one."""


class AskServer:
    """Answers the questions of this user's `bell-lap ask`, in the queue of all questions."""

    def __init__(
        self, places: Places, knowledge: LiveKnowledge, questions: Callable[[], QuestionQueue]
    ) -> None:
        """`questions` returns the queue that serves now."""
        self._places = places
        self._knowledge = knowledge
        self._questions = questions
        self._check: ChangeCheck | None = None
        self.connections = 0
        """Number of connections that are open."""

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Listen until the block ends. Where that is not possible, only `ask` takes longer."""
        path = socket_in(self._places.cache)
        try:
            _prepare(path)
            # It replaces the socket that a killed bot left. A second bot is refused before (`only_bot`).
            server = await asyncio.start_unix_server(self._connected, path, limit=LONGEST_REQUEST)
            path.chmod(0o600)
            own = path.lstat().st_ino
        except (AttributeError, NotImplementedError, OSError) as error:
            log.info("ask.not_listening", reason=str(error))
            yield
            return
        try:
            yield
        finally:
            server.close()
            with suppress(OSError):
                if path.lstat().st_ino == own:
                    path.unlink()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            if self.connections <= MOST_CONNECTIONS:
                async with asyncio.timeout(PATIENCE):
                    printed = await self._answer(await reader.readuntil(b"\n"))
                    writer.write(reply_line(printed))
                    await writer.drain()
        except _DECLINED as error:
            log.debug("ask.declined", reason=type(error).__name__)
        except Exception as error:
            log.warning("ask.failed", exc_info=error)
        finally:
            self.connections -= 1
            writer.close()

    async def _answer(self, line: bytes) -> Printed:
        request = Request.model_validate_json(line)
        if request.places != place_names(self._places) or request.asked.language not in LANGUAGES:
            raise DeclinedError
        answer = partial(self._answer_newest, request, self._knowledge.opened)
        return await self._questions().run(ASKER, partial(self._knowledge.ask, answer), _decline)

    def _answer_newest(self, request: Request, opened: float, knowledge: Knowledge) -> Printed:
        """The answer, unless a process of its own might know more. Raises DeclinedError."""
        if knowledge.about().behind is not None or self._has_changed(opened):
            raise DeclinedError
        return answer_once(knowledge, request.asked, request.screen, request.today)

    def _has_changed(self, opened: float) -> bool:
        """Whether facts or imports have changed since the knowledge was opened. Raises OSError."""
        archive = self._places.archive_file
        # The index of the log changes with every reader.
        written = () if archive is None else sqlite_files(archive)[:2]
        if any(file_changed_since(opened, file) for file in written):
            return True
        check = self._check
        if check is None or check.moment != opened:
            check = self._check = ChangeCheck(self._places.data, opened)
        return check.changed()


async def _decline() -> None:
    raise DeclinedError


def _prepare(path: Path) -> None:
    """Make the folder of the socket. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not is_private(path.parent):
        raise PermissionError(f"{path.parent} is another user's or open to others")
