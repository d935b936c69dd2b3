"""Preferences in memory: read at the start, read again at an interval, written in a thread beside the loop.

Asking for them costs two look-ups and never waits or fails. Where the store can't be read, the choices read
last hold, at first none.
"""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.discord.worker import Worker
from bot.errors import BotError
from bot.preferences.model import MOST, NOTHING, Chosen, Preferences, Subject, resolve

if TYPE_CHECKING:
    from bot.preferences.store import PreferenceStore

T = TypeVar("T")

SECONDS_BETWEEN_READS = 20.0
"""Seconds after which another process's changes are looked for. Chosen by hand, below a minute."""
LONGEST = 2.0
"""Seconds for which a change is waited for, below Discord's 3 for a reply. Chosen by hand."""
LONGEST_START = 2.0
"""Seconds for which the first reading delays the start. Chosen by hand."""

log = structlog.get_logger(__name__)


class PreferencesError(BotError):
    """Choices could not be read or changed in time."""


class LivePreferences:
    """The choices of people and servers. Memory is changed in the worker's thread alone."""

    def __init__(self, open_store: Callable[[], "PreferenceStore"]) -> None:
        """`open_store` is called in the worker's thread, because SQLAlchemy is slow to import."""
        self._open_store = open_store
        self._worker = Worker("preferences")
        self._memory: dict[Subject, Chosen] = {}
        self._revision: str | None = None
        self._last_error = ""

    def of(
        self, person: Subject, server: Subject | None, locale: str, server_locale: str = ""
    ) -> Preferences:
        """The preferences of a person in a server, or outside of any, from memory."""
        return resolve(self.chosen(person), self.chosen(server), locale, server_locale)

    def chosen(self, subject: Subject | None) -> Chosen:
        """What a subject has chosen, from memory."""
        return self._memory.get(subject, NOTHING) if subject else NOTHING

    async def start(self) -> None:
        """Read all choices for the first time, waiting for a short time at most. Raises nothing."""
        reading = self._submit(self._refresh)
        if not await _done_within(reading, LONGEST_START):
            log.warning("preferences.slow", seconds=LONGEST_START)

    async def keep(self) -> None:
        """Read what other processes changed, at an interval, until cancelled."""
        while True:
            await asyncio.sleep(SECONDS_BETWEEN_READS)
            await asyncio.wrap_future(self._submit(self._refresh))

    async def read(self, subject: Subject) -> Chosen:
        """What a subject has chosen, from the store. Raises PreferencesError."""
        return await self._run(partial(self._read, subject))

    async def save(self, subject: Subject, changes: Mapping[str, str | bool | None]) -> None:
        """Change some choices of a subject; None means none. Raises PreferencesError."""
        await self._run(partial(self._save, subject, changes))

    async def forget(self, subject: Subject) -> None:
        """Delete everything of a subject. Raises PreferencesError."""
        await self._run(partial(self._forget, subject))

    def close(self) -> None:
        """Accept no more changes."""
        self._worker.submit(self._close)
        self._worker.shutdown()

    @cached_property
    def _store(self) -> "PreferenceStore":
        return self._open_store()

    def _close(self) -> None:
        self._store.close()

    def _submit(self, call: Callable[[], T]) -> Future[T]:
        return self._worker.submit(call)

    async def _run(self, call: Callable[[], T]) -> T:
        running = self._submit(call)
        if not await _done_within(running, LONGEST):
            running.cancel()  # one that waits for its turn is given up, one that runs may still succeed
            log.warning("preferences.slow", seconds=LONGEST)
            raise PreferencesError("The settings could not be reached in time.")
        try:
            return running.result()
        except Exception as error:
            self._report(error)
            raise PreferencesError("The settings could not be reached.") from error

    def _refresh(self) -> None:
        try:
            revision, choices = self._store.read_all(self._revision)
        except Exception as error:  # of any kind: a damaged file raises many
            self._report(error)
            return
        self._last_error = ""
        self._revision = revision
        if choices is not None:
            self._memory = choices
            if len(choices) == MOST:
                log.warning("preferences.truncated", most=MOST)

    def _read(self, subject: Subject) -> Chosen:
        return self._remember(subject, self._store.read(subject))

    def _save(self, subject: Subject, changes: Mapping[str, str | bool | None]) -> None:
        self._remember(subject, self._store.save(subject, changes))

    def _forget(self, subject: Subject) -> None:
        self._store.forget(subject)
        self._remember(subject, NOTHING)

    def _remember(self, subject: Subject, chosen: Chosen) -> Chosen:
        if chosen == NOTHING:
            self._memory.pop(subject, None)
        else:
            self._memory[subject] = chosen
        return chosen

    def _report(self, error: Exception) -> None:
        """Log an error; its repetitions are not logged."""
        reason = f"{type(error).__name__}: {error}".partition("\n")[0]
        if reason != self._last_error:
            self._last_error = reason
            log.error("preferences.failed", reason=reason)


async def _done_within(running: Future[T], seconds: float) -> bool:
    waited = asyncio.wrap_future(running)
    await asyncio.wait((waited,), timeout=seconds)
    if waited.done() and not waited.cancelled():
        waited.exception()  # retrieved here, so that asyncio does not log it
    return waited.done()
