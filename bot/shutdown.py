"""The end of the process within a time that was promised, whatever still runs."""

import os
import sys
import threading
from contextlib import suppress

import structlog

log = structlog.get_logger(__name__)

PROMISED = 5.0
"""Seconds from SIGTERM to the end of the process."""


def end_within(seconds: float = PROMISED) -> None:
    """End the process after so many seconds, if it has not ended by itself before.

    Workers are daemon threads that Python does not wait for, so this is for what else may hang: a name server
    that does not reply (asyncio looks names up in a thread that Python joins), a connection that does not
    close. Nothing is lost that way: the bot writes no data. What holds Python's lock for ever inside a
    library of C is beyond it; only SIGKILL ends that.
    """
    timer = threading.Timer(seconds, _end)
    timer.daemon = True
    timer.start()


def _end() -> None:
    threads = [thread.name for thread in threading.enumerate() if not thread.daemon]
    log.warning("stop.forced", threads=threads)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(0)
