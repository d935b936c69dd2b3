"""A heartbeat: a file that is touched while the bot is connected to Discord, for whoever watches it."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import structlog

SECONDS_BETWEEN_BEATS = 5
SECONDS_OF_LIFE = 60
"""How old the last beat of a healthy bot may be: a connection that is lost is back within seconds."""

log = structlog.get_logger(__name__)


class Heartbeat:
    """The heartbeat of the one bot that uses a cache folder."""

    def __init__(self, cache: Path) -> None:
        self._file = cache / "bot.heartbeat"
        self._is_told = False

    async def keep(self, is_connected: Callable[[], bool]) -> None:
        """Beat while connected until cancelled; then say that the bot is gone."""
        self._stop()  # a bot that was killed left its own
        try:
            while True:
                if is_connected():
                    self._beat()
                await asyncio.sleep(SECONDS_BETWEEN_BEATS)
        finally:
            self._stop()

    def age(self, now: float) -> float | None:
        """How many seconds before `now` (as `time.time` has it) the bot was connected; None without one."""
        try:
            return max(0.0, now - self._file.stat().st_mtime)
        except OSError:
            return None

    def _beat(self) -> None:
        try:
            self._file.touch()
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
