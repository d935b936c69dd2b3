"""One bot a cache folder: a lock that the running bot holds, and that a killed one leaves open."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog
from filelock import FileLock, Timeout

from bot.errors import BotError

log = structlog.get_logger(__name__)


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
