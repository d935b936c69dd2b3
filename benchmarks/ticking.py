"""The bot, with a tick in its event loop: `python -m benchmarks.ticking run`.

Each tick that comes late is written to the file that TICKS names, as JSON, when the program ends: pairs of
the seconds by which it was late and the time of day.
"""

import asyncio
import atexit
import json
import os
import runpy
import time
from pathlib import Path

EVERY = 0.002
"""Seconds between ticks."""
LATE = 0.005
"""Seconds from which a tick counts as late."""


class Ticking(asyncio.DefaultEventLoopPolicy):
    """Makes event loops that tick."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[tuple[float, float]] = []

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        """A loop with its first tick."""
        loop = super().new_event_loop()
        loop.call_later(EVERY, self._tick, loop, time.perf_counter())
        return loop

    def _tick(self, loop: asyncio.AbstractEventLoop, before: float) -> None:
        now = time.perf_counter()
        by = now - before - EVERY
        if by > LATE:
            self.late.append((by, time.time()))
        loop.call_later(EVERY, self._tick, loop, now)


if __name__ == "__main__":
    policy = Ticking()
    asyncio.set_event_loop_policy(policy)
    atexit.register(lambda: Path(os.environ["TICKS"]).write_text(json.dumps(policy.late), encoding="utf-8"))
    runpy.run_module("bot", run_name="__main__", alter_sys=True)
