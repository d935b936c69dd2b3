"""The heartbeat file, which states the bot's health every few seconds, and the lock of a cache folder."""

import asyncio
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import structlog
from filelock import FileLock, Timeout

from bot.errors import BotError

SECONDS_BETWEEN_BEATS = 5
"""Seconds between two beats. Chosen by hand."""
SECONDS_OF_LIFE = 60
"""Maximum age in seconds of a healthy bot's last beat. Chosen by hand."""
CLOCK_SLACK = 1.0
"""Seconds by which a beat may be ahead of the reader's clock."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Beat:
    """One beat: the process id, the time in seconds since the epoch, and the problem or None."""

    pid: int
    time: float
    problem: str | None


class Heartbeat:
    """The heartbeat of the one bot that uses a cache folder."""

    def __init__(self, cache: Path) -> None:
        self._file = cache / "bot.heartbeat"
        self._has_warned = False

    async def keep(self, problem: Callable[[], str | None]) -> None:
        """Write a beat with the result of `problem` at an interval, until cancelled; then remove the file."""
        self._stop()  # a killed bot leaves its file
        try:
            while True:
                self._beat(Beat(os.getpid(), time.time(), problem()))
                await asyncio.sleep(SECONDS_BETWEEN_BEATS)
        finally:
            self._stop()

    def problem(self, now: float) -> str | None:
        """The bot's problem at `now` (seconds since the epoch) as a sentence; None where it is healthy."""
        try:
            beat = _read(self._file.read_bytes())
        except FileNotFoundError:
            return "no bot runs with this cache folder, or it has only just started."
        except (OSError, ValueError):
            return f"the heartbeat in {self._file} can't be read; restart the bot."
        age = now - beat.time
        if age < -CLOCK_SLACK:
            return (
                f"the last heartbeat lies {-age:.0f} seconds in the future; set the clock or restart the bot."
            )
        if age > SECONDS_OF_LIFE:
            return f"the bot's last heartbeat was {age:.0f} seconds ago; it was killed or hangs."
        return beat.problem

    def _beat(self, beat: Beat) -> None:
        unfinished = self._file.with_suffix(".heartbeat-new")
        try:
            unfinished.write_text(json.dumps(asdict(beat)), encoding="utf-8")
            unfinished.replace(self._file)
        except OSError as error:
            self._warn_once(error)

    def _stop(self) -> None:
        try:
            self._file.unlink(missing_ok=True)
        except OSError as error:
            self._warn_once(error)

    def _warn_once(self, error: OSError) -> None:
        if not self._has_warned:
            self._has_warned = True
            log.warning("heartbeat.failed", file=str(self._file), reason=error.strerror)


def _read(written: bytes) -> Beat:
    """The beat in a file's content. Raises ValueError where it is malformed."""
    parts = json.loads(written)
    match parts:
        case {"pid": int(pid), "time": int() | float() as moment, "problem": None | str() as problem}:
            return Beat(pid, float(moment), problem)
    raise ValueError("no heartbeat")


@contextmanager
def only_bot(cache: Path) -> Iterator[None]:
    """Lock a cache folder until the block ends. Raises BotError where another bot has locked it.

    The system releases the lock at the end of the process, so a left-over lock file does no harm. A folder
    that can't be locked only causes a warning.
    """
    lock = FileLock(cache / "bot.lock")
    try:
        cache.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:
        raise BotError(
            f"Another bot runs with the cache folder {cache}: stop it, or give this one a folder of its own "
            "with BELL_LAP_CACHE."
        ) from None
    except (OSError, NotImplementedError) as error:
        log.warning("lock.failed", folder=str(cache), reason=str(error))
    try:
        yield
    finally:
        lock.release()
