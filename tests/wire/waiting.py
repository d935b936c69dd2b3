"""Waiting for what clients bring about."""

import asyncio
from collections.abc import Callable


class Changes:
    """Wakes those who wait for a condition whenever something changed."""

    def __init__(self) -> None:
        self._changed = asyncio.Event()

    def note(self) -> None:
        """Say that something changed."""
        self._changed.set()

    async def until(self, holds: Callable[[], bool], within: float = 60.0) -> None:
        """Wait until the condition holds; TimeoutError where it takes too long."""
        async with asyncio.timeout(within):
            while not holds():
                self._changed.clear()
                await self._changed.wait()
