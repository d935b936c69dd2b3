"""A heartbeat: a file that says, every few seconds, how the bot is, for whoever watches it."""

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
SECONDS_OF_LIFE = 60
"""How old the last beat of a healthy bot may be."""
CLOCK_SLACK = 1.0
"""In seconds: how far ahead of the reader's clock a beat may be."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Beat:
    """What a bot said of itself: its process, the time (as `time.time` has it), what is wrong if anything."""

    pid: int
    time: float
    problem: str | None


class Heartbeat:
    """The heartbeat of the one bot that uses a cache folder."""

    def __init__(self, cache: Path) -> None:
        self._file = cache / "bot.heartbeat"
        self._is_told = False

    async def keep(self, problem: Callable[[], str | None]) -> None:
        """Write down every few seconds what `problem` says, until cancelled; then that the bot is gone."""
        self._stop()  # a bot that was killed left its own
        try:
            while True:
                self._beat(Beat(os.getpid(), time.time(), problem()))
                await asyncio.sleep(SECONDS_BETWEEN_BEATS)
        finally:
            self._stop()

    def problem(self, now: float) -> str | None:
        """What is wrong with the bot at `now`, in a sentence; None where it is healthy."""
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
            self._tell(error)

    def _stop(self) -> None:
        try:
            self._file.unlink(missing_ok=True)
        except OSError as error:
            self._tell(error)

    def _tell(self, error: OSError) -> None:
        if not self._is_told:
            self._is_told = True
            log.warning("heartbeat.failed", file=str(self._file), reason=error.strerror)


def _read(written: bytes) -> Beat:
    """The beat in a file. Raises ValueError where there is none."""
    parts = json.loads(written)
    match parts:
        case {"pid": int(pid), "time": int() | float() as moment, "problem": None | str() as problem}:
            return Beat(pid, float(moment), problem)
    raise ValueError("no heartbeat")


@contextmanager
def only_bot(cache: Path) -> Iterator[None]:
    """Hold a cache folder until the block ends. Raises BotError where another bot holds it.

    The system gives the lock up with the process, so that a lock file alone stands in nobody's way. A folder
    that can't be locked at all is only warned about.
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
