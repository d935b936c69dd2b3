"""One process at a time. A process that dies gives its lock up by dying."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout
from sqlalchemy import Connection

from knowledge.imports.archive.address import Address
from knowledge.models.errors import KnowledgeError

_KEY = 5_400_1800_3000
"""Names the lock among all of a PostgreSQL database's advisory locks."""

_PAUSE = 0.1


class BusyError(KnowledgeError):
    """Another process has the lock."""


@contextmanager
def sole_writer(address: Address, wait: float) -> Iterator[None]:
    """Hold the lock of an archive; raises BusyError where another process has it for `wait` seconds."""
    busy = f"Another process imports into the archive {address}; try again when it has finished."
    if address.is_file:
        lock = FileLock(address.path.with_name(address.path.name + ".lock"), timeout=wait)
        try:
            lock.acquire()
        except Timeout as error:
            raise BusyError(busy) from error
        except OSError as error:
            raise address.trouble(error, "written") from error
        try:
            yield
        finally:
            lock.release()
        return
    with server_lock(address, _KEY, wait, busy):
        yield


def is_written(address: Address) -> bool:
    """Whether somebody imports into an archive now."""
    try:
        with sole_writer(address, wait=0):
            return False
    except BusyError:
        return True


@contextmanager
def server_lock(address: Address, key: int, wait: float, busy: str) -> Iterator[None]:
    """Hold a lock of a PostgreSQL database; raises BusyError, saying `busy`, after `wait` seconds."""
    engine = address.engine()
    try:
        # A connection of its own: the lock lasts as long as it is open, over many transactions.
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if not _acquire(connection, key, wait):
                raise BusyError(busy)
            yield
    finally:
        engine.dispose()


def _acquire(connection: Connection, key: int, wait: float) -> bool:
    until = time.monotonic() + wait
    while True:
        if connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({key})").scalar():
            return True
        if time.monotonic() >= until:
            return False
        time.sleep(_PAUSE)
