"""A PostgreSQL server for as long as a benchmark needs one."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from tests.postgres import Server, running_server


@contextmanager
def postgresql() -> Iterator[Server | None]:
    """A server of its own; None where its programs aren't installed."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(running_server())
        except pytest.skip.Exception:
            server = None
        yield server
