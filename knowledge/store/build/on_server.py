"""Build the file of the current version and publish it on a PostgreSQL server: one builder at a time."""

import logging
from contextlib import suppress
from pathlib import Path

from knowledge.imports.archive import Archive
from knowledge.imports.archive.address import Address
from knowledge.imports.archive.locks import server_lock
from knowledge.models.errors import KnowledgeError
from knowledge.store.build.on_disk import build_file
from knowledge.store.build.version import version_of
from knowledge.store.column_file import (
    SCHEMA_VERSION,
    Compiled,
    file_of,
    notes,
    read_finished,
    read_whole,
    remove_others,
    unwritable,
)
from knowledge.store.sealed_files import DamagedError, sealing
from knowledge.store.server import GoneError, fetch, publish, read_published

_KEY = 5_400_1800_3001
"""The key of the builders' advisory lock. Any fixed number."""
_PATIENCE = 300
"""In seconds: time to wait for another process that builds. Chosen by hand."""

log = logging.getLogger(__name__)


def build_and_publish(data: Path, cache: Path, address: Address, archive: Archive | None) -> Compiled:
    """Build and publish the current version, unless another process just did; return its content.

    Raises UnbuiltError when the facts have problems or keep changing, KnowledgeError when the cache folder
    can't be used or the server can't be reached. A version that the server refuses to hold is logged as an
    error, and answers all the same.
    """
    busy = f"Another Bell Lap has been building for {address} for {_PATIENCE} seconds; end it."
    with server_lock(address, _KEY, _PATIENCE, busy):
        version, published = version_of(data, archive), read_published(address)
        if version is not None and published is not None and published.version == version:
            with suppress(DamagedError):
                fetched = fetch_file(data, cache, address, version)
                if fetched is not None:
                    return fetched
        compiled = build_file(data, cache, archive)
        publish_file(address, compiled.version, cache)
        return compiled


def fetch_file(data: Path, cache: Path, address: Address, version: str) -> Compiled | None:
    """The published file of a version, kept in the cache folder; None where another version is published.

    Raises DamagedError where the server holds another content than was published, KnowledgeError when the
    server can't be read or the folder can't be used.
    """
    file = file_of(cache, version)
    compiled = read_whole(file)
    if compiled is not None:
        return compiled
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with sealing(file, notes(data)) as unfinished:
            fetch(address, version, unfinished)
    except GoneError:
        return None
    except OSError as error:
        raise unwritable(cache, str(error.strerror)) from error
    remove_others(file)
    return read_finished(file)


def publish_file(address: Address, version: str, cache: Path) -> None:
    """Publish the file of a version from the cache folder, unless a newer Bell Lap published last.

    A file that the server refuses to hold is logged as an error.
    """
    try:
        published = read_published(address)
        # What a newer Bell Lap published stays: this one could not read what it replaces.
        if published is None or published.schema_version <= SCHEMA_VERSION:
            publish(address, version, file_of(cache, version))
    except (KnowledgeError, OSError) as error:
        # A sentence for the operator is enough: this machine goes on.
        log.error("%s Other machines keep what was published before.", error)  # noqa: TRY400
