"""Locks between processes. The lock of a process that dies is released by its death."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout
from sqlalchemy import Connection

from knowledge.imports.archive.address import Address
from knowledge.models.errors import KnowledgeError

_KEY = 5_400_1800_3000
"""Identifies the archive's lock among the advisory locks of a PostgreSQL database. An arbitrary number."""

_PAUSE = 0.1
"""Between two attempts to get a server's lock, in seconds. Chosen by hand."""


class ArchiveBusyError(KnowledgeError):
    """Another process holds the lock."""


@contextmanager
def sole_writer(address: Address, wait: float) -> Iterator[None]:
    """Hold the writer's lock of an archive.

    Raises ArchiveBusyError: when another process holds it for `wait` seconds.
    """
    busy = f"Another process imports into the archive {address}; try again when it has finished."
    if address.is_file:
        lock = FileLock(address.path.with_name(address.path.name + ".lock"), timeout=wait)
        try:
            lock.acquire()
        except Timeout as error:
            raise ArchiveBusyError(busy) from error
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
    """Whether a process holds the writer's lock of an archive."""
    try:
        with sole_writer(address, wait=0):
            return False
    except ArchiveBusyError:
        return True


@contextmanager
def server_lock(address: Address, key: int, wait: float, busy: str) -> Iterator[None]:
    """Hold a lock of a PostgreSQL database.

    Raises ArchiveBusyError with the message `busy`: when another process holds it for `wait` seconds.
    """
    engine = address.engine()
    try:
        # The lock lasts as long as its connection, over many transactions.
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if not _acquire(connection, key, wait):
                raise ArchiveBusyError(busy)
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
